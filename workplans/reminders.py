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
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleIn
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.database.claims import claim_all, claim_whole
from backbone.isolation import rested, together
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import registry
from backbone.time.days import today_of
from backbone.time.working_days import is_working_day
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.leaving import leave_to_the_morning
from partnerships.correspondence.sending import AskedEnough, send_all
from partnerships.models import Partnership
from partnerships.pausing.who_rests import rests
from partnerships.taking_part import takes_part
from workplans.models import Task, TaskReminder
from workplans.own_work import tasks_of_pairs
from workplans.reminding.days import next_reminder_at, next_working_morning, on_a_working_day


def send_due() -> int:
    """Send what is due now; returns how many mails were queued. While sending is held, everything waits."""
    sender = SenderSettings.load()
    if sender.held:
        return 0
    what = "reminders after the release of person"
    leave_to_the_morning(_due(), "next_reminder_at", "owner", sender, what)
    pairs = _due().order_by("owner", "partnership").values_list("owner_id", "partnership_id").distinct()
    return together(pairs, remind, what="reminder of person in partnership", put_off=_put_off)


def _put_off(pair):
    """What could not be said today is tried again tomorrow; it does not count as said."""
    person_id, partnership_id = pair
    rows = _due().filter(owner=person_id, partnership=partnership_id)
    rows.update(next_reminder_at=rested())


@transaction.atomic
def remind(pairs: list[tuple[int, int]]) -> int:
    """Claim what is due of these (person, partnership) and queue a mail for each; returns how many were queued."""
    claimed = _claim(pairs)
    drafts = _drafts({pair: tasks for pair, tasks in claimed.items() if _is_said_now(tasks)})
    outcomes = dict(zip(drafts, send_all(list(drafts.values())), strict=True))
    reminded = []
    for pair, outcome in outcomes.items():
        reminded += _follow_up(claimed[pair], outcome)
    _save(task for tasks in claimed.values() for task in tasks)
    TaskReminder.objects.bulk_create(reminded)
    return sum(isinstance(outcome, Message) for outcome in outcomes.values())


def _is_said_now(tasks):
    """Whether a mail goes; otherwise they wait for a working day, or move on unsaid."""
    person = tasks[0].owner
    if _is_to_wait(tasks, person):
        _wait_for_a_working_day(tasks)
        return False
    if not person.mail_address or not person.is_active:
        _move_on(tasks, sent=False)
        return False
    return True


def _drafts(claimed):
    listed = tasks_of_pairs(list(claimed))
    name_origins([task for tasks in claimed.values() for task in tasks])
    drafts = {}
    for pair, tasks in claimed.items():
        person, partnership = tasks[0].owner, tasks[0].partnership
        drafts[pair] = draft(person, partnership, tasks, today_of(person), listed[pair])
    return drafts


def _follow_up(tasks, outcome):
    """What became of the mail becomes of their step; returns what is to be kept of a mail that goes."""
    if isinstance(outcome, AskedEnough):
        _hold_back(tasks)
    elif outcome is None:
        _leave_for_tomorrow(tasks)
    else:
        _move_on(tasks, sent=True)
        return _reminders(tasks, outcome)
    return []


def record(reminded: list[tuple[list[Task], Message]]) -> None:
    """Keep which mails reminded of which tasks: what is said of reminders reads these rows."""
    TaskReminder.objects.bulk_create(row for tasks, message in reminded for row in _reminders(tasks, message))


def _reminders(tasks, message):
    return [
        TaskReminder(partnership_id=task.partnership_id, task=task, person_id=task.owner_id, message=message)
        for task in tasks
    ]


def _due():
    """Unfinished tasks whose reminder is due; those of people with a digest come in their digest."""
    rows = Task.objects.unfinished().public().filter(next_reminder_at__lte=timezone.now())
    return rows.filter(takes_part("owner"), ~rests("owner"), owner__isnull=False).exclude(
        owner__mail_preference=MailPreference.DIGEST
    )


def _claim(pairs):
    """{(person, partnership): what is due}, without those of which somebody else has a row just now."""
    rows = _due().filter(TupleIn(Tuple(F("owner"), F("partnership")), pairs)).order_by("due_on", "pk")
    found = claim_whole(
        rows.select_related("owner", "partner", "partnership"), ("owner_id", "partnership_id")
    )
    return {pair: found[pair] for pair in pairs if pair in found}


