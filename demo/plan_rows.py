"""The demo's work plan: objectives, milestones in every state, what was answered about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from demo.results import first_quarter
from partnerships.documents import versions
from partnerships.documents.models import Document
from workplans.models import Change, Indicator, Milestone, Objective, Outcome, Plan, Resource, SmartAnswer

if TYPE_CHECKING:
    from demo.builder import Builder


def add_plan(builder: Builder) -> None:
    """The plan with its outcomes, indicators, objectives and milestones."""
    entry = builder.story["plan"]
    plan = Plan.objects.create(
        partnership=builder.partnership,
        document=versions.document_for(builder.partnership, Document.Kind.PLAN, entry["title"]),
        title=entry["title"],
        start=builder.day(entry["start"]),
        end=builder.day(entry["end"]),
    )
    for position, outcome in enumerate(builder.story["outcomes"]):
        _add_objective(builder, plan, position, outcome)


def _add_objective(builder, plan, position, entry):
    outcome = Outcome.objects.create(
        partnership=builder.partnership,
        goal=entry["goal"],
        name=entry["name"],
        position=position,
        lead_body=builder.body,
    )
    told = entry["indicator"]
    if "{first}" in told.get("baseline_period", ""):
        told = told | {"baseline_period": first_quarter(builder, entry["key"])}
    indicator = _indicator(builder, outcome, told)
    builder.indicators[entry["key"]] = indicator
    objective = Objective.objects.create(
        partnership=builder.partnership,
        plan=plan,
        outcome=outcome,
        title=entry["objective"],
        position=position,
    )
    for place, milestone in enumerate(entry["milestones"]):
        _add_milestone(builder, objective, indicator, place, milestone)


def _indicator(builder, outcome, entry):
    """What is measured, with who stated where it began and is to get to, and on which day it is due."""
    due = dates.read(entry.get("due_words", ""), DateContext(builder.today, Policy.NEXT)).end
    stated = {"by": builder.coordinator, "at": builder.moment(builder.story["plan"]["start"])}
    known = {
        f"{name}_{key}": value
        for name in ("baseline", "target")
        for key, value in stated.items()
        if name in entry
    }
    return Indicator.objects.create(
        partnership=builder.partnership, outcome=outcome, due_on=due, **known, **entry
    )


def _add_milestone(builder, objective, indicator, place, entry):
    person, start = builder.people.get(entry.get("person")), entry["start"]
    milestone = builder.milestones[entry["key"]] = Milestone.objects.create(
        partnership=builder.partnership,
        objective=objective,
        position=place,
        title=entry["title"],
        deliverable=entry["deliverable"],
        indicator=indicator if entry.get("is_measured") else None,
        mode=entry["mode"],
        lead_partner=builder.partners.get(entry.get("lead")),
        lead_person=person,
        lead_accepted_at=builder.moment(min(start - 10, -1))
        if person and entry.get("is_accepted", True)
        else None,
        start=builder.day(start),
        due=builder.day(entry["due"]),
        reached_on=builder.day(entry.get("reached")),
        state=entry["state"],
        celebrate=entry.get("celebrate", False),
        implications=entry.get("implications", ""),
    )
    milestone.supporters.set(builder.partners[key] for key in entry.get("supporters", ()))
    _add_answers(builder, milestone, entry)
    for need in entry.get("needs", ()):
        Resource.objects.create(partnership=builder.partnership, milestone=milestone, **need)
    if milestone.state != Milestone.State.PLANNED:
        _add_change(builder, milestone, on=entry.get("reached", start))


def _add_answers(builder, milestone, entry):
    for answer in entry.get("answers", ()):
        SmartAnswer.objects.create(
            partnership=builder.partnership,
            milestone=milestone,
            yes=True,
            by=milestone.lead_person or builder.coordinator,
            at=builder.moment(min(entry["start"] - 5, -1)),
            **answer,
        )


def _add_change(builder, milestone, on):
    Change.objects.create(
        partnership=builder.partnership,
        milestone=milestone,
        what="state",
        before=Milestone.State.PLANNED,
        after=milestone.state,
        by=milestone.lead_person or builder.coordinator,
        at=builder.moment(on, 16),
    )
