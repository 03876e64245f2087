"""In which rhythm something is measured, and which years, quarters or months nobody measured in it."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from backbone.time import dates

if TYPE_CHECKING:
    from impact.models import Measurement


def with_gaps(measurements: list[Measurement]) -> list:
    """(label, value) pairs in order of time; periods left out of the rhythm are among them, with None."""
    plain = [(m.when, m.value) for m in measurements]
    lengths = {_months_long(m) for m in measurements}
    measured = {_month(m.period_start): (m.when, m.value) for m in measurements if m.period_start}
    if len(lengths) != 1 or not lengths <= MISSING.keys() or len(measured) != len(plain):
        return plain
    length = lengths.pop()
    step = _rhythm(sorted(measured), length)
    months = range(min(measured), max(measured) + 1, step) if step else []
    return [measured.get(m) or (MISSING[length](*divmod(m, 12)), None) for m in months] or plain


def _months_long(measurement):
    """How many whole calendar months a figure's period has, from a year's, quarter's or month's own start; else None."""
    start, end = measurement.period_start, measurement.period_end
    if not start or not end or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    length = _month(end) - _month(start) + 1
    return length if length > 0 and _month(start) % length == 0 else None


def _rhythm(months, length):
    """Every how many months somebody measures: the shortest distance, if the others are multiples of it; else None."""
    distances = [later - earlier for earlier, later in itertools.pairwise(months)]
    if len(distances) < 2:
        return length
    return min(distances) if not any(distance % min(distances) for distance in distances) else None


def _month(day):
    """Months since the year 0, so that they can be counted over the turn of a year."""
    return day.year * 12 + day.month - 1


def _quarter(year, month):
    return pgettext("a quarter of a year", "Q%(quarter)s %(year)s") % {
        "quarter": month // 3 + 1,
        "year": year,
    }


# How a period of so many months is called when nobody measured in it and so nobody gave it words.
MISSING = {
    1: lambda year, month: dates.month(date(year, month + 1, 1)),
    3: _quarter,
    12: lambda year, month: str(year),
}
