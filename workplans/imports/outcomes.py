"""The table of outcomes: what shall change, how it is measured, from which baseline to which target."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.reading import dates
from backbone.reading.date_context import Policy
from backbone.reading.folding import folded
from backbone.reading.shares import is_unlikely_share
from backbone.registered.import_sheets import ImportSheet
from backbone.time.days import today_of
from partnerships.imports import comparing, numbers, values
from partnerships.models import Body
from workplans.imports.outcome_columns import COLUMNS, DIRECTIONS
from workplans.models import Indicator, Outcome

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership

FIGURES = ("baseline", "target")
NO_OUTCOME = gettext_noop("The outcome is missing.")
NO_MEASURE = gettext_noop("There are figures in this row, but it does not say what is measured.")
FALLS = gettext_noop("Read as “should fall”, because the target is below the baseline.")
NO_BASELINE = gettext_noop("No baseline yet.")
NO_TARGET = gettext_noop("No target yet.")
NO_DUE = gettext_noop("No date for the target yet.")
UNLIKELY_SHARE = gettext_noop("A share lies between 0 and 100; this says %(value)s. Is that meant?")
NO_LEAD = gettext_noop("No lead group yet.")
TWICE_OTHERWISE = gettext_noop(
    "Row %(row)s says something different about the same measure. Keep one of the two rows, or give them different measures."
)


@dataclass
class Known:
    """What is stored or will be: outcomes, indicators and groups, by folded names."""

    # {outcome: {measure: Indicator, or None when this import makes it}}
    measures: dict = field(default_factory=dict)
    outcomes: dict = field(default_factory=dict)
    bodies: dict = field(default_factory=dict)
    # {(outcome, measure): unit}
    units: dict = field(default_factory=dict)
    # {folded: as it is written}, for saying which ones there are
    names: dict = field(default_factory=dict)


def known_outcomes(batch: Batch) -> Known:
    """The `Known` that all sheets of one import share; three queries."""
    return batch.once("outcomes", lambda: _load(batch.partnership))


def check(batch: Batch, rows: list[Row]) -> None:
    """Check the rows (registered as the sheet's `check`): each row's `makes` gets any of "outcome", "indicator" and
    "body", or stays empty when all of it is here; what is wrong is refused at its cell.
    """
    known = known_outcomes(batch)
    figures = numbers.columns_of(rows, COLUMNS, batch.partnership)
    context = values.date_context(rows, "due", batch.partnership)
    counted = replace(context, on=today_of(batch.partnership), policy=Policy.NEXT)
    seen = {}
    for row in rows:
        _read(row, figures, context, counted)
        if not row.is_refused and not comparing.is_repeated(
            row, seen, ["outcome", "measure"], "outcome", otherwise=TWICE_OTHERWISE
        ):
            _plan(row, known)


def create(partnership: Partnership, rows: list[Row], by: Person) -> None:
    """Make groups, outcomes and indicators, in the order of the rows."""
    bodies = _make_bodies(partnership, rows)
    new = [row.values for row in rows if "outcome" in row.makes]
    outcomes = make_outcomes(partnership, new, bodies)
    Indicator.objects.bulk_create(
        [_indicator(partnership, row.values, outcomes, by) for row in rows if "indicator" in row.makes],
        batch_size=1000,
    )


def _load(partnership):
    known = Known()
    for outcome in Outcome.objects.filter(partnership=partnership).select_related("lead_body"):
        known.outcomes[folded(outcome.name)] = outcome
        known.measures[folded(outcome.name)] = {}
    for indicator in Indicator.objects.filter(partnership=partnership).select_related("outcome"):
        place = folded(indicator.outcome.name), folded(indicator.name)
        known.measures[place[0]][place[1]], known.units[place] = indicator, indicator.unit
    known.names = {folded(row.name): row.name for row in [*known.outcomes.values(), *_indicators(known)]}
    known.bodies = {folded(body.name): body for body in Body.objects.filter(partnership=partnership)}
    return known


def _indicators(known):
    return [indicator for measures in known.measures.values() for indicator in measures.values()]


def _read(row, figures, context, counted):
    unit = values.fitting(row, "unit", most=60)
    baseline, target = (_figure(row, figures, key, unit) for key in FIGURES)
    due = _due(values.period(row, "due", context, most=60), counted)
    row.values = {
        "goal": values.fitting(row, "goal", most=200),
        "outcome": values.fitting(row, "outcome", most=200),
        "measure": values.fitting(row, "measure", most=200),
        "unit": unit,
        "direction": values.choice(row, "direction", DIRECTIONS),
        "baseline": values.stored(baseline[0]),
        "baseline_words": baseline[1],
        "baseline_year": values.fitting(row, "baseline_year", most=60),
        "target": values.stored(target[0]),
        "target_words": target[1],
        "due_words": due.words,
        "due_on": due.end.isoformat() if due.is_read else None,
        "lead_body": values.fitting(row, "lead_body", most=120),
    }
    _read_direction(row, baseline[0], target[0])
    _refuse_gaps(row)
    _note_gaps(row, due)


def _due(reading, counted):
    """The target's date; "end of next year" is counted from today."""
    return reading if reading.is_read or not reading.words else dates.read(reading.words, counted)


def _figure(row, figures, key, unit):
    """(number, words): one of them, or neither."""
    value, words = figures[key].read_or_keep(row, unit=unit, most=300)
    if is_unlikely_share(value, unit):
        row.note(key, UNLIKELY_SHARE, value=value)
    return value, words


def _read_direction(row, baseline, target):
    if row.values["direction"]:
        return
    falls = baseline is not None and target is not None and target < baseline
    row.values["direction"] = Indicator.Direction.DOWN if falls else Indicator.Direction.UP
    if falls:
        row.note("target", FALLS)


def _refuse_gaps(row):
    if not row.values["outcome"]:
        row.refuse("outcome", NO_OUTCOME)
    has_figures = any(_has_figure(row, key) for key in FIGURES)
    if not row.values["measure"] and has_figures:
        row.refuse("measure" if "measure" in row.columns else "outcome", NO_MEASURE)


def _has_figure(row, key):
    return row.values[key] is not None or bool(row.values[f"{key}_words"])


def _note_gaps(row, due):
    gaps = [("target", NO_TARGET), ("baseline", NO_BASELINE)] if row.values["measure"] else []
    gaps = [(key, words) for key, words in gaps if not _has_figure(row, key)]
    gaps += [("due_words", NO_DUE)] if _has_figure(row, "target") else []
    for key, words in [*gaps, ("lead_body", NO_LEAD)]:
        column = key.removesuffix("_words")
        if not row.values[key] and column in row.columns:
            row.note(column, words)
    comparing.note_unread(row, "due", due)


def _plan(row, known):
    outcome, measure = folded(row.values["outcome"]), folded(row.values["measure"])
    body = folded(row.values["lead_body"])
    measures = known.measures.setdefault(outcome, {})
    known.names |= {outcome: row.values["outcome"], measure: row.values["measure"]}
    indicator = measures.get(measure)
    stored = _stored(known.outcomes.get(outcome), indicator)
    comparing.note_differences(row, stored, _figures_of(indicator) if indicator else {})
    if outcome not in known.outcomes:
        known.outcomes[outcome] = None
        row.makes.append("outcome")
        if body and body not in known.bodies:
            known.bodies[body] = None
            row.makes.append("body")
    if row.values["measure"] and measure not in measures:
        measures[measure], known.units[outcome, measure] = None, row.values["unit"]
        row.makes.append("indicator")


def _stored(outcome, indicator):
    stored = {}
    if outcome:
        stored |= {"goal": outcome.goal, "lead_body": str(outcome.lead_body or "")}
    if indicator:
        stored |= {
            "unit": indicator.unit,
            "baseline_year": indicator.baseline_period,
            "due_words": indicator.due_words,
        }
        figures = _figures_of(indicator)
        stored |= {key: values.stored(figures[key]) for key in FIGURES}
        stored |= {f"{key}_words": str(figures[f"{key}_words"] or "") for key in FIGURES}
    return stored


def _figures_of(indicator):
    """Its figures, and beside each what words of a table meet here: its own words, or the number."""
    figures = {key: getattr(indicator, key) for key in FIGURES}
    words = {f"{key}_words": getattr(indicator, f"{key}_words") for key in FIGURES}
    return figures | {f"{key}_words": words[f"{key}_words"] or figures[key] for key in FIGURES}


def _make_bodies(partnership, rows):
    bodies = {folded(body.name): body for body in Body.objects.filter(partnership=partnership)}
    names = {folded(name): name for row in rows if "body" in row.makes and (name := row.values["lead_body"])}
    made = Body.objects.bulk_create([Body(partnership=partnership, name=name) for name in names.values()])
    return bodies | {folded(body.name): body for body in made}


def make_outcomes(partnership: Partnership, new: list[dict], bodies: dict[str, Body]) -> dict[str, Outcome]:
    """{folded name: Outcome} of all there are, with those that are made of `new`, after the others in their order."""
    outcomes = {folded(o.name): o for o in Outcome.objects.filter(partnership=partnership)}
    last = Outcome.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"]
    made = Outcome.objects.bulk_create(
        [
            Outcome(
                partnership=partnership,
                goal=fields["goal"],
                name=fields["outcome"],
                lead_body=bodies.get(folded(fields.get("lead_body", ""))),
                assumptions=fields.get("assumption", ""),
                position=min((last or 0) + place, 32767),
            )
            for place, fields in enumerate(new, 1)
        ],
        batch_size=1000,
    )
    return outcomes | {folded(outcome.name): outcome for outcome in made}


def figures_stated(fields: dict, by: Person) -> dict:
    """Baseline and target of an imported row as columns of an `Indicator`, with who stated them and when; words that
    stand there instead of a number are kept.
    """
    known = [name for name in FIGURES if fields[name] is not None]
    kept = {f"{name}_words": fields[f"{name}_words"] for name in FIGURES}
    stated = kept | {f"{name}_by": by for name in known} | {f"{name}_at": timezone.now() for name in known}
    return {name: Decimal(fields[name]) for name in known} | stated


def _indicator(partnership, fields, outcomes, by):
    return Indicator(
        partnership=partnership,
        outcome=outcomes[folded(fields["outcome"])],
        name=fields["measure"],
        unit=fields["unit"],
        direction=fields["direction"],
        baseline_period=fields["baseline_year"],
        due_words=fields["due_words"],
        due_on=fields["due_on"],
        **figures_stated(fields, by),
    )


SHEET = ImportSheet(
    kind="outcomes",
    label=gettext_lazy("Outcomes and indicators"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=20,
    things={
        "outcome": ngettext_lazy("%(n)s outcome", "%(n)s outcomes", "n"),
        "indicator": ngettext_lazy("%(n)s indicator", "%(n)s indicators", "n"),
        "body": ngettext_lazy("%(n)s group", "%(n)s groups", "n"),
    },
)
