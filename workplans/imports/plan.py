"""The table of the work plan: objectives with their milestones, and who was named in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.reading.folding import folded
from backbone.registered.import_sheets import ImportSheet
from backbone.time.days import today_of
from partnerships.documents.numbering import next_numbers
from partnerships.imports import comparing, values
from partnerships.imports.partners import known_partners, partners_by_name, split_names
from workplans.imports import milestone_numbers, waiting
from workplans.imports.outcomes import known_outcomes
from workplans.imports.plan_columns import COLUMNS, STATES, State
from workplans.models import Milestone, Objective, Outcome
from workplans.models.milestones import NUMBERS
from workplans.plans import plan_for

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.models import ImportRow
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership

PERIODS = ("start", "timeline", "reached")
NO_OBJECTIVE = gettext_noop(
    "The objective is missing. Write it in every row, also when it is that of the row above."
)
NO_MILESTONE = gettext_noop("It does not say what is to be done.")
NO_TIMELINE = gettext_noop("No date yet.")
NOT_PARTNERS = gettext_noop("Not partners here, kept as written: %(names)s.")
TWICE_OTHERWISE = gettext_noop(
    "Row %(row)s says something else of the same milestone. Keep one of the two rows, or give them different names."
)
ENDS_BEFORE = gettext_noop("It ends before it starts.")
SEVERAL_LEADS = gettext_noop(
    "Several organisations are named: the first was read as the lead, the others as taking part. Correct it if that is not so."
)
NO_DAY_REACHED = gettext_noop("Reached; the table does not say when, so the day of this import is recorded.")
REACHED_LATER = gettext_noop("This day is still to come, so it is not recorded as the day it was reached.")


def check(batch: Batch, rows: list[Row]) -> None:
    """Check the rows (registered as the sheet's `check`): each row's `makes` gets "milestone" and, when it is new,
    "objective", or stays empty when both are here; what is wrong is refused at its cell.
    """
    objectives = batch.once("objectives", lambda: _load_objectives(batch.partnership))
    milestones, numbers = batch.once("milestones", lambda: _load_milestones(batch.partnership))
    outcomes = known_outcomes(batch).outcomes
    contexts = values.date_contexts(rows, PERIODS, batch.partnership)
    today = today_of(batch.partnership)
    seen = {}
    for row in rows:
        _read(row, contexts, known_partners(batch), today)
        if not row.is_refused and not comparing.is_repeated(
            row, seen, ["objective", "milestone"], "milestone", otherwise=TWICE_OTHERWISE
        ):
            same = milestone_numbers.find(row, numbers)
            if same:
                comparing.note_differences(row, _named(same) | _stored(same))
            else:
                _plan(row, objectives, milestones, outcomes)


def create(partnership: Partnership, rows: list[ImportRow], by: Person) -> None:
    """Make objectives, milestones and who supports them, in the order of the rows."""
    objectives = make_objectives(partnership, [row.values for row in rows if "objective" in row.makes])
    partners = partners_by_name(partnership)
    new = [row.values for row in rows if "milestone" in row.makes]
    places = _next_places(partnership)
    milestones = [_milestone(partnership, fields, objectives, partners, places) for fields in new]
    for milestone, number in zip(milestones, next_numbers(partnership, NUMBERS, len(new)), strict=True):
        milestone.number = number
    made = Milestone.objects.bulk_create(milestones, batch_size=1000)
    supports = Milestone.supporters.through
    supports.objects.bulk_create(
        [
            supports(partnership=partnership, milestone_id=milestone.pk, partner_id=partners[name].pk)
            for milestone, fields in zip(made, new, strict=True)
            for name in fields["supporters"]
        ],
        batch_size=1000,
    )


def _load_objectives(partnership):
    return {
        folded(title)
        for title in Objective.objects.filter(partnership=partnership).values_list("title", flat=True)
    }


def _load_milestones(partnership):
    """{(objective, title): milestone}, folded, and {number: milestone}."""
    rows = list(Milestone.objects.filter(partnership=partnership).select_related("objective"))
    return {(folded(m.objective.title), folded(m.title)): m for m in rows}, {m.number: m for m in rows}


def _read(row, contexts, partners, today):
    timeline = values.period(row, "timeline", contexts["timeline"], most=80)
    start = values.period(row, "start", contexts["start"], most=80)
    row.values = {
        milestone_numbers.KEY: milestone_numbers.read(row),
        "objective": values.fitting(row, "objective", most=200),
        "activity": values.fitting(row, "activity", most=300),
        "milestone": values.fitting(row, "milestone", most=300),
        "deliverable": values.fitting(row, "deliverable", most=300),
        "place": values.fitting(row, "place", most=200),
        "timeline": _words(start, timeline),
        **_state(row, contexts["reached"], today),
        **_days(row, start, timeline),
        **_names(row, partners),
    }
    if not row.values["objective"]:
        row.refuse("objective", NO_OBJECTIVE)
    if not row.values["milestone"]:
        row.refuse("milestone", NO_MILESTONE)
    if not timeline.words and "timeline" in row.columns:
        row.note("timeline", NO_TIMELINE)
    comparing.note_unread(row, "start", start)
    comparing.note_unread(row, "timeline", timeline)


def _words(start, timeline):
    """The timeline as written; a start that could not be read stands before it, so that it is not lost."""
    if start.is_read or not start.words or start.words == timeline.words:
        return timeline.words
    return " – ".join(filter(None, [start.words, timeline.words]))[:80]


def _days(row, start, timeline):
    begins = start.start or timeline.start
    # A day by itself is when it is due, not when it begins.
    if not start.is_read and timeline.start == timeline.end:
        begins = None
    if begins and timeline.end and timeline.end < begins:
        row.refuse("timeline", ENDS_BEFORE)
    return {
        "start": begins.isoformat() if begins else None,
        "due": timeline.end.isoformat() if timeline.end else None,
    }


def _names(row, partners):
    """Lead and supporters: of several leads the first one leads, and the others take part."""
    for key in ("entities", "lead"):
        values.fitting(row, key, most=300)
    supporters, others = _partners(row, "entities", partners)
    leads, other_leads = _partners(row, "lead", partners)
    if len(leads) + len(other_leads) > 1 and leads:
        row.note("lead", SEVERAL_LEADS)
        others, other_leads = [*other_leads, *others], []
    return {
        "supporters": [key for key in dict.fromkeys([*leads[1:], *supporters]) if key not in leads[:1]],
        "lead": leads[0] if leads else "",
        "lead_words": ", ".join(other_leads)[:300],
        "entities": ", ".join(dict.fromkeys(others))[:300],
    }


def _partners(row, key, partners):
    """(keys of partners, other names) of a cell; what somebody said of a name goes before what it looks like."""
    keys, others = split_names(row.lines(key), partners)
    kept = []
    for name in others:
        told = row.meaning(key, name)
        known, _rest = split_names(told or "", partners)
        keys += known
        if told is None or (told and not known):
            kept.append(name)
            row.unknown.append((key, name))
    if kept:
        row.note(key, NOT_PARTNERS, names=", ".join(kept))
    return list(dict.fromkeys(keys)), kept


def _state(row, context, today):
    """How it stands and, when it is reached, since when: the day that the table says, or that of the import."""
    state, day = _stated(row), values.period(row, "reached", context, most=80).end
    if day and day > today:
        row.note("reached", REACHED_LATER)
        day = None
    state = state or (State.REACHED if day else State.PLANNED)
    if state == State.REACHED and not day:
        row.note("state", NO_DAY_REACHED)
    return {"state": state, "reached_on": (day or today).isoformat() if state == State.REACHED else None}


def _stated(row):
    """The state that the cell says, or a share: 100 % is reached, 0 % planned; "" when it says none."""
    cell = row.cell("state")
    if not (isinstance(cell, dict) and "percent" in cell):
        return values.choice(row, "state", STATES)
    return (
        State.REACHED if cell["percent"] >= 1 else State.UNDER_WAY if cell["percent"] > 0 else State.PLANNED
    )


def _plan(row, objectives, milestones, outcomes):
    objective = folded(row.values["objective"])
    key = (objective, folded(row.values["milestone"]))
    row.values["serves"] = objective if objective in outcomes else ""
    if objective not in objectives:
        objectives.add(objective)
        row.makes.append("objective")
    if key not in milestones:
        milestones[key] = None
        row.makes.append("milestone")
    elif milestones[key]:
        comparing.note_differences(row, _stored(milestones[key]))


def _named(milestone):
    return {"objective": milestone.objective.title, "milestone": milestone.title}


def _stored(milestone):
    return {
        "activity": milestone.activity,
        "deliverable": milestone.deliverable,
        "place": milestone.place,
        "timeline": milestone.due_words,
    }


def make_objectives(partnership: Partnership, new: list[dict]) -> dict[str, Objective]:
    """{folded title: Objective} of all there are, with those that are made of `new`, after the others in their order."""
    plan = plan_for(partnership)
    objectives = {folded(o.title): o for o in Objective.objects.filter(plan=plan)}
    outcomes = {folded(o.name): o for o in Outcome.objects.filter(partnership=partnership)}
    last = max((o.position for o in objectives.values()), default=0)
    made = Objective.objects.bulk_create(
        [
            Objective(
                partnership=partnership,
                plan=plan,
                outcome=outcomes.get(fields["serves"]) if fields["serves"] else None,
                title=fields["objective"],
                assumptions=fields.get("assumption", ""),
                position=min(last + place, 32767),
            )
            for place, fields in enumerate(new, 1)
        ],
        batch_size=1000,
    )
    return objectives | {folded(objective.title): objective for objective in made}


def _next_places(partnership):
    rows = Milestone.objects.filter(partnership=partnership).order_by().values_list("objective")
    return dict(rows.annotate(last=Max("position")))


def _milestone(partnership, fields, objectives, partners, places):
    objective = objectives[folded(fields["objective"])]
    places[objective.pk] = min(places.get(objective.pk, 0) + 1, 32767)
    return Milestone(
        partnership=partnership,
        objective=objective,
        title=fields["milestone"],
        activity=fields["activity"],
        deliverable=fields["deliverable"],
        lead_partner=partners[fields["lead"]] if fields["lead"] else None,
        lead_words=fields["lead_words"],
        entities_words=fields["entities"],
        place=fields["place"],
        start=fields["start"],
        due=fields["due"],
        due_words=fields["timeline"],
        state=fields["state"],
        reached_on=fields["reached_on"],
        position=places[objective.pk],
    )


SHEET = ImportSheet(
    kind="plan",
    label=gettext_lazy("Work plan"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=30,
    things={
        "objective": ngettext_lazy("%(n)s objective", "%(n)s objectives", "n"),
        "milestone": ngettext_lazy("%(n)s milestone", "%(n)s milestones", "n"),
        "linked": ngettext_lazy(
            "%(n)s milestone linked to a new partner", "%(n)s milestones linked to new partners", "n"
        ),
    },
    url=lambda partnership: reverse("plan", args=[partnership.slug]),
    after=waiting.link,
    untie=waiting.unlink,
    section="objective",
    marks="timeline",
)
