"""What of the work plan needs a coordinator, and what needs the person who owns or leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from backbone.needs import Brief, Need
from backbone.time.days import latest_day, today_of, today_there
from partnerships.access import coordinated_by
from partnerships.pausing.who_rests import Pauses
from partnerships.taking_part import left_there
from workplans import need_words
from workplans.changing_hands import nobody_now
from workplans.models import Milestone, Task
from workplans.reminding.days import DAYS_BEFORE_AND_AFTER

if TYPE_CHECKING:
    from partnerships.models import Partnership

THERE = "partnership__timezone"
LAST_STEP = DAYS_BEFORE_AND_AFTER[-1]
SOON = 14
# No row has it: a condition with it finds nothing, and the SQL stays the same.
NO_KEY = 0
LISTED = ("proposed", "open", "declined")
# What decides whether and where a row is listed; its words are asked for when it is shown.
TASK = ("partnership", "owner", "state", "due_on", "wanted_due_on", "reminder_held_at")
LEAD = ("lead_partner", "lead_person", "lead_accepted_at", "wording", "lead_accepted_wording")
MILESTONE = ("partnership", "objective", "state", "due", *LEAD)


def of_the_plan(person: Person, partnership: Partnership | None = None) -> Iterator[Brief | Need]:
    """What waits for a coordinator and, in one partnership, what the person owns or is named to lead.

    My work asks without a partnership: it lists the person's own tasks and leads itself.
    """
    where = coordinated_by(person, partnership)
    if not (where or partnership):
        return
    known = {one.pk: one for one in [*where, *([partnership] if partnership else [])]}
    names = {} if partnership else {one.pk: one.name for one in where}
    words = {"names": names, "person": person if partnership else None}
    left = left_there([one.pk for one in where])
    tasks = [task for task in _tasks(where, partnership, person) if not nobody_now.is_theirs(task, left)]
    pauses = Pauses([one.pk for one in where])
    yield from _of_tasks([task for task in tasks if not _rests(task, pauses)], known, **words)
    rows = _unfinished_milestones(where, partnership, person)
    led = [row for row in rows if (row.lead_person_id, row.partnership_id) not in left]
    yield from _of_milestones(led, known, is_coordinator=bool(where), **words)
    yield from nobody_now.needs_of(left, names)


def _rests(task, pauses):
    """Whether it is held back only since its owner pauses, of which a row of its own tells."""
    waits = task.reminder_held_at and not (task.wanted_due_on or task.state == Task.State.DECLINED)
    return bool(waits and pauses.day_of(task.owner_id, task.partnership_id) and not task.is_late)


def _of_tasks(tasks, known, names, person):
    in_full = partial(need_words.of_tasks, names=names, person=person)
    for task in tasks:
        task.partnership = known[task.partnership_id]
        kind, state = need_words.TASKS, need_words.task_state(task, not task.is_unreachable)
        if person and need_words.is_own_task(task, person):
            kind, state = need_words.OWN, need_words.own_task_state(task)
        yield Brief(state, task.get_absolute_url, task.pk, in_full, due=task.due_on, kind=kind)


def _of_milestones(rows, known, is_coordinator, names, person):
    in_full = partial(need_words.of_milestones, names=names, person=person)
    for row in rows:
        row.partnership = known[row.partnership_id]
        if person and need_words.is_own_lead(row, person):
            yield Brief("open", row.get_absolute_url, row.pk, in_full, due=row.due, kind=need_words.OWN)
        elif is_coordinator and _waits(row):
            state = need_words.milestone_state(row)
            yield Brief(state, row.get_absolute_url, row.pk, in_full, due=row.due, kind=need_words.MILESTONES)


def _tasks(where, partnership, person):
    """Unfinished or declined tasks that wait for the coordinator, and the person's own here that are pressing."""
    keys = _keys(where, partnership, person)
    keys = *keys, latest_day(keys[-1])
    if person.standing.set_aside:
        return _task_rows(*keys).on_a_wall()
    return _prepared_tasks(*keys)


def _keys(where, partnership, person):
    """What is coordinated, the one partnership that is looked at, who looks, and when."""
    here = partnership.pk if partnership else NO_KEY
    return [one.pk for one in where] or [NO_KEY], here, person.pk, timezone.now()


def _task_rows(
    coordinated: list[int], partnership: int, person: int, now: datetime, today: date
) -> QuerySet[Task]:
    """today: the latest day that it is anywhere; what is due then is late nowhere, which is cheap to see."""
    is_late = Q(due_on__lt=today) & Q(due_on__lt=today_there(THERE, now=now))
    own = Q(partnership=partnership, owner=person) & (Q(state="proposed") | Q(state="open") & is_late)
    waits = Q(partnership__in=coordinated) & _task_waits(now, is_late)
    unreachable = ExpressionWrapper(Q(owner=None) | _without_address(), BooleanField())
    # All of it stands in one index, by these two conditions.
    rows = Task.objects.filter(partnership__in=[*coordinated, partnership], state__in=LISTED)
    rows = rows.public().filter(waits | own).only(*TASK).annotate(is_unreachable=unreachable)
    return rows.order_by("due_on", "pk")


_prepared_tasks = prepared(_task_rows)


def _task_waits(now, is_late):
    """Tasks that no machine can help along any more."""
    unfinished = Q(state__in=["proposed", "open"])
    long_late = Q(due_on__lt=today_there(THERE, -LAST_STEP, now))
    asked = Q(wanted_due_on__isnull=False) | Q(reminder_held_at__isnull=False)
    return Q(state="declined") | unfinished & (is_late & (long_late | _without_address()) | asked)


def _without_address():
    """Owned by somebody whom no mail reaches; joined to them, everybody would be read."""
    return Q(owner__in=Person.objects.filter(email=None, contact_email="").order_by().values("pk"))


def _unfinished_milestones(where, partnership, person):
    """Those that may wait for the coordinator and, of one partnership, those that the person is to accept; by date."""
    return _milestone_rows(*_keys(where, partnership, person))


@prepared
def _milestone_rows(
    coordinated: list[int], partnership: int, person: int, now: datetime
) -> QuerySet[Milestone]:
    soon = Q(state=Milestone.State.AT_RISK) | Q(due__lt=today_there(THERE, SOON, now))
    own = Q(partnership=partnership, lead_person=person, lead_accepted_at=None)
    rows = Milestone.objects.filter(Q(partnership__in=coordinated) & soon | own)
    rows = rows.exclude(state__in=[Milestone.State.REACHED, Milestone.State.DROPPED])
    return rows.only(*MILESTONE).order_by("due", "pk")


def _waits(milestone):
    """Whether it is at risk or late, or due soon without a lead who accepted."""
    led = milestone.lead_partner_id and milestone.lead_person_id and milestone.is_lead_accepted
    soon = milestone.due and milestone.due < today_of(milestone.partnership) + timedelta(days=SOON)
    return milestone.state == Milestone.State.AT_RISK or milestone.is_late or (soon and not led)
