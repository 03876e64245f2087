"""Reminders of tasks, overdue ones too, at their owner's local morning: a week before, on the day, then two steps late.

They come on days on which people work in the partnership's country, and not within three days of the ask itself.

Due tasks are claimed, and one mail per person and partnership says what is due.

A task's `next_reminder_at` is the claim: whoever holds the row lock sends and moves it on, in one
transaction, so that two workers never remind of the same step. The mail's key (person, partnership,
local date) lets one reminder a day through, whatever becomes due. A step whose day already had its mail waits
for the next morning; one whose row somebody else has locked waits, with all of the person's mail, for the
next run.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.database.claims import claim_all
from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.time.days import day_of, today_of
from backbone.time.mornings import morning, next_morning, working_morning
from backbone.time.working_days import is_working_day, working_day_after, working_day_before
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.leaving import leave_to_the_morning
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.models import Partnership
from workplans.models import Task, TaskReminder
from workplans.own_work import tasks_of

if TYPE_CHECKING:
    from backbone.outbox.models import Message

DAYS_BEFORE_AND_AFTER = (-7, 0, 3, 7)
DAYS_AFTER_THE_ASK = 3


def send_due() -> int:
    """Send what is due now; returns how many mails were queued. While sending is held, everything waits."""
    sender = SenderSettings.load()
    if sender.held:
        return 0
    what = "reminders after the release of person"
    leave_to_the_morning(_due(), "next_reminder_at", "owner", sender, what)
    pairs = _due().order_by("owner", "partnership").values_list("owner_id", "partnership_id").distinct()
    return each(pairs, lambda pair: remind(*pair), what="reminder of person in partnership", put_off=_put_off)


def _put_off(pair):
    """What could not be said today is tried again tomorrow; it does not count as said."""
    person_id, partnership_id = pair
    rows = _due().filter(owner=person_id, partnership=partnership_id)
    rows.update(next_reminder_at=rested())


@transaction.atomic
def remind(person_id: int, partnership_id: int) -> Message | None:
    """Claim what is due of one person in one partnership and queue their mail, or None."""
    claimed = _claim(person_id, partnership_id)
    if not claimed:
        return None
    person = Person.objects.get(pk=person_id)
    partnership = Partnership.objects.get(pk=partnership_id)
    if _is_to_wait(claimed, person):
        return _wait_for_a_working_day(claimed)
    if not person.mail_address or not person.is_active:
        return _move_on(claimed, sent=False)
    try:
        message = send(draft(person, partnership, claimed, today_of(person)))
    except AskedEnough:
        return _hold_back(claimed)
    if message is None:
        return _leave_for_tomorrow(claimed, person)
    _move_on(claimed, sent=True)
    record(claimed, message)
    return message


def record(tasks: list[Task], message: Message) -> None:
    """Keep which mail reminded of which tasks: what is said of reminders reads these rows."""
    TaskReminder.objects.bulk_create(
        TaskReminder(partnership_id=t.partnership_id, task=t, person_id=t.owner_id, message=message)
        for t in tasks
    )


def _due():
    """Unfinished tasks whose reminder is due; those of people with a digest come in their digest."""
    rows = (
        Task.objects.unfinished().public().filter(next_reminder_at__lte=timezone.now(), owner__isnull=False)
    )
    return rows.exclude(owner__mail_preference=MailPreference.DIGEST)


def _claim(person_id, partnership_id):
    rows = _due().filter(owner=person_id, partnership=partnership_id).order_by("due_on", "pk")
    return claim_all(rows.select_related("owner", "partner", "partnership"))


def draft(person: Person, partnership: Partnership, tasks: list[Task], day: date) -> Draft:
    """The reminder of these tasks on that day: what is due first, then the rest of the person's list."""
    return Draft(
        kind="reminder",
        key=f"reminder:{person.pk}:{partnership.pk}:{day}",
        person=person,
        partnership=partnership,
        context=lambda link: _context(person, partnership, tasks, day, link),
        cause="reminder",
        partner=_partner(tasks),
        asks=1,
    )


def _partner(tasks):
    """The partner for whom all of them are, or None."""
    return tasks[0].partner if len({task.partner_id for task in tasks}) == 1 else None


def _context(person, partnership, tasks, day, link):
    due = {task.pk for task in tasks}
    return {
        "tasks": tasks,
        "first": tasks[0],
        "others": [t for t in tasks_of(person, Q(partnership=partnership)) if t.pk not in due],
        "today": day,
        "link": link,
        "unsubscribe": f"{link}unsubscribe/",
    }


