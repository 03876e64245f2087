"""What of a work plan can be removed, and what stays because it was answered, reached or issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.registered.removable import Removable, Stays
from partnerships.correspondence.models import Confirmation
from partnerships.documents.models import Document, Version
from workplans import milestones
from workplans.answers import asking_again
from workplans.models import Milestone

if TYPE_CHECKING:
    from backbone.database.removing import Found
    from workplans.models import Objective

ASKED = (milestones.LEAD_QUESTION, asking_again.KIND)


def asked_about(milestone: Milestone) -> list[Confirmation]:
    """What somebody was asked about a milestone."""
    return list(Confirmation.objects.filter(kind__in=ASKED, subject_id=milestone.pk))


def asked_beneath(objective: Objective) -> list[Confirmation]:
    """What somebody was asked about an objective's milestones."""
    own = Milestone.objects.filter(objective=objective).values("pk")
    return list(Confirmation.objects.filter(kind__in=ASKED, subject_id__in=own))


def issued_in_plan(row: Any, going: Found) -> str:
    """Why it stays: a version of the plan that was issued names it."""
    named = Q()
    for key in going.keys("workplans.milestone"):
        named |= Q(data__contains={"objectives": [{"milestones": [{"id": int(key)}]}]})
    for key in going.keys("workplans.task"):
        named |= Q(data__contains={"objectives": [{"milestones": [{"tasks": [{"id": int(key)}]}]}]})
    plans = Version.objects.filter(partnership=row.partnership_id, document__kind=Document.Kind.PLAN)
    if named and plans.filter(named).exists():
        return _("A version of the plan that was issued names it, so it stays: it can be dropped instead.")
    return ""


KINDS = [
    Removable("workplans.objective", gettext_lazy("Objective"), also=asked_beneath),
    Removable("workplans.milestone", gettext_lazy("Milestone"), also=asked_about),
    Removable("workplans.task", gettext_lazy("Task")),
    Removable("workplans.resource", gettext_lazy("Resource")),
]
OF_PARTNER = frozenset({"partnerships.partner"})
STAYS = [
    Stays(
        "workplans.milestone",
        Q(state="reached") | Q(lead_accepted_at__isnull=False),
        gettext_lazy("A milestone of it was reached or its lead said yes, so it stays: it can be withdrawn."),
        of=OF_PARTNER,
        pointing=True,
    ),
    Stays(
        "workplans.milestone",
        Q(state="reached"),
        gettext_lazy("It was reached, so it stays."),
    ),
    Stays(
        "workplans.milestone",
        Q(lead_accepted_at__isnull=False),
        gettext_lazy("Its lead said yes, so it stays: it can be dropped instead."),
    ),
    Stays(
        "workplans.task",
        Q(state__in=["done", "declined"]) | Q(accepted_at__isnull=False),
        gettext_lazy("It has done or promised something, so it stays: it can be withdrawn."),
        of=OF_PARTNER,
        pointing=True,
    ),
    Stays(
        "workplans.task",
        Q(state__in=["done", "declined"]) | Q(accepted_at__isnull=False) | Q(wanted_due_on__isnull=False),
        gettext_lazy("Its owner answered, so it stays: it can be dropped instead."),
    ),
    issued_in_plan,
]
