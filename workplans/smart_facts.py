"""What the database has about a milestone, for the judgement in `workplans.smart`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from partnerships.models import Representative
from workplans.models import Milestone
from workplans.smart import Facts


def facts_of(milestone: Any, plan: Any = None, answers: Mapping[str, Any] | None = None) -> Facts:
    """What is recorded about a milestone, from its row and those it points to; `answers` are its `latest_answers`."""
    answers = latest_answers(milestone) if answers is None else answers
    indicator, plan = milestone.indicator, plan or milestone.objective.plan
    return Facts(
        has_lead_partner=milestone.lead_partner_id is not None,
        has_lead_person=milestone.lead_person_id is not None,
        lead_accepted=milestone.is_lead_accepted,
        lead_accepted_earlier=bool(milestone.lead_accepted_at and not milestone.is_lead_accepted),
        lead_person=milestone.lead_person,
        lead_elsewhere=_lead_elsewhere(milestone),
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
        is_gone_by=milestone.is_late,
        earlier=frozenset(letter for letter, one in answers.items() if one.wording != milestone.wording),
        uncovered=tuple(r.what for r in milestone.resources.all() if r.pledged < r.needed),
        same_week=_same_week(milestone),
    )


def latest_answers(milestone: Any) -> dict[str, Any]:
    """The latest answer to each question."""
    # The newest come first (the model's ordering), so that the first of a letter is the one that counts.
    found: dict[str, Any] = {}
    for answer in milestone.smart_answers.select_related("by"):
        found.setdefault(answer.letter, answer)
    return found


def _lead_elsewhere(milestone: Any) -> str:
    """The lead organisation, when the lead person does not represent it; empty when they belong together."""
    if not (milestone.lead_partner_id and milestone.lead_person_id):
        return ""
    pair = {"partner": milestone.lead_partner_id, "person": milestone.lead_person_id}
    belongs = Representative.objects.current().filter(**pair).exists()
    return "" if belongs else str(milestone.lead_partner)


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
