"""The columns of the table of the work plan, with the headings and words that people write for them."""

from django.utils.translation import gettext_lazy

from partnerships.imports.columns import Column
from partnerships.models import Partnership
from workplans.imports import milestone_numbers
from workplans.models import Milestone

State = Milestone.State
STATES = {
    State.PLANNED: "planned, open, todo, to do, new, not started, not yet started, pending, scheduled, to be started, future, gepland, nieuw, "
    "te doen, nog doen, niet gestart, nog niet gestart, toekomst",
    State.UNDER_WAY: "under way, underway, ongoing, in progress, started, busy, active, on track, on schedule, continuing, running, "
    "partly done, partially done, wip, bezig, lopend, loopt, gestart, in uitvoering, actief, op schema, deels gereed",
    State.AT_RISK: "at risk, delayed, behind, behind schedule, stuck, blocked, on hold, off track, late, overdue, red, amber, vertraagd, achter, "
    "loopt achter, geblokkeerd, risico, stilgelegd, te laat, rood, oranje",
    State.REACHED: "reached, done, ready, closed, complete, completed, finished, achieved, met, yes, x, v, ✓, ✔, green, gereed, klaar, afgerond, "
    "afgesloten, behaald, bereikt, ja, gedaan, voltooid, gerealiseerd",
    State.DROPPED: "dropped, cancelled, canceled, stopped, abandoned, no longer needed, vervallen, geannuleerd, gestopt, nvt, n.v.t.",
}


def partner_names(partnership: Partnership) -> list[str]:
    """The names of the organisations that are partners."""
    rows = partnership.partners.order_by("organisation__sort_name", "pk")
    return list(rows.values_list("organisation__name", flat=True))


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
        loose="activity, activities, activiteit, activiteiten, what, wat, description, omschrijving",
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
        choices=partner_names,
        made_by=("partners", "organisation"),
    ),
    Column(
        "entities",
        gettext_lazy("Who takes part"),
        "participating entity, participating entities, participants, partners, partner, partner organisation, partner organisations, "
        "supporters, supported by, with, with whom, "
        "betrokkenen, deelnemers, betrokken partijen, met wie, partijen",
        holds="words",
        choices=partner_names,
        made_by=("partners", "organisation"),
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
    Column(
        "state",
        gettext_lazy("State"),
        "status, progress, stand, voortgang, stand van zaken",
        holds="words",
        never="partner",
        choices=lambda partnership: [str(label) for label in Milestone.State.labels],
    ),
    Column(
        "reached",
        gettext_lazy("Reached on"),
        "completed on, date completed, completion date, finished on, done on, afgerond op, datum afgerond, behaald op, bereikt op",
    ),
]
