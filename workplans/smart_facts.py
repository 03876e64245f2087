"""What the database has about a milestone, for the judgement in `workplans.smart`."""

from datetime import timedelta
from typing import Any

from workplans.models import Milestone
from workplans.smart import Answer, Facts


def facts_of(milestone: Any, plan: Any = None) -> Facts:
    """What is recorded about a milestone, from its row and those it points to."""
    indicator, plan = milestone.indicator, plan or milestone.objective.plan
    return Facts(
        has_lead_partner=milestone.lead_partner_id is not None,
        has_lead_person=milestone.lead_person_id is not None,
        lead_accepted=milestone.lead_accepted_at is not None,
        lead_person=milestone.lead_person,
        deliverable=milestone.deliverable.strip(),
        has_indicator=indicator is not None,
        target=getattr(indicator, "target", None),
        unit=getattr(indicator, "unit", ""),
        baseline=getattr(indicator, "baseline", None),
        has_outcome=_has_outcome(milestone),
        start=milestone.start,
        due=milestone.due,
        plan_start=plan.start,
        plan_end=plan.end,
        uncovered=tuple(r.what for r in milestone.resources.all() if r.pledged < r.needed),
        same_week=_same_week(milestone),
    )


def latest_answers(milestone: Any) -> dict[str, Answer]:
    """The latest answer to each question."""
    # The newest come first (the model's ordering), so that the first of a letter is the one that counts.
    found: dict[str, Answer] = {}
    for answer in milestone.smart_answers.select_related("by"):
        found.setdefault(answer.letter, answer)
    return found


def _has_outcome(milestone: Any) -> bool:
    """By its objective, or by its indicator, which always belongs to one."""
    return bool(milestone.objective.outcome_id or milestone.indicator_id)


def _same_week(milestone: Any) -> int:
    """How many other unfinished milestones of the same lead are due within a week of this one."""
    if not (milestone.lead_person_id and milestone.due):
        return 0
    week = (milestone.due - timedelta(days=7), milestone.due + timedelta(days=7))
    others = Milestone.objects.filter(lead_person_id=milestone.lead_person_id, due__range=week)
    count: int = others.exclude(pk=milestone.pk).exclude(state__in=["reached", "dropped"]).count()
    return count
