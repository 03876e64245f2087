"""A period in a form: typed in words, kept as they are, and read as days by the reader of dates, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy

if TYPE_CHECKING:
    from impact.models import Measurement, Valuation
    from partnerships.models import Partnership

NOT_READ = _(
    "“%(text)s” was not understood as a period. Write a year (2025), a quarter (Q1 2026), a month, a day, or from one "
    "day to another (1 May 2025 – 30 April 2026)."
)
NO_SUCH_DAY = _("“%(text)s” is a date that does not exist. Check day and month.")


class ReadsPeriod:
    """Beside a form with `period_words`: sets the row's period_start and period_end to the days that they say."""

    def clean_period_words(self) -> str:
        """The words; ValidationError when they do not say a first and a last day."""
        words = self.cleaned_data["period_words"]
        start, end = read_period(words, self.instance.partnership) if words else (None, None)
        self.instance.period_start, self.instance.period_end = start, end
        return words

    def save_or_conflict(self, **also: Any) -> Measurement | Valuation:
        """Save the days with the words."""
        days = {name: getattr(self.instance, name) for name in ("period_start", "period_end")}
        return super().save_or_conflict(**also, **days)


def read_period(words: str, partnership: Partnership) -> tuple:
    """The first and last day of a period; raises ValidationError with what to write instead."""
    reading = dates.read(words, DateContext(policy=Policy.PERIOD, country=partnership.country))
    if reading.is_impossible:
        raise forms.ValidationError(NO_SUCH_DAY, params={"text": words})
    if not reading.start or not reading.end or reading.end < reading.start:
        raise forms.ValidationError(NOT_READ, params={"text": words})
    return reading.start, reading.end