def name_origins(tasks: list[Task]) -> None:
    """Let each of these tasks know where it came from, as `came_from` (a name and a day); None where no app knows."""
    found: dict[int, tuple[str, date]] = {}
    for origins in registry.task_origins:
        found |= origins([task.pk for task in tasks])
    for task in tasks:
        task.came_from = found.get(task.pk)


def draft(
    person: Person, partnership: Partnership, tasks: list[Task], day: date, listed: Iterable[Task]
) -> Draft:
    """The reminder of these tasks on that day: what is due first, then the rest of what is `listed` for the person."""
    return Draft(
        kind="reminder",
        key=f"reminder:{person.pk}:{partnership.pk}:{day}",
        person=person,
        partnership=partnership,
        context=lambda link: _context(tasks, day, listed, link),
        cause="reminder",
        partner=_partner(tasks),
        asks=1,
    )


def _partner(tasks):
    """The partner for whom all of them are, or None."""
    return tasks[0].partner if len({task.partner_id for task in tasks}) == 1 else None


def _context(tasks, day, listed, link):
    due = {task.pk for task in tasks}
    proposed = [task for task in tasks if task.state == Task.State.PROPOSED]
    return {
        "has_proposed": bool(proposed),
        "all_proposed": proposed == tasks,
        "tasks": tasks,
        "first": tasks[0],
        "others": [task for task in listed if task.pk not in due],
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


def _hold_back(claimed):
    """Asked enough this month: try again tomorrow morning, and let the coordinator know meanwhile."""
    now = timezone.now()
    for task in claimed:
        task.reminder_held_at = now
        task.next_reminder_at = next_working_morning(task, now)


def _leave_for_tomorrow(claimed):
    """The day's mail went before these were due: their step is still to be said."""
    for task in claimed:
        task.next_reminder_at, task.reminder_held_at = next_working_morning(task), None


def _is_to_wait(claimed, person):
    """Whether today is free, or one of them fell due on a free day after all, at a release say."""
    now, country = timezone.now(), claimed[0].partnership.country
    is_free = not is_working_day(today_of(person), country)
    return is_free or any(on_a_working_day(task) > now for task in claimed)


def _wait_for_a_working_day(claimed):
    """Nothing else about them changes."""
    now = timezone.now()
    for task in claimed:
        moment = on_a_working_day(task)
        task.next_reminder_at = moment if moment > now else next_working_morning(task)


def _save(tasks):
    Task.objects.bulk_update(tasks, ["next_reminder_at", "reminders_sent", "reminder_held_at"])


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
    tasks = list(tasks)
    _hold_back(tasks)
    _save(tasks)


def claim_for_digests(
    pairs: list[tuple[Person, Partnership]], has_room: dict[tuple[int, int], bool]
) -> dict[tuple[int, int], list[Task]]:
    """The tasks of which this morning's digests remind, by the keys of (person, partnership); their step is taken.

    Nothing for whoever has been asked enough: what is due is held back and said to the coordinator.
    """
    keys = [(person.pk, partnership.pk) for person, partnership in pairs]
    found: dict[tuple[int, int], list[Task]] = {}
    for task in claim_all(_for_digests(keys, timezone.now())) if keys else ():
        found.setdefault((task.owner_id, task.partnership_id), []).append(task)
    for key, tasks in found.items():
        _move_on(tasks, sent=True) if has_room[key] else _hold_back(tasks)
    _save(task for tasks in found.values() for task in tasks)
    return {key: tasks for key, tasks in found.items() if has_room[key]}


def for_digest(person: Person, partnership: Partnership, at: datetime) -> QuerySet[Task]:
    """The tasks that a digest of that moment reminds of."""
    return _for_digests([(person.pk, partnership.pk)], at)


def _for_digests(keys, at):
    rows = Task.objects.unfinished().public().filter(~rests("owner", at=at), next_reminder_at__lte=at)
    rows = rows.filter(TupleIn(Tuple(F("owner"), F("partnership")), keys))
    return rows.select_related("owner", "partnership")
