"""Which day it is, and for whom: the only place that turns moments into days and days into moments.

A partnership's day is in its time zone, a person's morning in the person's, a meeting's where it is held,
and what belongs to no partnership goes by the installation's. The zone of whoever happens to look decides
nothing but how a date is written (`is_this_year`).

What gives or takes access is a moment: it starts with `start_of_day` of a day that somebody chose, and ends
with `end_of_day`, when that day is over.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateField, ExpressionWrapper, F, Func, Value
from django.utils import timezone

INSTANT = timedelta(microseconds=1)
FURTHEST_EAST = ZoneInfo("Pacific/Kiritimati")


def today_of(whose: Any) -> date:
    """The day it is for a person, a partnership, a meeting: for anything that has a `zone`."""
    return day_of(timezone.now(), whose.zone)


def today_here() -> date:
    """The day it is where the installation is at home."""
    return day_of(timezone.now(), zone_here())


def zone_here() -> ZoneInfo:
    """The installation's time zone, for what belongs to no partnership."""
    return ZoneInfo(settings.INSTALLATION_TIME_ZONE)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day on which a moment falls in a time zone."""
    return moment.astimezone(zone).date()


def latest_day(moment: datetime) -> date:
    """The day on which a moment falls where days begin first; nowhere it is later."""
    return day_of(moment, FURTHEST_EAST)


def last_day_of(end: datetime, zone: tzinfo) -> date:
    """The last day of what ends at this moment; an end at midnight belongs to the day before."""
    return day_of(end - INSTANT, zone)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day begins in a time zone, whatever its clock does in that night."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day is over in a time zone, and the next begins."""
    return start_of_day(day + timedelta(days=1), zone)


def is_this_year(day: date) -> bool:
    """Whether a day is in the year that the reader's calendar shows."""
    return day.year == timezone.localdate().year


class _DayThere(Func):
    template = "(timezone(%(expressions)s)::date)"
    output_field = DateField()


def today_there(zone: str, days: int = 0, now: datetime | None = None) -> Any:
    """For a filter over rows of several partnerships: today, or so many days on, by the name of each row's zone.

    `zone` is the path to that name, such as `partnership__timezone`; `now` another moment than this one.
    """
    today = _DayThere(F(zone), Value(now or timezone.now()))
    return ExpressionWrapper(today + Value(days), output_field=DateField()) if days else today
