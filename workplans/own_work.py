"""What is asked of one person: tasks and leads, in all partnerships or in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleIn

from partnerships.models import Partner, Partnership
from workplans.models import Change, Milestone, Task

if TYPE_CHECKING:
    from backbone.accounts.models import Person


@dataclass
class Work:
    """A person's unfinished tasks and the leads that they have not answered for."""

    tasks: list
    leads: list

    @cached_property
    def proposed(self) -> list[Task]:
        return [task for task in self.tasks if task.state == Task.State.PROPOSED]

    @cached_property
    def open(self) -> list[Task]:
        return [task for task in self.tasks if task.state == Task.State.OPEN]

    @property
    def late(self) -> list:
        return [task for task in self.open if task.is_late]

    @property
    def next_task(self) -> None:
        """The task that comes next, for those who have nothing pressing."""
        return next((task for task in self.open if task.due_on), None)

    def __bool__(self):
        return bool(self.tasks or self.leads)


def work_of(person: Person) -> Work:
    """Everywhere the person takes part now, as a page of theirs shows it."""
    where = Q(partnership__in=Partnership.objects.visible_to(person).open())
    tasks = tasks_of(person, where)
    return _work(tasks.on_a_wall() if person.standing.set_aside else tasks, leads_of(person, where))


def work_within(person: Person, partnership: Partnership) -> Work:
    """In one partnership, as a mailed link shows it."""
    where = Q(partnership=partnership)
    supporters = Prefetch("supporters", Partner.objects.select_related("organisation"))
    return _work(tasks_of(person, where), leads_of(person, where).prefetch_related(supporters))


def tasks_of(person: Person, where: Q) -> QuerySet[Task]:
    """Unfinished tasks that a person owns: the earliest date first, undated last."""
    return _listed(where, Q(owner=person))


def tasks_of_pairs(pairs: list[tuple[int, int]]) -> dict[tuple[int, int], list[Task]]:
    """The same for several people, each in one partnership, by (person, partnership); in one query."""
    found: dict[tuple[int, int], list[Task]] = {pair: [] for pair in pairs}
    rows = _listed(TupleIn(Tuple(F("owner"), F("partnership")), pairs)) if pairs else []
    for task in rows:
        found[task.owner_id, task.partnership_id].append(task)
    return found


def _listed(*where):
    related = ("partnership", "partner__organisation", "milestone", "owner")
    return Task.objects.filter(*where).unfinished().public().select_related(*related).order_by("due_on", "pk")


def leads_of(person: Person, where: Q) -> QuerySet[Milestone]:
    """Milestones that a person is named to lead and has not accepted."""
    rows = Milestone.objects.filter(where, lead_person=person, lead_accepted_at=None)
    return (
        rows.exclude(state__in=["reached", "dropped"])
        .select_related("partnership", "objective")
        .order_by("due", "pk")
    )


def _work(tasks, leads):
    return Work(list(tasks), list(leads))


def answers(partnership: Partnership) -> QuerySet[Change]:
    """What people said themselves about tasks of theirs: taken, not taken, done."""
    said = Change.objects.filter(partnership=partnership, via__in=["link", "page"])
    return said.filter(what__in=["accepted", "declined", "completed"], task__owner=F("by"))
