"""The table of the work plan: objectives with their milestones, and who was named in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.panels import ImportSheet
from backbone.reading.folding import folded
from partnerships.documents.numbering import next_numbers
from partnerships.imports import comparing, values
from partnerships.imports.columns import Column
from partnerships.imports.partners import known_partners, partners_by_name, split_names
from workplans.imports import milestone_numbers
from workplans.imports.outcomes import known_outcomes
from workplans.models import Milestone, Objective, Outcome
from workplans.models.milestones import NUMBERS
from workplans.plans import plan_for

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.models import ImportRow
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership

COLUMNS = [
    milestone_numbers.COLUMN,
    Column(
        "objective",
        gettext_lazy("Objective"),
        "objectives, outcome, goal, doelstelling, doel, beoogd resultaat",
        required=True,
        holds="words",
    ),
    Column(
        "activity",
        gettext_lazy("Activity"),
        "management approach, approach, strategy, work package, programme line, aanpak, strategie, activiteit, werkpakket",
        holds="words",
    ),
    Column(
        "milestone",
        gettext_lazy("Milestone"),
        "key action, action, actions, milestone, task, mijlpaal, actie, kernactie, actiepunt, stap",
        required=True,
    ),
    Column(
        "deliverable",
        gettext_lazy("Deliverable"),
        "performance target, target, output, product, result, oplevering, op te leveren, resultaat, prestatie",
    ),
    Column(
        "lead",
        gettext_lazy("Lead organisation"),
        "lead, lead partner, lead organization, responsible, responsible organisation, owner, trekker, verantwoordelijk, "
        "eigenaar",
        holds="words",
        choices=lambda partnership: sorted(partnership.partners.values_list("organisation__name", flat=True)),
    ),
    Column(
        "entities",
        gettext_lazy("Who takes part"),
        "participating entity, participating entities, participants, partners, partner, partner organisation, partner organisations, "
        "supporters, supported by, with, with whom, "
        "betrokkenen, deelnemers, betrokken partijen, met wie, partijen",
        holds="words",
    ),
    Column(
        "place",
        gettext_lazy("Place"),
        "location, geographic location, where, area, plaats, locatie, waar, gebied",
        holds="words",
    ),
    Column("start", gettext_lazy("Start"), "start date, begin, from, startdatum, begindatum, van"),
    Column(
        "timeline",
        gettext_lazy("Timeline"),
        "due, due date, deadline, when, expected timeline, planning, by when, end date, wanneer, einddatum, gereed, "
        "tijdpad, termijn",
        holds="period",
    ),
]

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
    "A milestone has one lead. Name one organisation here and the others as taking part."
)


def check(batch: Batch, rows: list[Row]) -> None:
    """Check the rows (registered as the sheet's `check`): each row's `makes` gets "milestone" and, when it is new,
    "objective", or stays empty when both are here; what is wrong is refused at its cell.
    """
    objectives = batch.once("objectives", lambda: _load_objectives(batch.partnership))
    milestones, numbers = batch.once("milestones", lambda: _load_milestones(batch.partnership))
    outcomes = known_outcomes(batch).outcomes
    contexts = {key: values.date_context(rows, key, batch.partnership) for key in ("start", "timeline")}
    seen = {}
    for row in rows:
        _read(row, contexts, known_partners(batch))
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
    objectives = _make_objectives(partnership, [row.values for row in rows if "objective" in row.makes])
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


def _read(row, contexts, partners):
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
    for key in ("entities", "lead"):
        values.fitting(row, key, most=300)
    supporters, others = split_names(row.lines("entities"), partners)
    leads, other_leads = split_names(row.lines("lead"), partners)
    if len(leads) > 1:
        row.refuse("lead", SEVERAL_LEADS)
    for key, names in (("entities", others), ("lead", other_leads)):
        if names:
            row.note(key, NOT_PARTNERS, names=", ".join(names))
    words = ", ".join(dict.fromkeys(other_leads + others))
    return {"supporters": supporters, "lead": leads[0] if leads else "", "entities": words[:300]}


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


def _make_objectives(partnership, new):
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
        entities_words=fields["entities"],
        place=fields["place"],
        start=fields["start"],
        due=fields["due"],
        due_words=fields["timeline"],
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
    },
    url=lambda partnership: reverse("plan", args=[partnership.slug]),
)
