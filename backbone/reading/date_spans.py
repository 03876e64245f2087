"""The days that the parts of a written date mean: first and last, the same for a single day.

Each function takes the parts that its pattern found and what is known besides (`DateContext`), and raises
`NotRead` when the words look like a date and give no day.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from backbone.reading.calendar_words import MONTH_OF, ORDINAL_OF, SEASON_OF, WEEKDAY_OF
from backbone.reading.date_context import DateContext, NoSuchDay, NotRead, Policy, Span, full_year, in_year

Parts = Mapping[str, str | None]
FRIDAY = 4
EXCEL_DAY_ZERO = date(1899, 12, 30)


def iso_day(parts: Parts, context: DateContext) -> Span:
    """2026-12-11."""
    return in_year(
        parts["year"], lambda year: day_of(year, int(parts["month"] or 0), int(parts["day"] or 0)), context
    )


def day_in_figures(parts: Parts, context: DateContext) -> Span:
    """11-12, 11/12/26, 12/25/2026: in the column's order; else in the country's, or the only one that is possible."""
    first, second = int(parts["day"] or 0), int(parts["month"] or 0)
    day, month = (first, second) if context.is_day_first else (second, first)
    if context.day_first is None and month > 12 >= day:
        day, month = month, day
    return in_year(parts["year"], lambda year: day_of(year, month, day), context)


def day_of_month(parts: Parts, context: DateContext) -> Span:
    """11 December; a weekday before it has to be that day's."""
    month, day = _month(parts), int(parts["day"] or 0)
    span = in_year(parts["year"], lambda year: day_of(year, month, day), context)
    weekday = parts.get("weekday")
    if weekday and WEEKDAY_OF[weekday.lower()] != span[0].weekday():
        raise NoSuchDay
    return span


def days_of_month(parts: Parts, context: DateContext) -> Span:
    """12-14 December."""
    month = _month(parts)
    first, last = int(parts["first"] or 0), int(parts["last"] or 0)
    return in_year(
        parts["year"], lambda year: ordered(date(year, month, first), date(year, month, last)), context
    )


def days_of_months(parts: Parts, context: DateContext) -> Span:
    """1 June to 15 July 2027."""
    first, last = int(parts["first"] or 0), int(parts["last"] or 0)
    begin, end = MONTH_OF[word(parts, "first_month")], _month(parts)
    return in_year(
        parts["year"], lambda year: ordered(date(year, begin, first), date(year, end, last)), context
    )


def days_in_figures(parts: Parts, context: DateContext) -> Span:
    """1-6-2027 to 30-6-2027; where one of them shows the order of day and month, both have it."""
    written = [parts[key] or "" for key in ("first", "last")]
    first, last = next(_in_one_order(written, context), (date.max, date.min))
    return ordered(first, last)


def _in_one_order(written: list[str], context: DateContext) -> Iterator[list[date]]:
    """The days in the column's order, else in the country's and then in the other: each only where both are days."""
    orders = (context.is_day_first, not context.is_day_first)
    for day_first in orders if context.day_first is None else orders[:1]:
        with suppress(NoSuchDay):
            yield [_in_figures(text, replace(context, day_first=day_first)) for text in written]


def _in_figures(written: str, context: DateContext) -> date:
    day, month, year = re.split("[-/.]", written)
    return day_in_figures({"day": day, "month": month, "year": year}, context)[0]


def month(parts: Parts, context: DateContext) -> Span:
    """December 2026."""
    number = _month(parts)
    return in_year(parts["year"], lambda year: months_of(year, number, number), context)


def month_in_figures(parts: Parts, context: DateContext) -> Span:
    """06/2027 and 2027-06."""
    number = int(parts["number"] or 0)
    return in_year(parts["year"], lambda year: months_of(year, number, number), context)


def half_month(parts: Parts, context: DateContext) -> Span:
    """The first half of June."""
    number, half = _month(parts), _ordinal(parts)

    def days(year: int) -> Span:
        first, last = months_of(year, number, number)
        middle = first + relativedelta(day=15)
        return (first, middle) if half == 1 else (middle + timedelta(days=1), last)

    return in_year(parts["year"], days, context)


def months(parts: Parts, context: DateContext) -> Span:
    """June to September 2027."""
    first, last = MONTH_OF[word(parts, "first")], MONTH_OF[word(parts, "last")]
    return in_year(parts["year"], lambda year: months_of(year, first, last), context)


