"""The local morning, at which mails that can wait go out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from backbone.time.days import day_of
from backbone.time.working_days import is_working_day, working_day_after

MORNING = time(8)


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Eight o'clock on that day in a time zone, whatever its clock does in the night."""
    return datetime.combine(day, MORNING, tzinfo=zone)


def working_morning(moment: datetime, zone: ZoneInfo, country: str) -> datetime:
    """That moment, where people work on its day in this country; else the first morning on which they do."""
    day = day_of(moment, zone)
    if is_working_day(day, country):
        return moment
    return morning(working_day_after(day, 1, country), zone)


def next_morning(zone: ZoneInfo, after: datetime | None = None) -> datetime:
    """The first morning there after a moment."""
    after = after or timezone.now()
    today = day_of(after, zone)
    return morning(today, zone) if morning(today, zone) > after else morning(today + timedelta(days=1), zone)


def working_morning_after(moment: datetime, zone: ZoneInfo, country: str) -> datetime:
    """The first morning after a moment on which people work there."""
    return working_morning(next_morning(zone, moment), zone, country)