def _move_on(claimed, sent):
    """The next step of each task; what was said today is said."""
    now = timezone.now()
    for task in claimed:
        task.reminder_held_at = None
        task.next_reminder_at = next_reminder_at(task, now)
        task.reminders_sent += sent
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminders_sent", "reminder_held_at"])


def _hold_back(claimed):
    """Asked enough this month: try again tomorrow morning, and let the coordinator know meanwhile."""
    now = timezone.now()
    for task in claimed:
        task.reminder_held_at = now
        task.next_reminder_at = _next_working_morning(task, now)
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminder_held_at"])


def _leave_for_tomorrow(claimed, person):
    """The day's mail went before these were due: their step is still to be said."""
    for task in claimed:
        task.next_reminder_at, task.reminder_held_at = _next_working_morning(task), None
    Task.objects.bulk_update(claimed, ["next_reminder_at", "reminder_held_at"])


def _is_to_wait(claimed, person):
    """Whether today is free, or one of them fell due on a free day after all, at a release say."""
    now, country = timezone.now(), claimed[0].partnership.country
    is_free = not is_working_day(today_of(person), country)
    return is_free or any(_on_a_working_day(task) > now for task in claimed)


def _wait_for_a_working_day(claimed):
    """Nothing else about them changes."""
    now = timezone.now()
    for task in claimed:
        moment = _on_a_working_day(task)
        task.next_reminder_at = moment if moment > now else _next_working_morning(task)
    Task.objects.bulk_update(claimed, ["next_reminder_at"])


@transaction.atomic
def follow(sender: Any, person: Person, before: Any, **_: Any) -> None:
    """Somebody lives in another zone now: eight in the morning there, of the same day, so that no step comes twice."""
    rows = Task.objects.select_for_update().filter(owner=person, next_reminder_at__gt=timezone.now())
    for task in rows:
        there = task.next_reminder_at.astimezone(before).replace(tzinfo=person.zone)
        Task.objects.filter(pk=task.pk).update(next_reminder_at=there)


def hold_question(task: Task) -> None:
    """The owner of a proposed task can't be asked this month: a reminder asks as soon as there is room."""
    hold_questions([task])


def hold_questions(tasks: Iterable[Task]) -> None:
    """The same of several tasks of several people, each with its owner."""
    _hold_back(list(tasks))


def claim_for_digest(person: Person, partnership: Partnership, has_room: bool) -> list[Task] | None:
    """The tasks that this day's digest reminds of; their step is taken in the digest's transaction.

    None when the person has been asked enough: what is due is held back and said to the coordinator.
    """
    rows = for_digest(person, partnership, timezone.now())
    claimed = claim_all(rows)
    if not has_room:
        return _hold_back(claimed)
    _move_on(claimed, sent=True)
    return claimed


def for_digest(person: Person, partnership: Partnership, at: datetime) -> QuerySet[Task]:
    """The tasks that a digest of that moment reminds of."""
    rows = Task.objects.unfinished().public()
    rows = rows.filter(owner=person, partnership=partnership, next_reminder_at__lte=at)
    return rows.select_related("owner", "partnership")


# When


def next_reminder_at(task: Task, after: datetime | None = None) -> datetime | None:
    """The next moment at which the task's owner is reminded, or None when there is none left."""
    if not (task.is_unfinished and task.owner):
        return None
    if task.reminder_held_at:
        return _next_working_morning(task, after)
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
    return next_reminder_at(task) or _next_working_morning(task)


def moments(due_on: date, zone: ZoneInfo, country: str) -> list[datetime]:
    """All moments of reminding of something due on a day, for somebody in a time zone; each on a working day."""
    steps = ((days, due_on + timedelta(days=days)) for days in DAYS_BEFORE_AND_AFTER)
    return [morning(day, zone) for day in sorted({_worked(days, day, country) for days, day in steps})]


def _worked(days, day, country):
    """The day of a step; on one that is free the last before what is due on it, else the first after it."""
    if is_working_day(day, country):
        return day
    return working_day_after(day, 1, country) if days else working_day_before(day, country)


def _on_a_working_day(task):
    return working_morning(task.next_reminder_at, task.owner.zone, task.partnership.country)


def _next_working_morning(task, after=None):
    zone = task.owner.zone
    return working_morning(next_morning(zone, after), zone, task.partnership.country)
