"""The demo's work plan: objectives, milestones in every state, what was answered about them."""

from partnerships import documents
from partnerships.models import Document
from workplans.models import Change, Indicator, Milestone, Objective, Outcome, Plan, Resource, SmartAnswer


def add_plan(b):
    """The plan with its outcomes, indicators, objectives and milestones."""
    start, end = b.story.PLAN_PERIOD
    title = b.story.PLAN_TITLE
    document = documents.document_for(b.partnership, Document.Kind.PLAN, title)
    plan = Plan.objects.create(
        partnership=b.partnership,
        document=document,
        title=title,
        start=b.day(start),
        end=b.day(end),
    )
    b.indicators = {}
    for position, told in enumerate(b.story.OUTCOMES):
        _add_objective(b, plan, position, told)


def _add_objective(b, plan, position, told):
    outcome = Outcome.objects.create(
        partnership=b.partnership,
        goal=told["goal"],
        name=told["outcome"],
        position=position,
        lead_body=b.body,
    )
    indicator = Indicator.objects.create(partnership=b.partnership, outcome=outcome, **told["indicator"])
    b.indicators[told["key"]] = indicator
    objective = Objective.objects.create(
        partnership=b.partnership,
        plan=plan,
        outcome=outcome,
        title=told["objective"],
        position=position,
    )
    for place, row in enumerate(told["milestones"]):
        _add_milestone(b, objective, indicator, place, row)


def _add_milestone(b, objective, indicator, place, row):
    row = dict(row)
    key, lead, person = row.pop("key"), row.pop("lead", None), row.pop("person", None)
    start, due, reached = row.pop("start"), row.pop("due"), row.pop("reached", None)
    answers, needs = row.pop("answers", ()), row.pop("needs", ())
    supporters, accepted = row.pop("with", ()), row.pop("accepted", True)
    milestone = Milestone.objects.create(
        partnership=b.partnership,
        objective=objective,
        position=place,
        indicator=indicator if row.pop("measured", False) else None,
        lead_partner=b.partners.get(lead),
        lead_person=b.people.get(person),
        lead_accepted_at=b.moment(start - 10) if person and accepted else None,
        start=b.day(start),
        due=None if due is None else b.day(due),
        reached_on=None if reached is None else b.day(reached),
        **row,
    )
    b.milestones[key] = milestone
    milestone.supporters.set(b.partners[name] for name in supporters)
    _add_milestone_history(b, milestone, start, reached, answers, needs)


def _add_milestone_history(b, milestone, start, reached, answers, needs):
    by, same = (
        milestone.lead_person or b.people[b.story.COORDINATOR],
        {"partnership": b.partnership},
    )
    for letter, words, confidence in answers:
        SmartAnswer.objects.create(
            milestone=milestone,
            letter=letter,
            yes=True,
            words=words,
            confidence=confidence,
            by=by,
            at=b.moment(start - 5),
            **same,
        )
    for what, unit, needed, pledged in needs:
        Resource.objects.create(
            milestone=milestone, what=what, unit=unit, needed=needed, pledged=pledged, **same
        )
    if milestone.state != Milestone.State.PLANNED:
        days = reached if reached is not None else start
        Change.objects.create(
            milestone=milestone,
            what="state",
            before="planned",
            after=milestone.state,
            by=by,
            at=b.moment(days, 16),
            **same,
        )
