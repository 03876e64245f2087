"""A logframe: its goal and outcomes, its outputs as objectives, its activities as milestones, and their indicators.

Means of verification stand with their indicator, assumptions with the outcome or objective that rests on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.reading.folding import folded
from backbone.registered.import_sheets import ImportSheet
from backbone.tables.spreadsheets import Sheet, Unreadable
from partnerships.documents.numbering import next_numbers
from partnerships.imports import numbers, values
from workplans.imports import logframe_blocks, outcomes, plan
from workplans.imports.logframe_blocks import ACTIVITY, GOAL, OUTCOME, OUTPUT
from workplans.imports.logframe_columns import COLUMNS, Level
from workplans.models import Indicator, Milestone, Objective, Outcome
from workplans.models.milestones import NUMBERS

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.models import ImportRow
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership


NUMBERED = re.compile(r"(\d{1,4})(?![\d%])")
NO_LEVEL = gettext_noop("It does not say whether this is a goal, an outcome, an output or an activity.")
NO_OUTCOME = gettext_noop(
    "There is no outcome above it, so this indicator has no place. Name the outcome first."
)
UNDER_NOTHING = gettext_noop(
    "“%(above)s” (row %(number)s) does not come in, so this stands under nothing. Take that row in, or correct this one."
)
NO_OBJECTIVE = gettext_noop("There is no output above this activity. Name the output first.")
NO_INDICATOR = gettext_noop("No indicator stands in this row, so this figure is left out.")
SEVERAL = gettext_noop("Several indicators stand in this row, so this figure is left out. Enter it with one.")
HERE = gettext_noop("This is here already.")


@dataclass
class Place:
    """Under what the rows stand that are read now, as written."""

    level: str = ""
    goal: str = ""
    outcome: str = ""
    objective: str = ""
    # {level: (text, row)} of what stands above and does not come in, so that nothing goes to the one before it.
    missing: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    # {the number before an output: (the output, `missing`)}: activity 1.2 belongs to output 1, wherever it stands.
    outputs: dict[str, tuple[str, tuple[str, int] | None]] = field(default_factory=dict)


def recognises(sheet: Sheet) -> int:
    """2 for a logframe, 0 for what is none."""
    return 2 if logframe_blocks.is_logframe(sheet) else 0


def read_sheet(sheet: Sheet) -> dict[int, list[str]]:
    """Its rows; raises `Unreadable` where there is nothing of a logframe."""
    rows = logframe_blocks.rows_of(sheet)
    if not rows:
        raise Unreadable(_("No goal, outcome or output with an indicator was found in this sheet."))
    return {number: [_label(level), *cells] for number, (level, *cells) in rows.items()}


def _label(level):
    """How the reader's language calls a level."""
    return str(Level(level).label) if level else ""


def check(batch: Batch, rows: list[Row]) -> None:
    """Check the rows (registered as the sheet's `check`): each row's `makes` gets "outcome", "objective", "milestone"
    and an "indicator" for each line of its cell, or stays empty when all is here.
    """
    known = outcomes.known_outcomes(batch)
    there = batch.once("logframe", lambda: _load(batch.partnership))
    figures = numbers.columns_of(rows, COLUMNS, batch.partnership)
    place = Place()
    for row in rows:
        if row.is_left_out or row.is_refused:
            _pass_by(row, place)
            continue
        _read(row, figures, place)
        if not row.is_refused:
            _plan(row, known, there)


def create(partnership: Partnership, rows: list[ImportRow], by: Person) -> None:
    """Make outcomes, objectives, milestones and indicators, in the order of the rows."""
    new = {thing: [row.values for row in rows if thing in row.makes] for thing in SHEET.things}
    made = outcomes.make_outcomes(partnership, new["outcome"], {})
    objectives = plan.make_objectives(partnership, new["objective"])
    _make_milestones(partnership, new["milestone"], objectives)
    Indicator.objects.bulk_create(
        [
            _indicator(partnership, fields, name, made, by)
            for fields in new["indicator"]
            for name in fields["new_indicators"]
        ],
        batch_size=1000,
    )


def _load(partnership):
    """{"goal", "objective": folded titles, "milestone": (folded objective, folded title)} of what is stored."""
    goals = Outcome.objects.filter(partnership=partnership).values_list("goal", flat=True)
    titles = Objective.objects.filter(partnership=partnership).values_list("title", flat=True)
    milestones = Milestone.objects.filter(partnership=partnership).values_list("objective__title", "title")
    return {
        "goal": set(map(folded, goals)),
        "objective": set(map(folded, titles)),
        "milestone": {(folded(objective), folded(title)) for objective, title in milestones},
    }


def _pass_by(row, place):
    """Under a row that does not come in nothing stands: what follows must not go to the one before it."""
    quiet = replace(row, problems=[], unknown=[])
    level, text = _level(quiet), row.text("text")
    if level and text:
        _go_to(place, level, text, None if level == ACTIVITY else row.number)


def _level(row):
    return values.choice(row, "level", {one: one.value for one in Level})


def _read(row, figures, place):
    level = _level(row)
    text = values.fitting(row, "text", most=300 if level == ACTIVITY else 200)
    names = _indicators(row)
    more = {key: values.fitting(row, key, most=300) for key in ("verification", "assumption")}
    if text and not level:
        row.refuse("level", NO_LEVEL)
    elif text:
        _go_to(place, level, text, row.number if row.is_refused else None)
    row.values = {
        "text": text,
        **{key: getattr(place, key) for key in ("level", "goal", "outcome", "objective")},
        "serves": folded(place.outcome),
        "indicators": names,
        "new_indicators": [],
        **more,
        **_figures(row, figures, names),
    }
    _say_gaps(row, place, names)


