"""When a task's owner is reminded: a week before, on the day, then two steps late, each on a working day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

from backbone.time.days import day_of
from backbone.time.mornings import morning, next_morning, working_morning
from backbone.time.working_days import is_working_day, working_day_after, working_day_before

if TYPE_CHECKING:
    from workplans.models import Task

DAYS_BEFORE_AND_AFTER = (-7, 0, 3, 7)
DAYS_AFTER_THE_ASK = 3


def next_reminder_at(task: Task, after: datetime | None = None) -> datetime | None:
    """The next moment at which the task's owner is reminded, or None when there is none left."""
    if not (task.is_unfinished and task.owner):
        return None
    if task.reminder_held_at:
        return next_working_morning(task, after)
    if not task.due_on:
        return None
    after, country = after or timezone.now(), task.partnership.country
    return next((moment for moment in moments(task.due_on, task.owner.zone, country) if moment > after), None)


def first_reminder_at(task: Task) -> datetime | None:
    """The first after its owner was asked, or heard of another date: they have had a mail, so not within three days."""
    if not task.owner or task.reminder_held_at:
        return next_reminder_at(task)
    zone = task.owner.zone
    begun = morning(day_of(timezone.now(), zone) + timedelta(days=DAYS_AFTER_THE_ASK), zone)
    return next_reminder_at(task, begun - timedelta(seconds=1))


def what_decides(task: Task) -> tuple:
    """What a task's moments hang on: as long as it stays the same, a step that is due or put off stays due."""
    return task.due_on, task.owner_id, task.is_unfinished, task.reminder_held_at is None


def late_reminder_at(task: Task) -> datetime | None:
    """For what was late before we knew of it, all its moments past: the owner's next morning, once."""
    if not (task.is_unfinished and task.due_on and task.owner):
        return None
    return next_reminder_at(task) or next_working_morning(task)


def moments(due_on: date, zone: ZoneInfo, country: str) -> list[datetime]:
    """All moments of reminding of something due on a day, for somebody in a time zone; each on a working day."""
    steps = ((days, due_on + timedelta(days=days)) for days in DAYS_BEFORE_AND_AFTER)
    return [morning(day, zone) for day in sorted({_worked(days, day, country) for days, day in steps})]


def _worked(days, day, country):
    """The day of a step; on one that is free the last before what is due on it, else the first after it."""
    if is_working_day(day, country):
        return day
    return working_day_after(day, 1, country) if days else working_day_before(day, country)


def on_a_working_day(task: Task) -> datetime:
    """The moment of the task's next reminder, or the first morning after it on which people work."""
    return working_morning(task.next_reminder_at, task.owner.zone, task.partnership.country)


def next_working_morning(task: Task, after: datetime | None = None) -> datetime:
    """The owner's first morning after now, or after another moment, on which people work."""
    zone = task.owner.zone
    return working_morning(next_morning(zone, after), zone, task.partnership.country)
