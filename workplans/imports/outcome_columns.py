"""The columns of the table of outcomes, with the headings and words that people write for them."""

from django.utils.translation import gettext_lazy

from partnerships.imports import values
from partnerships.imports.columns import Column
from partnerships.models import Body
from workplans.models import Indicator

DIRECTIONS = {
    Indicator.Direction.UP: "up, rise, rises, rising, increase, higher, more, omhoog, stijgt, stijgen, hoger, meer, toename",
    Indicator.Direction.DOWN: "down, fall, falls, falling, decrease, lower, less, fewer, reduce, omlaag, daalt, dalen, "
    "lager, minder, afname",
}

COLUMNS = [
    Column(
        "goal",
        gettext_lazy("Goal"),
        "theme, programme, goal area, doel, hoofddoel, thema, programmalijn",
        holds="words",
    ),
    Column(
        "outcome",
        gettext_lazy("Outcome"),
        "outcomes, result, maatschappelijk effect, effect, resultaat, uitkomst",
        required=True,
    ),
    Column(
        "measure",
        gettext_lazy("What is measured"),
        "indicator, what is measured, metric, kpi, measured by, maatstaf, wat wordt gemeten, gemeten met",
    ),
    Column("unit", gettext_lazy("Unit"), "units, unit of measure, eenheid", holds="words"),
    Column(
        "direction",
        gettext_lazy("Direction"),
        "desired direction, up or down, richting",
        holds="words",
        choices=lambda partnership: values.labels(DIRECTIONS),
    ),
    Column(
        "baseline",
        gettext_lazy("Baseline"),
        "baseline value, start value, starting point, nulmeting, beginwaarde, uitgangswaarde",
        holds="number",
    ),
    Column(
        "baseline_year",
        gettext_lazy("Baseline of"),
        "baseline year, baseline period, baseline date, jaar nulmeting, datum nulmeting, periode nulmeting",
    ),
    Column(
        "target",
        gettext_lazy("Target"),
        "target value, goal value, streefwaarde, streefcijfer",
        holds="number",
    ),
    Column(
        "due",
        gettext_lazy("Target due"),
        "due date, target date, target year, deadline, by when, streefjaar, streefdatum, wanneer, uiterlijk",
    ),
    Column(
        "lead_body",
        gettext_lazy("Lead group"),
        "lead body, lead group, lead, responsible group, workgroup, working group, werkgroep, trekker, "
        "verantwoordelijk, verantwoordelijke werkgroep, overleg",
        holds="words",
        choices=lambda partnership: Body.objects.filter(partnership=partnership).values_list(
            "name", flat=True
        ),
    ),
]
