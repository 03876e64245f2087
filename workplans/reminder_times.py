"""When a task is reminded of: at its owner's local morning, a week before, on the day, then two steps late."""

from datetime import timedelta

from django.utils import timezone

from backbone.mornings import morning, next_morning

DAYS_BEFORE_AND_AFTER = (-7, 0, 3, 7)


def next_reminder_at(task, after=None):
    """The next moment at which the task's owner is reminded, or None when there is none left."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    after = after or timezone.now()
    return next((moment for moment in moments(task.due_on, task.owner.zone) if moment > after), None)


def late_reminder_at(task):
    """For what was late before we knew of it, all its moments past: the owner's next morning, once."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    return next_reminder_at(task) or next_morning(task.owner.zone)


def moments(due_on, zone):
    """All moments of reminding of something due on a day, for somebody in a time zone."""
    return [morning(due_on + timedelta(days=days), zone) for days in DAYS_BEFORE_AND_AFTER]
