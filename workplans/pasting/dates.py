"""Dates as they stand in old lists, in English and Dutch. A date without a year is the one nearest to today."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from backbone.time.day_words import MONTH_OF, WEEKDAY_OF, any_of

MONTH = rf"(?P<month>{any_of(MONTH_OF)})\.?"
YEAR = r"(?:[\s,'’-]+(?P<year>\d{4}|\d\d))?"
# What people write before or after a date in a cell, and what says nothing about it.
AROUND = re.compile(
    rf"\b(?:by|before|on|until|due|uiterlijk|voor|vóór|op|tot|per|{any_of(WEEKDAY_OF)})\b\.?,?|"
    r"\d\d?:\d\d(?::\d\d)?",
    re.I,
)
EXCEL_DAY_ZERO = date(1899, 12, 30)


def read(text, today):
    """(day, whether it could be read otherwise too); the day is None when the words are no date."""
    words = " ".join(AROUND.sub(" ", text.strip().casefold()).split()).strip(" .,;")
    for pattern, reader in RULES:
        found = pattern.fullmatch(words)
        if found:
            try:
                return reader(found.groupdict(), today)
            except (ValueError, OverflowError):
                return None, False
    return None, False


def _iso(parts, today):
    return date(int(parts["year"]), int(parts["number"]), int(parts["day"])), False


def _in_figures(parts, today):
    day, month = int(parts["day"]), int(parts["number"])
    swapped = month > 12 >= day
    day, month = (month, day) if swapped else (day, month)
    return _dated(day, month, parts["year"], today), day <= 12 and day != month and not swapped


def _named(parts, today):
    return _dated(int(parts["day"]), MONTH_OF[parts["month"]], parts["year"], today), False


def _end_of_month(parts, today):
    first = _dated(1, MONTH_OF[parts["month"]], parts["year"], today)
    return first + relativedelta(day=31), False


def _quarter(parts, today):
    month = int(parts["quarter"]) * 3
    return _dated(1, month, parts["year"], today) + relativedelta(day=31), False


def _week(parts, today):
    year = _full_year(parts["year"]) if parts["year"] else today.year
    return date.fromisocalendar(year, int(parts["number"]), 5), False


def _excel(parts, today):
    return EXCEL_DAY_ZERO + timedelta(days=int(parts["serial"])), False


def _dated(day, month, year, today):
    if year:
        return date(_full_year(year), month, day)
    years = (today.year - 1, today.year, today.year + 1)
    return min((date(y, month, day) for y in years), key=lambda found: abs((found - today).days))


def _full_year(year):
    return int(year) + (2000 if len(year) == 2 else 0)


RULES = [
    (re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d\d?)[-/.](?P<day>\d\d?)(?:t.*)?"), _iso),
    (re.compile(r"(?P<day>\d\d?)[-/. ](?P<number>\d\d?)(?:[-/. ](?P<year>\d{4}|\d\d))?"), _in_figures),
    (re.compile(rf"(?P<day>\d\d?)(?:st|nd|rd|th|e)?[\s-]*(?:of )?{MONTH}{YEAR}"), _named),
    (re.compile(rf"{MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?{YEAR}"), _named),
    (re.compile(rf"(?:(?:the )?end of |eind(?:e)?(?: van)? |in )?{MONTH}{YEAR}"), _end_of_month),
    (re.compile(rf"[qk](?P<quarter>[1-4]){YEAR}"), _quarter),
    (re.compile(rf"(?:week|wk)\s*(?P<number>\d\d?){YEAR}"), _week),
    (re.compile(r"(?P<serial>[45]\d{4})(?:\.0+)?"), _excel),
]
