"""The joint work plan as a whole: its document, and what its page and its PDF show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.database import ordering
from backbone.database.prepared import prepared
from partnerships.documents.models import Document
from partnerships.documents.versions import document_for
from partnerships.models import Partnership
from workplans.models import Milestone, Objective, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping


def find_plan(partnership: Partnership) -> Plan | None:
    """The partnership's plan, or None before anything was planned."""
    return next(iter(_plan(partnership.pk)), None)


@prepared
def _plan(partnership: int) -> QuerySet[Plan]:
    return Plan.objects.filter(partnership=partnership).select_related("document").order_by("pk")[:1]


@transaction.atomic
def plan_for(partnership: Partnership) -> Plan:
    """The partnership's plan, begun when it is first needed."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    plan = find_plan(partnership)
    if plan is None:
        with translation.override(partnership.language):
            title = _("Joint work plan")
        document = document_for(partnership, Document.Kind.PLAN, title)
        plan = Plan.objects.create(partnership=partnership, document=document, title=title)
    return plan


def move_objective(objective: Objective, step: int) -> bool:
    """Move an objective UP or DOWN (backbone.database.ordering) in its plan; returns whether it moved."""
    return ordering.move(objective, Objective.objects.filter(plan=objective.plan_id), step)


@dataclass
class Section:
    """An objective with the milestones that are shown of it."""

    objective: Objective
    milestones: list = field(default_factory=list)

    @property
    def counted(self) -> list[Milestone]:
        """The milestones that the beads stand for."""
        return self.milestones

    @cached_property
    def kinds(self) -> list[str]:
        return [milestone.kind for milestone in self.counted]

    @cached_property
    def next_due(self) -> Milestone:
        """The unfinished milestone that is due first."""
        dated = [m for m in self.counted if m.due and m.is_unfinished]
        return min(dated, key=lambda m: m.due, default=None)

    @property
    def beads_label(self) -> str:
        """What the beads say, read aloud."""
        done = self.kinds.count("done")
        words = _("%(done)s of %(all)s milestones reached") % {"done": done, "all": len(self.counted)}
        late = self.kinds.count("late")
        risk = sum(milestone.is_at_risk for milestone in self.counted)
        if late:
            words += ", " + _("%(n)s late") % {"n": late}
        if risk:
            words += ", " + _("%(n)s at risk") % {"n": risk}
        return words


class Outline:
    """Objectives, milestones and tasks of a partnership, in a number of queries that does not grow."""

    def __init__(self, partnership):
        self.partnership = partnership
        self.all = list(_milestones(partnership))

    @cached_property
    def sections(self) -> list[Section]:
        """Every objective in the plan's order."""
        sections = {o.pk: Section(o) for o in _objectives(self.partnership.pk)}
        for milestone in self.all:
            sections[milestone.objective_id].milestones.append(milestone)
        return list(sections.values())

    @cached_property
    def modes(self) -> list:
        """[(mode's word, number)]: how independent or joint the work is, as far as somebody chose it."""
        return mode_words(Counter(m.mode for m in self.all if m.state != Milestone.State.DROPPED))

    @cached_property
    def unfinished(self) -> list[Milestone]:
        return [m for m in self.all if m.is_unfinished]

    @cached_property
    def reached(self) -> list[Milestone]:
        return [m for m in self.all if m.state == Milestone.State.REACHED]

    @cached_property
    def late(self) -> list[Milestone]:
        return [m for m in self.all if m.is_late]

    @cached_property
    def next_due(self) -> Milestone | None:
        """The unfinished milestone that is due first, late ones left out."""
        coming = [m for m in self.unfinished if m.due and not m.is_late]
        return min(coming, key=lambda m: m.due, default=None)


def mode_words(numbers: Mapping[str, int]) -> list:
    """[(mode's word, number)] of {mode: number of milestones}; only those without one where none was chosen."""
    chosen = [(mode.label, numbers.get(mode, 0)) for mode in Milestone.Mode]
    unchosen = numbers.get("", 0)
    rest = [(_("with no mode chosen"), unchosen)] if unchosen else []
    return [*chosen, *rest] if any(n for _word, n in chosen) or not rest else rest


@prepared
def _objectives(partnership: int) -> QuerySet[Objective]:
    return Objective.objects.filter(partnership=partnership).select_related("outcome", "plan")


def _milestones(partnership):
    tasks = partnership.tasks.select_related("owner", "partner__organisation").order_by("due_on", "pk")
    return partnership.milestones.select_related(
        "lead_partner__organisation", "lead_person"
    ).prefetch_related(Prefetch("tasks", queryset=tasks))


def sections_in_short(partnership: Partnership, most: int) -> tuple[list[Section], int]:
    """The plan's first objectives, with what beads say of their milestones, and how many more there are."""
    objectives = _objectives(partnership.pk)
    sections = {objective.pk: Section(objective) for objective in objectives[:most]}
    for row in _for_beads(list(sections)) if sections else ():
        row.partnership = partnership
        sections[row.objective_id].milestones.append(row)
    return list(sections.values()), len(objectives) - len(sections)


@prepared
def _for_beads(objectives: list[int]) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(objective__in=objectives).only("partnership", "objective", "state", "due")
    return rows.order_by("position", "pk")


# What "Needs you" says of a milestone.
ACCEPTED = ("lead_accepted_at", "wording", "lead_accepted_wording")
LEAD = (
    "lead_partner__organisation__name",
    "lead_person__name",
    "lead_person__email",
    "lead_person__contact_email",
    *ACCEPTED,
)
IN_SHORT = ("partnership", "objective", "number", "title", "state", "mode", "due", "celebrate", *LEAD)