def _say_gaps(row, place, names):
    """What it lacks above it: an activity has to stand under an output, the others may stand alone."""
    level = place.level if row.values["text"] else ""
    if names and not place.outcome:
        row.note("indicator", NO_OUTCOME)
    if level == ACTIVITY and not place.objective:
        _say_missing(row, place.missing.get(OUTPUT), row.refuse, NO_OBJECTIVE)
    elif level in (OUTCOME, OUTPUT):
        above, there = (GOAL, place.goal) if level == OUTCOME else (OUTCOME, place.outcome)
        _say_missing(row, None if there else place.missing.get(above), row.note)


def _say_missing(row, missing, say, otherwise=""):
    if missing:
        say("text", UNDER_NOTHING, above=missing[0], number=missing[1])
    elif otherwise:
        say("text", otherwise)


def _figures(row, figures, names):
    """Baseline and target, as numbers or words; they count where the row has one indicator."""
    found = {}
    for key in outcomes.FIGURES:
        value, words = figures[key].read_or_keep(row, most=300)
        if len(names) != 1 and (value is not None or words):
            row.note(key, SEVERAL if names else NO_INDICATOR)
        found |= {key: values.stored(value), f"{key}_words": words}
    return found


def _indicators(row):
    """What is measured: a line of the cell each."""
    names = [name for line in row.lines("indicator").split("\n") if (name := " ".join(line.split()))]
    if any(len(name) > 200 for name in names):
        row.refuse("indicator", values.TOO_LONG, most=200)
    return names


def _go_to(place, level, text, missing):
    """What the rows below stand under from here on; `missing` is the number of a row that does not come in."""
    place.level = str(level)
    name = "" if missing else text
    place.missing[level] = (text, missing) if missing else None
    if level == GOAL:
        place.goal, place.outcome, place.objective = name, "", ""
        place.missing[OUTCOME] = place.missing[OUTPUT] = None
    elif level == OUTCOME:
        place.outcome, place.objective = name, ""
        place.missing[OUTPUT] = None
    elif level == OUTPUT:
        place.objective = name
        place.outputs[_number(text)] = (name, place.missing[OUTPUT])
    elif level == ACTIVITY and _number(text):
        here = place.objective, place.missing.get(OUTPUT)
        place.objective, place.missing[OUTPUT] = place.outputs.get(_number(text), here)


def _number(text):
    """The first number that a text begins with: "1" of "1.2 Test the wells"; "" where it has none."""
    return match[1] if (match := NUMBERED.match(text)) else ""


def _plan(row, known, there):
    fields = row.values
    outcome, objective, text = (folded(fields[key]) for key in ("outcome", "objective", "text"))
    if text and fields["level"] == GOAL and folded(fields["goal"]) not in there["goal"]:
        there["goal"].add(folded(fields["goal"]))
        row.makes.append("goal")
    if text and fields["level"] == OUTCOME and outcome not in known.outcomes:
        known.outcomes[outcome] = None
        row.makes.append("outcome")
    if text and fields["level"] == OUTPUT and objective not in there["objective"]:
        there["objective"].add(objective)
        row.makes.append("objective")
    if text and fields["level"] == ACTIVITY and (objective, text) not in there["milestone"]:
        there["milestone"].add((objective, text))
        row.makes.append("milestone")
    if outcome:
        _plan_indicators(row, known.measures.setdefault(outcome, {}))
    if text and not row.makes:
        row.note("text", HERE)


def _plan_indicators(row, measures):
    for name in row.values["indicators"]:
        if folded(name) not in measures:
            measures[folded(name)] = None
            row.values["new_indicators"].append(name)
            row.makes.append("indicator")


def _make_milestones(partnership, new, objectives):
    last = Milestone.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"] or 0
    Milestone.objects.bulk_create(
        [
            Milestone(
                partnership=partnership,
                objective=objectives[folded(fields["objective"])],
                title=fields["text"],
                number=number,
                position=min(last + place, 32767),
            )
            for place, (fields, number) in enumerate(
                zip(new, next_numbers(partnership, NUMBERS, len(new)), strict=True), 1
            )
        ],
        batch_size=1000,
    )


def _indicator(partnership, fields, name, made, by):
    figures = outcomes.figures_stated(fields, by) if len(fields["indicators"]) == 1 else {}
    falls = "target" in figures and "baseline" in figures and figures["target"] < figures["baseline"]
    return Indicator(
        partnership=partnership,
        outcome=made[folded(fields["outcome"])],
        name=name,
        direction=Indicator.Direction.DOWN if falls else Indicator.Direction.UP,
        verification=fields["verification"],
        # Few measures stand on the scorecard; what an output is measured by is seen with its outcome.
        on_scorecard=fields["level"] == OUTCOME,
        **figures,
    )


SHEET = ImportSheet(
    kind="logframe",
    label=gettext_lazy("Logframe"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=25,
    things={
        "goal": ngettext_lazy("%(n)s goal", "%(n)s goals", "n"),
        **{key: outcomes.SHEET.things[key] for key in ("outcome", "indicator")},
        **{key: plan.SHEET.things[key] for key in ("objective", "milestone")},
    },
    url=lambda partnership: reverse("plan", args=[partnership.slug]),
    sees_all=True,
    recognises=recognises,
    read_sheet=read_sheet,
)
