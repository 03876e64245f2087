"""One date, one number and one name typed into every place that takes one are read the same; the places find themselves."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.urls import get_resolver

from backbone.pages.day_field import DayField
from backbone.pages.forms import CleanInput
from backbone.reading import dates
from backbone.typed_text import HIDING
from meetings.minutes.lines import date_context
from meetings.minutes.typing import parse
from partnerships.imports.reading import kinds
from partnerships.imports.rows import Batch, Row
from tests import factories

pytestmark = pytest.mark.django_db
ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(params=["NL", "US"])
def partnership(request):
    return factories.partnership(country=request.param)


def read_in(kind, column, text, partnership):
    """What a kind of table reads where one column says this and the others say little."""
    filled = {one.key: "Something" for one in kind.columns if one.required and one is not column}
    row = Row(2, ["", "1", ""], {}, [])
    row.columns = {one.key: number for number, one in enumerate(kind.columns)}
    row.raw = [text if one is column else filled.get(one.key, "") for one in kind.columns]
    kind.check(Batch(partnership), [row])
    return row.values


def in_tables(text, partnership):
    """{place: the day} of each column of each kind of table that reads a day from the text."""
    found = {}
    for kind in kinds().values():
        for column in kind.columns:
            values = read_in(kind, column, text, partnership)
            days = [value for value in values.values() if isinstance(value, str) and ISO.fullmatch(value)]
            if days:
                found[f"{kind.kind}.{column.key}"] = {date.fromisoformat(day) for day in days}
    return found


def in_forms(text, partnership):
    """{place: the day} of each date field of each form of ours."""
    found = {}
    # The addresses import the views, and these their forms.
    assert get_resolver().url_patterns
    for form in _all(CleanInput):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, django_forms.DateField):
                own = DayField(country=lambda: partnership.country)
                found[f"{form.__name__}.{name}"] = own.clean(text)
    return found


def in_minutes(text, partnership):
    context = date_context(factories.meeting(partnership))
    typed = parse(f"! Anna: send the list, {text}", (), context).due_on
    return {"minutes.line": typed, "minutes.day": dates.read(text, context).end}


@pytest.mark.parametrize(
    ("text", "in_nl", "in_us"),
    [
        ("3/4/2027", date(2027, 4, 3), date(2027, 3, 4)),
        ("25/12/2026", date(2026, 12, 25), date(2026, 12, 25)),
        ("3 april 2027", date(2027, 4, 3), date(2027, 4, 3)),
        ("3-apr-27", date(2027, 4, 3), date(2027, 4, 3)),
        ("2027-04-03", date(2027, 4, 3), date(2027, 4, 3)),
        ("eind maart 2027", date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_one_date_is_the_same_day_everywhere(partnership, text, in_nl, in_us):
    day = in_us if partnership.country == "US" else in_nl
    tables, others = in_tables(text, partnership), in_forms(text, partnership) | in_minutes(text, partnership)
    assert {"partners.since", "plan.start", "plan.timeline", "outcomes.due", "tasks.due"} < set(tables)
    assert len(others) > 6
    assert {place: days for place, days in tables.items() if days != {day}} == {}
    assert {place: read for place, read in others.items() if read != day} == {}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q2'27", date(2027, 4, 1), date(2027, 6, 30)),
        ("week 26 2027", date(2027, 6, 28), date(2027, 7, 2)),
        ("June 2027", date(2027, 6, 1), date(2027, 6, 30)),
    ],
)
def test_one_span_begins_and_ends_the_same_everywhere(partnership, text, first, last):
    tables, others = in_tables(text, partnership), in_forms(text, partnership) | in_minutes(text, partnership)
    assert {place: days for place, days in tables.items() if not days <= {first, last}} == {}
    assert {place: read for place, read in others.items() if read != last} == {}


@pytest.mark.parametrize("text", ["31/11/2026", "not before 2027", "early 2027", "asap", "12-14 years"])
def test_what_is_no_date_is_none_anywhere(partnership, text):
    assert in_tables(text, partnership) == {}
    assert set(in_minutes(text, partnership).values()) == {None}
    with pytest.raises(django_forms.ValidationError):
        in_forms(text, partnership)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5", "12.5"), ("€ 1.250,50", "1250.5"), ("1 250", "1250"), ("45 %", "45"), ("(200)", "-200")],
)
def test_one_number_is_the_same_in_every_table(partnership, text, value):
    partnership.language = "nl"
    places = {
        f"{kind.kind}.{column.key}": [
            v for v in read_in(kind, column, text, partnership).values() if _is_number(v)
        ]
        for kind in kinds().values()
        for column in kind.columns
        if column.holds == "number"
    }
    assert len(places) > 2
    assert {Decimal(found[0]) for found in places.values()} == {Decimal(value)}, places


def _is_number(value):
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def _all(form):
    return {form}.union(*(_all(sub) for sub in form.__subclasses__()))


def test_no_table_brings_a_sign_in_that_nobody_sees(partnership):
    """In whichever column it stands, and whatever the column is read as."""
    said = f"An{''.join(map(chr, [0x202E, 0x200B, 0x2060, 0xFEFF, 0xAD, 0x2067]))}na"
    places = {
        f"{kind.kind}.{column.key}": str(read_in(kind, column, said, partnership))
        for kind in kinds().values()
        for column in kind.columns
    }
    assert {place for place, values in places.items() if HIDING.search(values)} == set()
    assert sum("Anna" in values for values in places.values()) > 5
