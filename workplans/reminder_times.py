"""When a task is reminded of: at its owner's local morning, a week before, on the day, then two steps late."""

from datetime import datetime, time, timedelta

from django.utils import timezone

MORNING = time(8)
DAYS_BEFORE_AND_AFTER = (-7, 0, 3, 7)


def next_reminder_at(task, after=None):
    """The next moment at which the task's owner is reminded, or None when there is none left."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    after = after or timezone.now()
    return next((moment for moment in moments(task.due_on, task.owner.zone) if moment > after), None)


def moments(due_on, zone):
    """All moments of reminding of something due on a day, for somebody in a time zone."""
    return [morning(due_on + timedelta(days=days), zone) for days in DAYS_BEFORE_AND_AFTER]


def morning(day, zone):
    """Eight o'clock there on that day; on the night that clocks change, whatever eight is then."""
    return datetime.combine(day, MORNING, tzinfo=zone)


def next_morning(zone, after=None):
    """The first local morning after a moment."""
    after = after or timezone.now()
    today = morning(after.astimezone(zone).date(), zone)
    return today if today > after else morning(today.date() + timedelta(days=1), zone)


def steps_are_over(due_on, day):
    """Whether a late task has had its last reminder, so that it needs a person."""
    return due_on is not None and day > due_on + timedelta(days=DAYS_BEFORE_AND_AFTER[-1])
