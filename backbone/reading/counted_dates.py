"""Days that are counted from the day on which somebody speaks: "Friday", "in two weeks", "next month".

Each function takes the parts that its pattern found and the `DateContext`; it raises `NotRead` when nobody knows
from which day it counts, or no such day is to come.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from backbone.reading.calendar_words import NUMBER_OF, WEEKDAY_OF
from backbone.reading.date_context import DateContext, NoSuchDay, Span, counted
from backbone.reading.date_spans import FRIDAY, Parts, day_of, months_of, one_day, word
from backbone.time.working_days import working_day_after


def weekday(parts: Parts, context: DateContext) -> Span:
    """The first such day after the one that is counted from."""
    on = counted(context)
    return one_day(on + timedelta(days=_days_to(parts, on) or 7))


def weekday_next_week(parts: Parts, context: DateContext) -> Span:
    """That day of the week after this one."""
    return one_day(_monday(counted(context)) + timedelta(days=7 + WEEKDAY_OF[word(parts, "weekday")]))


def weekday_this_week(parts: Parts, context: DateContext) -> Span:
    """That day of this week, when it is still to come."""
    on = counted(context)
    day = _monday(on) + timedelta(days=WEEKDAY_OF[word(parts, "weekday")])
    if day < on:
        raise NoSuchDay
    return one_day(day)


def weekday_later(parts: Parts, context: DateContext) -> Span:
    """Monday week, dinsdag over twee weken: so many weeks after the first such day."""
    first, _last = weekday(parts, context)
    return one_day(first + timedelta(weeks=_count(parts)))


def weekday_in_a_fortnight(parts: Parts, context: DateContext) -> Span:
    """Friday fortnight: two weeks after the first such day."""
    first, _last = weekday(parts, context)
    return one_day(first + timedelta(weeks=2))


def after_a_while(parts: Parts, context: DateContext) -> Span:
    """In two weeks, within 10 days."""
    on, count, unit = counted(context), _count(parts), word(parts, "unit")
    if unit.startswith(("work", "werk", "busi")):
        return one_day(working_day_after(on, count, context.country))
    if unit.startswith(("day", "dag")):
        return one_day(on + timedelta(days=count))
    return one_day(on + (timedelta(weeks=count) if unit.startswith("we") else relativedelta(months=count)))


def numbered_day(parts: Parts, context: DateContext) -> Span:
    """The 15th: the next one there is."""
    on, number = counted(context), int(parts["day"] or 0)
    for ahead in range(13):
        first = on + relativedelta(day=1, months=ahead)
        day = first + relativedelta(day=number)
        if number >= 1 and day.day == number and day >= on:
            return one_day(day)
    raise NoSuchDay


def numbered_day_of_next_month(parts: Parts, context: DateContext) -> Span:
    """The 15th of next month."""
    first = counted(context) + relativedelta(day=1, months=1)
    return day_of(first.year, first.month, int(parts["day"] or 0))


def today(parts: Parts, context: DateContext) -> Span:
    """Today."""
    return one_day(counted(context))


def tomorrow(parts: Parts, context: DateContext) -> Span:
    """Tomorrow."""
    return one_day(counted(context) + timedelta(days=1))


def day_after_tomorrow(parts: Parts, context: DateContext) -> Span:
    """The day after tomorrow."""
    return one_day(counted(context) + timedelta(days=2))


def fortnight(parts: Parts, context: DateContext) -> Span:
    """In a fortnight."""
    return one_day(counted(context) + timedelta(days=14))


def this_week(parts: Parts, context: DateContext) -> Span:
    """Until Friday, or today when that has passed."""
    on = counted(context)
    return on, max(on, _monday(on) + timedelta(days=FRIDAY))


def weekend(parts: Parts, context: DateContext) -> Span:
    """The Saturday and Sunday to come."""
    saturday = _monday(counted(context)) + timedelta(days=5)
    return saturday, saturday + timedelta(days=1)


def next_week(parts: Parts, context: DateContext) -> Span:
    """Monday to Friday of the week after this one."""
    monday = _monday(counted(context)) + timedelta(days=7)
    return monday, monday + timedelta(days=FRIDAY)


def this_month(parts: Parts, context: DateContext) -> Span:
    """From today to the last day of the month."""
    on = counted(context)
    return on, on + relativedelta(day=31)


def next_month(parts: Parts, context: DateContext) -> Span:
    """The month after this one."""
    first = counted(context) + relativedelta(day=1, months=1)
    return first, first + relativedelta(day=31)


def this_quarter(parts: Parts, context: DateContext) -> Span:
    """From today to the last day of the quarter."""
    on = counted(context)
    return on, _quarter_of(on)[1]


def next_quarter(parts: Parts, context: DateContext) -> Span:
    """The quarter after this one."""
    return _quarter_of(_quarter_of(counted(context))[1] + timedelta(days=1))


def this_year(parts: Parts, context: DateContext) -> Span:
    """From today to the last day of the year."""
    on = counted(context)
    return on, date(on.year, 12, 31)


def next_year(parts: Parts, context: DateContext) -> Span:
    """The year after this one."""
    return months_of(counted(context).year + 1, 1, 12)


def next_meeting(parts: Parts, context: DateContext) -> Span:
    """The day of the next meeting, when one is planned."""
    if context.next_meeting is None:
        raise NoSuchDay
    return one_day(context.next_meeting)


def _count(parts: Parts) -> int:
    count = (parts.get("count") or "1").lower()
    return int(count) if count.isdigit() else NUMBER_OF[count]


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _days_to(parts: Parts, on: date) -> int:
    return (WEEKDAY_OF[word(parts, "weekday")] - on.weekday()) % 7


def _quarter_of(on: date) -> Span:
    last = (on.month + 2) // 3 * 3
    return months_of(on.year, last - 2, last)
