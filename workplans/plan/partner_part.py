"""A partner's part in the work, as its page shows it: what it still has to do, and the milestones that it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from backbone.database.pointed_to import set_pointed_to
from backbone.registered.work_done import MOST_ROWS, WorkDone, WorkRow
from backbone.time.days import day_of, end_of_day, start_of_day
from partnerships import named
from workplans.models import Milestone, Task
from workplans.models.tasks import UNFINISHED as OPEN_TASKS
from workplans.plan.filters import UNFINISHED

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership

SHOWN = 5


@dataclass(frozen=True)
class Part:
    """The first of a list, by date, and how many there are in all."""

    shown: list
    count: int


def part_of(partnership: Partnership, partner: Partner, **page: Any) -> dict | None:
    """The panel of a partner's page, as far as the partnership's access goes; None while nothing is open."""
    tasks = _first(_tasks(partnership, partner))
    milestones = _first(_milestones(partner))
    for row in [*tasks.shown, *milestones.shown]:
        row.partnership = partnership
    set_pointed_to(tasks.shown, "owner", named.people_in(partnership))
    set_pointed_to(milestones.shown, "lead_person", named.people_in(partnership))
    own = {"partnership": partnership, "partner": partner, "tasks": tasks, "milestones": milestones}
    return own if tasks.count or milestones.count else None


def _tasks(partnership, partner):
    rows = Task.objects.filter(partner=partner).unfinished().shown_to(partnership.access)
    return rows.order_by("due_on", "pk")


def _milestones(partner) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(UNFINISHED, lead_partner=partner)
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def tasks_done(partnership: Partnership, first: date, last: date) -> dict[int, WorkDone]:
    """{partner's key: how many tasks its people did in these days of the partnership's}."""
    rows = Task.objects.filter(
        _done_in(partnership, first, last), partnership=partnership, partner__isnull=False
    )
    counts = rows.order_by().values_list("partner").annotate(Count("pk"))
    return {partner: WorkDone(tasks=count) for partner, count in counts}


def _done_in(partnership, first, last):
    begin, end = start_of_day(first, partnership.zone), end_of_day(last, partnership.zone)
    return Q(state=Task.State.DONE, closed_at__gte=begin, closed_at__lt=end)


def tasks_by_person(partner: Partner, first: date, last: date) -> dict[int, WorkDone]:
    """{person's key: how many tasks they did for this partner in these days, and how many are open now}."""
    rows = Task.objects.filter(partner=partner, owner__isnull=False).shown_to(partner.partnership.access)
    done = _done_in(partner.partnership, first, last)
    rows = (
        rows.order_by()
        .values("owner")
        .annotate(done=Count("pk", filter=done), still=Count("pk", filter=OPEN_TASKS))
    )
    counts = rows.values_list("owner", "done", "still")
    return {owner: WorkDone(tasks=n, open_tasks=m) for owner, n, m in counts if n or m}


def task_rows(partner: Partner, person: int, what: str, first: date, last: date) -> Iterator[WorkRow]:
    """The tasks that were counted for one of its people: those done in these days, or those open now."""
    which = {"tasks": _done_in(partner.partnership, first, last), "open_tasks": OPEN_TASKS}.get(what)
    if which is None:
        return
    rows = Task.objects.filter(which, partner=partner, owner=person).shown_to(partner.partnership.access)
    for task in rows.order_by("-closed_at", "due_on", "pk")[:MOST_ROWS]:
        closed = task.closed_at and day_of(task.closed_at, partner.partnership.zone)
        yield WorkRow(closed or task.due_on, task.title, task.get_absolute_url(), task.get_state_display())


def _first(rows):
    shown = list(rows[: SHOWN + 1])
    return Part(shown[:SHOWN], rows.count() if len(shown) > SHOWN else len(shown))
