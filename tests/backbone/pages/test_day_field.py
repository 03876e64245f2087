"""A day in a form is read as everywhere, in every form that has one."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms as django_forms

from backbone.pages.day_field import DayField
from backbone.pages.forms import CleanInput, Form

pytestmark = pytest.mark.fast


class DayForm(Form):
    day = django_forms.DateField()


def day_in(words, country="NL"):
    form = DayForm({"day": words})
    form.partnership = SimpleNamespace(country=country)
    return form.cleaned_data["day"] if form.is_valid() else form.errors["day"]


@pytest.mark.parametrize(
    "words", ["2027-04-03", "3/4/2027", "3 april 2027", "3-apr-27", "Saturday 3 April 2027"]
)
def test_a_day_is_read_as_people_write_it(words):
    assert day_in(words) == date(2027, 4, 3)


def test_the_partnerships_country_says_what_comes_first():
    assert day_in("3/4/2027", "US") == date(2027, 3, 4)


@pytest.mark.parametrize(
    "words", ["soon", "31 February 2027", "next Friday", "12-14 December 2027", "early 2027"]
)
def test_what_is_no_day_says_how_to_write_one(words):
    assert day_in(words) == ["That date could not be read. Write it as 11 December or 2026-12-11."]


def test_no_form_has_a_date_field_that_reads_otherwise():
    """Forms of ours make their date fields read so; a date field elsewhere would have another grammar."""
    for form in _all(django_forms.BaseForm):
        days = [f for f in getattr(form, "base_fields", {}).values() if isinstance(f, django_forms.DateField)]
        ours = form.__module__.partition(".")[0] not in ("django", "allauth")
        assert (
            not ours or not days or issubclass(form, CleanInput) or all(isinstance(f, DayField) for f in days)
        )


def _all(form):
    return {form}.union(*(_all(sub) for sub in form.__subclasses__())) - {django_forms.BaseForm}
