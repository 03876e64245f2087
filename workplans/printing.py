"""The plan as a document: what is frozen of it, and how it reads on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.database.prepared import prepared
from backbone.paper import pdf
from backbone.time import dates
from partnerships.documents.models import Version
from partnerships.documents.versions import issue
from workplans.models import Task
from workplans.plans import Outline, plan_for

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership
    from workplans.models import Plan


def versions(plan: Plan) -> QuerySet[Version]:
    """The issued versions of a plan, latest first."""
    return _versions(plan.document_id) if plan else []


@prepared
def _versions(document: int) -> QuerySet[Version]:
    rows = Version.objects.filter(document=document).defer("html", "data")
    return rows.select_related("file", "issued_by")


def is_hidden(version: Version) -> bool:
    """Whether a version of the plan names a task that no page shows while somebody presents."""
    milestones = [one for objective in version.data["objectives"] for one in objective["milestones"]]
    keys = {task["id"] for one in milestones for task in one["tasks"]}
    rows = Task.objects.filter(pk__in=keys)
    return rows.count() > rows.on_a_wall().count()


@transaction.atomic
def issue_plan(partnership: Partnership, by: Person, reason: str = "") -> Version:
    """Freeze the plan as it stands now as the next version."""
    plan = plan_for(partnership)
    outline = Outline(partnership)
    return issue(plan.document, data=frozen(plan, outline), html=page(plan, outline), by=by, reason=reason)


def page(plan: Plan, outline: Outline) -> str:
    """The plan's pages, in the partnership's language."""
    with translation.override(plan.partnership.language):
        context = {"plan": plan, "outline": outline, "title": plan.title, "kicker": _kicker(plan)}
        return pdf.compose("workplans/pdf/plan.html", context, plan.partnership)


def _kicker(plan):
    words = [_("Work plan")]
    if plan.start and plan.end:
        words.append(
            _("%(start)s to %(end)s") % {"start": dates.long(plan.start), "end": dates.long(plan.end)}
        )
    return " · ".join(words)


def frozen(plan: Plan, outline: Outline) -> dict:
    """What a version keeps of the plan, fit for comparing two versions."""
    return {
        "title": plan.title,
        "start": plan.start,
        "end": plan.end,
        "objectives": [
            {
                "title": section.objective.title,
                "outcome": section.objective.outcome and section.objective.outcome.name,
                "milestones": [_milestone(m) for m in section.milestones],
            }
            for section in outline.sections
        ],
    }


def _milestone(row):
    return {
        "id": row.pk,
        "number": row.number,
        "title": row.title,
        "deliverable": row.deliverable,
        "lead": str(row.lead_partner or ""),
        "person": str(row.lead_person or ""),
        "mode": row.mode,
        "start": row.start,
        "due": row.due,
        "state": row.state,
        "reached_on": row.reached_on,
        "evidence": row.evidence,
        "celebrate": row.celebrate,
        "tasks": [_task(task) for task in row.tasks.all()],
    }


def _task(row):
    return {
        "id": row.pk,
        "title": row.title,
        "owner": str(row.owner or ""),
        "due": row.due_on,
        "state": row.state,
    }
