"""A day in a form: as the browser's picker sends it, or as people write it, read as it is everywhere."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.number_field import COPIED
from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.time.days import today_here

NOT_A_DAY = _("That date could not be read. Write it as 11 December or 2026-12-11.")


class DayField(forms.DateField):
    """What Django's field takes, and "11 dec 2027" or "3/4/2027" in the order of a country.

    country: asked when a text is read, since a form knows its partnership only then; two letters, or none
    """

    def __init__(self, *, country: Callable[[], str] = str, **kwargs: Any) -> None:
        self.country = country
        super().__init__(**kwargs)

    def to_python(self, value: object) -> date | None:
        """The day, or None for nothing; ValidationError when the words are no day."""
        if not isinstance(value, str):
            return super().to_python(value)
        reading = dates.read(value, DateContext(today_here(), Policy.NEAREST, self.country()))
        if reading.words and not reading.is_read:
            raise ValidationError(NOT_A_DAY, code="invalid")
        return reading.end


def read_days_as_written(form: forms.BaseForm) -> None:
    """Make day fields of the form's date fields, those of a model's columns too."""
    for name, field in form.fields.items():
        if isinstance(field, forms.DateField):
            form.fields[name] = _as_day_field(field, partial(_country_of, form))


def _as_day_field(field, country):
    copied = {name: getattr(field, name) for name in (*COPIED, "widget", "error_messages")}
    return DayField(**copied, country=country, validators=field.validators)


def _country_of(form):
    """Of the partnership that the form, its row or its partner belongs to; none where a form belongs to none."""
    homes = [form, getattr(form, "instance", None), getattr(form, "partner", None)]
    partnership = next((found for home in homes if (found := getattr(home, "partnership", None))), None)
    return getattr(partnership, "country", "")
