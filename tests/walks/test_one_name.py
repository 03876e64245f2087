"""One name means the same in every place that reads names: minutes, the pasted action list, imports, forms, pasted people."""

import pytest

from meetings import attendance
from meetings.minutes.typing import parse
from partnerships import organisations
from partnerships.imports.partners import partners_by_name, split_names
from partnerships.imports.rows import Batch, Row
from partnerships.people import rows as people_rows
from partnerships.persons import with_name_and_address
from tests import factories
from workplans.imports import tasks

pytestmark = pytest.mark.django_db
COLUMNS = {column.key: number for number, column in enumerate(people_rows.SHEET.columns)}


@pytest.fixture
def partnership():
    return factories.partnership(slug="harbour")


@pytest.fixture
def anna(partnership):
    """Anna van den Berg, who represents the Harbour Water Company."""
    water = factories.organisation("Harbour Water Company", short_name="Water", domains=["water.example"])
    person = factories.person("Anna van den Berg", "anna@water.example")
    return factories.representative(factories.partner(partnership, organisation=water), person)


def owner_in_minutes(partnership, name):
    people = attendance.candidates(factories.meeting(partnership))
    found = parse(f"! {name}: book the hall", people).owner
    return found and found.person_id


def owner_in_pasted_list(partnership, name):
    return read_task(partnership, owner=name).values.get("owner")


def read_task(partnership, **texts):
    """A row of an action list as it is read; what is not named is empty."""
    row = Row(2, [], {column.key: number for number, column in enumerate(tasks.SHEET.columns)})
    row.raw = [
        texts.get(column.key, "Book the hall" if column.required else "") for column in tasks.SHEET.columns
    ]
    tasks.SHEET.check(Batch(partnership), [row])
    return row


def who_at_an_address(_partnership, name):
    found = with_name_and_address(name, "anna@water.example")
    return found and found.pk


def who_is_pasted(partnership, name):
    return pasted_row(partnership, f'"{name}" <anna@water.example>').values["known"]


def pasted_row(partnership, text):
    """The first person of a pasted text, as the preview has it."""
    row = Row(1, [*people_rows.read(text)[0]], dict(COLUMNS))
    people_rows.SHEET.check(Batch(partnership), [row])
    return row


@pytest.mark.parametrize("place", [owner_in_minutes, owner_in_pasted_list, who_at_an_address, who_is_pasted])
@pytest.mark.parametrize(
    "name",
    [
        "Anna van den Berg",
        "ANNA VAN DEN BERG",
        "Berg, Anna van den",
        "van den Berg, Anna",
        "Anna",
        "Anna B",
        "A. van den Berg",
        "v.d. Berg",
        "Ànna Berg",
        "dr. Anna van den Berg",
        "Anna (Water)",
    ],
)
def test_a_person_is_the_same_one_everywhere(partnership, anna, place, name):
    assert place(partnership, name) == anna.pk


@pytest.mark.parametrize("place", [owner_in_minutes, owner_in_pasted_list, who_at_an_address, who_is_pasted])
@pytest.mark.parametrize("name", ["Carla Dijk", "Jan van den Berg", "Berg, Jan van den", "Annabel Bakker"])
def test_somebody_else_is_nobody_of_these_anywhere(partnership, anna, place, name):
    assert place(partnership, name) is None


def partner_in_pasted_list(partnership, name):
    row = read_task(partnership, partner=name)
    return partnership.partners.filter(pk=row.values.get("partner") or 0).first()


def lead_in_an_import(partnership, name):
    known = partners_by_name(partnership)
    found, _others = split_names(name, known)
    return known[found[0]] if found else None


@pytest.mark.parametrize("place", [partner_in_pasted_list, lead_in_an_import])
@pytest.mark.parametrize(
    "name",
    [
        "Harbour Water Company",
        "harbour water company B.V.",
        "The Harbour Water Company",
        "Water",
        "HWC",
        "H.W.C.",
    ],
)
def test_a_partner_is_the_same_one_everywhere(partnership, anna, place, name):
    assert place(partnership, name) == partnership.partners.get()


@pytest.mark.parametrize(
    "name", ["HARBOUR WATER COMPANY", "Harbour  Water Company.", "Hárbour Water Company"]
)
def test_an_organisation_is_no_new_one_however_spelled(partnership, anna, name):
    assert organisations.named(name, is_demo=False).name == "Harbour Water Company"
    row = pasted_row(partnership, f"Name\tE-mail\tOrganisation\nBram\tbram@elsewhere.example\t{name}")
    assert "partner" not in row.makes
