"""A page of the plan: some of its milestones under their objectives, filtered, sorted and cut by the database."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce
from django.urls import reverse

from backbone.database.pointed_to import set_pointed_to
from backbone.database.prepared import prepared
from backbone.time.days import today_of
from partnerships import named
from workplans.models import Milestone, Objective, Task
from workplans.plan.filters import Filters
from workplans.plans import Section

if TYPE_CHECKING:
    from partnerships.models import Partnership

PER_PAGE = 30
TASKS_SHOWN = 50
LIGHT = ("partnership", "objective", "state", "due")


@dataclass
class PageSection(Section):
    """An objective with those of its milestones that stand on this page.

    begins, ends: whether the first, the last of its milestones is among them; is_first, is_last: whether it is the
    plan's first or last objective.
    """

    all_shown: list[Milestone] = field(default_factory=list)
    begins: bool = True
    ends: bool = True
    is_first: bool = False
    is_last: bool = False

    @property
    def counted(self) -> list[Milestone]:
        return self.all_shown


@dataclass(frozen=True)
class _Around:
    """The pairs of a page, and the keys of the objectives that the pairs before and after it are of."""

    before: int | None
    pairs: list[tuple[int, int | None]]
    after: int | None


class PlanPage:
    """The `number`-th page of what `filters` show of a partnership's plan."""

    def __init__(self, partnership: Partnership, filters: Filters, number: Any = 1) -> None:
        self.partnership, self.filters, self.number = partnership, filters, number

    @cached_property
    def milestones(self) -> int:
        """How many milestones are shown on all pages together."""
        return self._counts["milestones"]

    @cached_property
    def page_obj(self) -> Page:
        """Which of the pages this is; its rows are pairs (objective's key, milestone's key or None)."""
        paginator = Paginator(self._pairs, PER_PAGE)
        paginator.count = self._counts["pairs"]
        return paginator.get_page(self.number)

    @cached_property
    def sections(self) -> list[PageSection]:
        """The objectives of this page in the plan's order, each with its milestones."""
        sections = [self._section(*group) for group in groupby(self._around.pairs, itemgetter(0))]
        if sections:
            before, after = self._around.before, self._around.after
            sections[0].is_first, sections[-1].is_last = before is None, after is None
            sections[0].begins = sections[0].objective.pk != before
            sections[-1].ends = sections[-1].objective.pk != after
        return sections

    @property
    def can_move_milestones(self) -> bool:
        """Whether a coordinator moves milestones here: the plan's own order is shown, and has two in an objective."""
        if self.filters.is_active or self.filters.sort or not self.partnership.access.coordinate:
            return False
        return any(len(s.milestones) > 1 or not (s.begins and s.ends) for s in self.sections)

    @property
    def can_move(self) -> bool:
        """Whether an objective or a milestone can be moved here."""
        several = any(not (s.is_first and s.is_last) for s in self.sections)
        return (several and not self.filters.is_active) or self.can_move_milestones

    @cached_property
    def _around(self):
        """This page's pairs, read together with the one before and the one after."""
        first, last = max(self.page_obj.start_index() - 1, 0), self.page_obj.end_index()
        rows = list(self._pairs[first - 1 : last + 1]) if first else [row[:2] for row in self._first_pairs]
        before = rows.pop(0)[0] if first else None
        after = rows.pop()[0] if last < self.page_obj.paginator.count else None
        return _Around(before, rows, after)

    def page_with(self, **row: int) -> int:
        """The number of the page on which an objective's or a milestone's row stands; 1 when it is on none."""
        name, pk = next(iter(row.items()))
        place = ["objective", "milestone"].index(name)
        keys = [pair[place] for pair in self._pairs]
        return keys.index(pk) // PER_PAGE + 1 if pk in keys else 1

    @cached_property
    def _pairs(self) -> QuerySet:
        return _pairs(self.partnership.pk, self.filters, today_of(self.partnership))

    @cached_property
    def _first_pairs(self):
        """Those of the first page, and one more when there are more; with each how many there are in all."""
        return self._ask(_first_pairs, self.filters)

    @cached_property
    def _counts(self):
        if self.number in (None, 1, "1"):
            found = [{"pairs": row[2], "milestones": row[3]} for row in self._first_pairs[:1]]
        else:
            found = self._ask(_counts, replace(self.filters, sort=""))
        return next(iter(found), None) or {"pairs": 0, "milestones": 0}

    def _ask(self, build, filters, *keys):
        """What a question gives for these filters; its SQL is worked out once, but for words that are looked for."""
        partnership = self.partnership
        if filters.words:
            return list(build(filters, partnership.pk, today_of(partnership), *keys))
        shape = replace(filters, lead=None)
        own = {"today": today_of(partnership), "lead": filters.lead}
        asked_with = [own[name] for name in filters.keys]
        return _question(build, shape, filters.keys)(partnership.pk, *asked_with, *keys)

    def _section(self, key, pairs):
        milestones = [self._milestones[pk] for _key, pk in pairs if pk]
        return PageSection(self._objectives[key], milestones, all_shown=self._all_shown.get(key, []))

    @cached_property
    def _milestones(self):
        """{key: milestone} of this page, each with the number of its tasks."""
        keys = [pk for _objective, pk in self._around.pairs if pk]
        access = getattr(self.partnership, "access", None)
        if access and (access.set_aside or not access.coordinate):
            rows = _counting(keys, Task.objects.shown_to(access))
        else:
            rows = _with_task_count(keys) if keys else ()
        rows = list(rows)
        set_pointed_to(rows, "lead_partner", named.partners)
        set_pointed_to(rows, "lead_person", named.people_in(self.partnership))
        return {row.pk: row for row in map(self._of_here, rows)}

    @cached_property
    def _objectives(self):
        keys = list({objective for objective, _milestone in self._around.pairs})
        return {row.pk: row for row in map(self._of_here, _with_outcome(keys) if keys else ())}

    @cached_property
    def _all_shown(self):
        """{objective's key: all its milestones that are shown, in order}, on whatever page they stand."""
        found: dict[int, list] = {}
        rows = self._ask(_of_objectives, self.filters, list(self._objectives)) if self._objectives else ()
        for row in map(self._of_here, rows):
            found.setdefault(row.objective_id, []).append(row)
        return found

    def _of_here(self, row):
        row.partnership = self.partnership
        return row