def season(parts: Parts, context: DateContext) -> Span:
    """Spring 2027."""
    first, last = SEASON_OF[word(parts, "season")]
    return in_year(parts["year"], lambda year: months_of(year, first, last), context)


def winter(parts: Parts, context: DateContext) -> Span:
    """Winter 2026-27: from December to February."""
    first = full_year(parts["year"] or "")
    return date(first, 12, 1), date(first + 1, 3, 1) - timedelta(days=1)


def vague_winter(parts: Parts, context: DateContext) -> Span:
    """Winter 2016 may begin in the year before its number or in it."""
    raise NotRead


def quarter(parts: Parts, context: DateContext) -> Span:
    """Q2 2027, the second quarter of 2027."""
    number = _ordinal(parts)
    return in_year(parts["year"], lambda year: months_of(year, number * 3 - 2, number * 3), context)


def quarters(parts: Parts, context: DateContext) -> Span:
    """Q1-Q3 2027."""
    first, last = int(parts["first"] or 0), int(parts["last"] or 0)
    return in_year(parts["year"], lambda year: months_of(year, first * 3 - 2, last * 3), context)


def half_year(parts: Parts, context: DateContext) -> Span:
    """H1 2027, the second half of 2027."""
    half = _ordinal(parts)
    if half > 2:
        raise NoSuchDay
    return in_year(parts["year"], lambda year: months_of(year, half * 6 - 5, half * 6), context)


def year(parts: Parts, context: DateContext) -> Span:
    """2027."""
    return in_year(parts["year"], lambda number: months_of(number, 1, 12), context)


def years(parts: Parts, context: DateContext) -> Span:
    """2016-17, from 2016 to 2018."""
    first, last = int(parts["year"] or 0), int(parts["last"] or 0)
    last = last if last > 100 else first - first % 100 + last
    if not first < last <= first + 50:
        raise NoSuchDay
    return date(first, 1, 1), date(last, 12, 31)


def week(parts: Parts, context: DateContext) -> Span:
    """Week 26: Monday to Friday of the ISO week."""
    number = int(parts["number"] or 0)

    def days(year: int) -> Span:
        return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, FRIDAY + 1)

    return in_year(parts["year"], days, context)


def weeks(parts: Parts, context: DateContext) -> Span:
    """Weeks 24 to 26 of a year."""
    first, last = (week({"number": parts[key], "year": parts["year"]}, context) for key in ("first", "last"))
    return ordered(first[0], last[1])


def christmas(parts: Parts, context: DateContext) -> Span:
    """25 December."""
    return in_year(parts["year"], lambda year: day_of(year, 12, 25), context)


def new_year(parts: Parts, context: DateContext) -> Span:
    """1 January."""
    return in_year(parts["year"], lambda year: day_of(year, 1, 1), context)


def easter_sunday(parts: Parts, context: DateContext) -> Span:
    """Easter, as the western churches keep it."""
    return in_year(parts["year"], lambda year: one_day(easter(year)), context)


def excel_day(parts: Parts, context: DateContext) -> Span:
    """46002: the days since the end of 1899, as a spreadsheet keeps a date and old lists have it."""
    if context.policy is not Policy.NEAREST:
        raise NotRead
    return one_day(EXCEL_DAY_ZERO + timedelta(days=int(parts["serial"] or 0)))


def one_day(day: date) -> Span:
    """The span of a single day."""
    return day, day


def day_of(year: int, month: int, day: int) -> Span:
    """A single day; `ValueError` when there is none."""
    return one_day(date(year, month, day))


def months_of(year: int, first: int, last: int) -> Span:
    """From the first day of a month to the last of another of that year."""
    return ordered(date(year, first, 1), date(year, last, 1) + relativedelta(day=31))


def ordered(first: date, last: date) -> Span:
    """From one day to another that is not before it."""
    if last < first:
        raise NoSuchDay
    return first, last


def word(parts: Parts, key: str) -> str:
    """A part of what was written, in lower case."""
    return (parts[key] or "").lower()


def _month(parts: Parts) -> int:
    return MONTH_OF[word(parts, "month_name")]


def _ordinal(parts: Parts) -> int:
    number = parts.get("number")
    return int(number) if number else ORDINAL_OF[word(parts, "ordinal")]
