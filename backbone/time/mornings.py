"""The local morning, at which mails that can wait go out."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from backbone.time.days import day_of

MORNING = time(8)


def morning(day, zone):
    """Eight o'clock on that day in a time zone, whatever its clock does in the night."""
    return datetime.combine(day, MORNING, tzinfo=zone)


def next_morning(zone, after=None):
    """The first morning there after a moment."""
    after = after or timezone.now()
    today = day_of(after, zone)
    return morning(today, zone) if morning(today, zone) > after else morning(today + timedelta(days=1), zone)