def _pairs(partnership, filters, today):
    order = filters.order(today, "milestones__")
    rows = _objectives(partnership, filters, today).order_by("position", "pk", *order)
    return rows.values_list("pk", "milestones__pk")


def _objectives(partnership, filters, today):
    """One that has no milestone stands here too, unless something filters."""
    rows = Objective.objects.filter(partnership=partnership)
    return rows.filter(milestones__in=filters.apply(partnership, today)) if filters.is_active else rows


def _first_pairs(filters, partnership, today):
    counts = {"pairs": Window(Count("*")), "with_milestone": Window(Count("milestones__pk"))}
    rows = _pairs(partnership, filters, today).annotate(**counts)
    return rows.values_list("pk", "milestones__pk", *counts)[: PER_PAGE + 1]


def _counts(filters, partnership, today):
    rows = _objectives(partnership, filters, today)
    counts = {"pairs": Count("*"), "milestones": Count("milestones__pk")}
    return rows.order_by().values("partnership").annotate(**counts).values(*counts)


def _of_objectives(filters, partnership, today, objectives):
    rows = filters.apply(partnership, today).filter(objective__in=objectives).only(*LIGHT)
    return rows.order_by(*filters.order(today))


@cache
def _question(build, shape, names):
    """`build` for filters of this shape, prepared: its keys are the partnership's, those of `names`, and its own."""

    def rows(partnership: int, *keys: Any) -> QuerySet:
        own = dict(zip(names, keys, strict=False))
        filters = replace(shape, lead=own.get("lead"))
        return build(filters, partnership, own.get("today"), *keys[len(names) :])

    return prepared(rows)


@prepared
def _with_task_count(milestones: list[int]) -> QuerySet[Milestone]:
    return _counting(milestones, Task.objects.all())


def _counting(milestones, tasks):
    rows = Milestone.objects.filter(pk__in=milestones).order_by()
    tasks = tasks.filter(milestone=OuterRef("pk")).order_by().values("milestone")
    count = Coalesce(Subquery(tasks.annotate(n=Count("pk")).values("n")), Value(0))
    return rows.annotate(task_count=count)


@prepared
def _with_outcome(objectives: list[int]) -> QuerySet[Objective]:
    return Objective.objects.filter(pk__in=objectives).select_related("outcome")


@dataclass(frozen=True)
class OpenedTasks:
    """The first tasks of a milestone, by date, and how many there are more."""

    shown: list[Task]
    more: int


def tasks_of(milestone: Milestone) -> OpenedTasks:
    """What is shown of a milestone's tasks when they are opened, to whom its partnership carries the access of."""
    rows = milestone.tasks.shown_to(milestone.partnership.access)
    related = ("owner", "partner__organisation", "partnership")
    shown = list(rows.select_related(*related).order_by("due_on", "pk")[: TASKS_SHOWN + 1])
    more = rows.count() - TASKS_SHOWN if len(shown) > TASKS_SHOWN else 0
    return OpenedTasks(shown[:TASKS_SHOWN], more)


def address(partnership: Partnership, **row: int) -> str:
    """Where in the whole plan an `objective` or a `milestone` with this key stands."""
    number = PlanPage(partnership, Filters()).page_with(**row)
    name, pk = next(iter(row.items()))
    page = f"?page={number}" if number > 1 else ""
    return f"{reverse('plan', args=[partnership.slug])}{page}#{name}-{pk}"
