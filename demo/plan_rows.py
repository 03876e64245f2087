"""The demo's work plan: objectives, milestones in every state, what was answered about them."""

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from partnerships.documents import versions
from partnerships.documents.models import Document
from workplans.models import Change, Indicator, Milestone, Objective, Outcome, Plan, Resource, SmartAnswer


def add_plan(b):
    """The plan with its outcomes, indicators, objectives and milestones."""
    told = b.story["plan"]
    plan = Plan.objects.create(
        partnership=b.partnership,
        document=versions.document_for(b.partnership, Document.Kind.PLAN, told["title"]),
        title=told["title"],
        start=b.day(told["start"]),
        end=b.day(told["end"]),
    )
    for position, outcome in enumerate(b.story["outcomes"]):
        _add_objective(b, plan, position, outcome)


def _add_objective(b, plan, position, told):
    outcome = Outcome.objects.create(
        partnership=b.partnership,
        goal=told["goal"],
        name=told["name"],
        position=position,
        lead_body=b.body,
    )
    indicator = _indicator(b, outcome, told["indicator"])
    b.indicators[told["key"]] = indicator
    objective = Objective.objects.create(
        partnership=b.partnership,
        plan=plan,
        outcome=outcome,
        title=told["objective"],
        position=position,
    )
    for place, milestone in enumerate(told["milestones"]):
        _add_milestone(b, objective, indicator, place, milestone)


def _indicator(b, outcome, told):
    """What is measured, with who stated where it began and is to get to, and on which day it is due."""
    due = dates.read(told.get("due_words", ""), DateContext(b.today, Policy.NEXT)).end
    stated = {"by": b.coordinator, "at": b.moment(b.story["plan"]["start"])}
    known = {
        f"{name}_{key}": value
        for name in ("baseline", "target")
        for key, value in stated.items()
        if name in told
    }
    return Indicator.objects.create(partnership=b.partnership, outcome=outcome, due_on=due, **known, **told)


def _add_milestone(b, objective, indicator, place, told):
    person, start = b.people.get(told.get("person")), told["start"]
    milestone = b.milestones[told["key"]] = Milestone.objects.create(
        partnership=b.partnership,
        objective=objective,
        position=place,
        title=told["title"],
        deliverable=told["deliverable"],
        indicator=indicator if told.get("is_measured") else None,
        mode=told["mode"],
        lead_partner=b.partners.get(told.get("lead")),
        lead_person=person,
        lead_accepted_at=b.moment(start - 10) if person and told.get("is_accepted", True) else None,
        start=b.day(start),
        due=b.day(told["due"]),
        reached_on=b.day(told.get("reached")),
        state=told["state"],
        celebrate=told.get("celebrate", False),
        implications=told.get("implications", ""),
    )
    milestone.supporters.set(b.partners[key] for key in told.get("supporters", ()))
    _add_answers(b, milestone, told)
    for need in told.get("needs", ()):
        Resource.objects.create(partnership=b.partnership, milestone=milestone, **need)
    if milestone.state != Milestone.State.PLANNED:
        _add_change(b, milestone, on=told.get("reached", start))


def _add_answers(b, milestone, told):
    for answer in told.get("answers", ()):
        SmartAnswer.objects.create(
            partnership=b.partnership,
            milestone=milestone,
            yes=True,
            by=milestone.lead_person or b.coordinator,
            at=b.moment(told["start"] - 5),
            **answer,
        )


def _add_change(b, milestone, on):
    Change.objects.create(
        partnership=b.partnership,
        milestone=milestone,
        what="state",
        before=Milestone.State.PLANNED,
        after=milestone.state,
        by=milestone.lead_person or b.coordinator,
        at=b.moment(on, 16),
    )
