"""The table of figures: measurements of indicators, each with its period and its source."""

from __future__ import annotations

import difflib
import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from backbone.reading.folding import folded
from backbone.reading.shares import is_unlikely_share
from backbone.registered.import_sheets import ImportSheet
from impact.imports import same_period
from impact.models import Measurement
from partnerships.imports import numbers, values
from partnerships.imports.columns import Column
from workplans.imports.outcomes import known_outcomes
from workplans.models import Indicator

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.imports.rows import Batch, Row
    from partnerships.models import Partnership

COLUMNS = [
    Column(
        "outcome",
        gettext_lazy("Outcome or indicator"),
        "outcomes, indicator, measure, what is measured, maatschappelijk effect, effect, resultaat, maatstaf",
        required=True,
        holds="words",
        choices=lambda partnership: partnership.outcomes.values_list("name", flat=True),
    ),
    Column("measure", gettext_lazy("What is measured"), "measured by, metric, gemeten met", holds="words"),
    Column(
        "period",
        gettext_lazy("Period"),
        "year, date, when, quarter, measured on, jaar, datum, periode, kwartaal, meetmoment, peildatum",
        required=True,
        holds="period",
    ),
    Column(
        "value",
        gettext_lazy("Value"),
        "figure, result, number, measurement, amount, waarde, cijfer, getal, meting, aantal, stand",
        required=True,
        holds="number",
    ),
    Column(
        "note",
        gettext_lazy("Note"),
        "notes, remark, remarks, comment, comments, opmerking, opmerkingen, toelichting",
    ),
    Column(
        "source",
        gettext_lazy("Source"),
        "sources, reference, origin, where from, bron, bronnen, herkomst, vindplaats",
        required=True,
        holds="words",
    ),
]
PROVISIONAL = re.compile(
    r"\b(preliminary|provisional|estimated?|estimates|voorlopige?|geschatte?|schatting|raming)\b", re.I
)
NO_OUTCOME = gettext_noop("It does not say of which outcome this is a figure.")
UNKNOWN = gettext_noop("There is no outcome or indicator “%(text)s” here.")
UNKNOWN_LIKE = gettext_noop("There is no outcome or indicator “%(text)s” here. Is “%(like)s” meant?")
NO_INDICATOR = gettext_noop("Nothing is measured for “%(text)s” yet. Add an indicator first.")
SEVERAL = gettext_noop(
    "“%(text)s” is measured by more than one indicator: %(names)s. Write the one that is meant."
)
NO_PERIOD = gettext_noop("The period is missing. Write the year, or the day it was measured.")
PERIOD_UNREAD = gettext_noop(
    "“%(text)s” was not understood as a period. Write a year (2018), a quarter (Q3 2018) or a date."
)
NO_VALUE = gettext_noop("The figure is missing.")
UNLIKELY_SHARE = gettext_noop("A share lies between 0 and 100; this says %(value)s. Is that meant?")
NO_SOURCE = gettext_noop("The source is missing. Figures without a source are not imported.")


def check(batch: Batch, rows: list[Row]) -> None:
    """Say of each row whether it makes a measurement, corrects another one, or is here already."""
    known = known_outcomes(batch)
    figures = batch.once("figures", lambda: same_period.load(batch.partnership))
    prints = batch.once("fingerprints", lambda: same_period.fingerprints(figures))
    value = numbers.columns_of(rows, COLUMNS, batch.partnership)["value"]
    context = values.date_context(rows, "period", batch.partnership)
    for row in rows:
        _read(row, value, context, known)
        if not row.is_refused:
            figures[_place(row.values)].rows.append(row)
    for here in figures.values():
        same_period.compare(here, prints)


def create(partnership: Partnership, rows: list[Row], by: Person) -> None:
    """Make the measurements; those that correct another one are linked to it."""
    indicators = _indicators(partnership)
    made = Measurement.objects.bulk_create(
        [_measurement(partnership, row.values, indicators, by) for row in rows], batch_size=1000
    )
    corrections = [m for m, row in zip(made, rows, strict=True) if row.values["corrects"]]
    if corrections:
        _link(
            partnership,
            corrections,
            {m.pk: row.values["corrects"] for m, row in zip(made, rows, strict=True)},
        )


def fingerprint(fields: dict) -> str:
    """By which an imported figure is known again: what it measures, when, how much, and who says so."""
    parts = [
        folded(fields["outcome"]),
        folded(fields["measure"]),
        *_dates(fields),
        fields["value"],
        folded(fields["source"]),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _place(fields):
    return (folded(fields["outcome"]), folded(fields["measure"]), *_dates(fields))


def _dates(fields):
    return [fields["start"] or "", fields["end"]]


def _read(row, column, context, known):
    period = values.period(row, "period", context, most=80)
    outcome, measure = _resolve(row, known)
    unit = known.units.get((outcome, measure), "")
    value = column.read(row, unit=unit, missing=NO_VALUE)
    if is_unlikely_share(value, unit):
        row.note("value", UNLIKELY_SHARE, value=value)
    note = values.fitting(row, "note", most=300)
    row.values = {
        "outcome": outcome,
        "measure": measure,
        "words": period.words,
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else "",
        "value": values.stored(value),
        "note": note,
        "source": values.fitting(row, "source", most=300),
        "provisional": bool(PROVISIONAL.search(note)) and not same_period.CORRECTS.search(note),
        "corrects": "",
    }
    _refuse_gaps(row, period)
    if not row.is_refused:
        row.values["fingerprint"] = fingerprint(row.values)


def _refuse_gaps(row, period):
    if not period.words:
        row.refuse("period", NO_PERIOD)
    elif not (period.start and period.end) and not period.is_impossible:
        row.refuse("period", PERIOD_UNREAD, text=period.words)
    if not row.values["source"]:
        row.refuse("source", NO_SOURCE)


def _resolve(row, known):
    """(outcome, measure) as folded names; the row is refused when they don't lead to one indicator."""
    text, measure = row.text("outcome"), folded(row.text("measure"))
    name = folded(text)
    if not text:
        row.refuse("outcome", NO_OUTCOME)
        return "", ""
    if name in known.measures:
        return name, _one_measure(row, text, measure, {key: known.names[key] for key in known.measures[name]})
    return _by_indicator(row, text, name, known)


def _one_measure(row, text, measure, names):
    """Of the measures of one outcome, {folded: written}, the one that is meant."""
    measures = list(names)
    if measure in measures:
        return measure
    if not measures:
        row.refuse("outcome", NO_INDICATOR, text=text)
    elif len(measures) > 1 or measure:
        row.refuse(
            "measure" if "measure" in row.columns else "outcome",
            SEVERAL,
            text=text,
            names=", ".join(names.values()),
        )
    return measures[0] if measures else ""


def _by_indicator(row, text, name, known):
    """The outcome under which an indicator of this name stands, when there is one only."""
    homes = [outcome for outcome, measures in known.measures.items() if name in measures]
    if len(homes) == 1:
        return homes[0], name
    near = difflib.get_close_matches(name, known.measures, n=1, cutoff=0.75)
    if near:
        row.refuse("outcome", UNKNOWN_LIKE, text=text, like=known.names[near[0]])
    else:
        row.refuse("outcome", UNKNOWN, text=text)
    return "", ""


def _indicators(partnership):
    rows = Indicator.objects.filter(partnership=partnership).select_related("outcome")
    return {(folded(row.outcome.name), folded(row.name)): row for row in rows}


def _measurement(partnership, fields, indicators, by):
    return Measurement(
        partnership=partnership,
        indicator=indicators[fields["outcome"], fields["measure"]],
        value=Decimal(fields["value"]),
        period_words=fields["words"],
        period_start=fields["start"],
        period_end=fields["end"],
        note=fields["note"],
        source=fields["source"],
        provisional=fields["provisional"],
        fingerprint=fields["fingerprint"],
        recorded_by=by,
    )


def _link(partnership, corrections, keys):
    """Corrected figures may be rows of this import or older ones, recorded by hand too (#id)."""
    rows = Measurement.objects.filter(partnership=partnership).only("pk", "fingerprint")
    by_key = {f"#{row.pk}": row.pk for row in rows} | {
        row.fingerprint: row.pk for row in rows if row.fingerprint
    }
    for measurement in corrections:
        measurement.supersedes_id = by_key[keys[measurement.pk]]
    Measurement.objects.bulk_update(corrections, ["supersedes"], batch_size=500)


SHEET = ImportSheet(
    kind="measurements",
    label=gettext_lazy("Figures"),
    columns=COLUMNS,
    check=check,
    create=create,
    order=40,
    things={"measurement": ngettext_lazy("%(n)s figure", "%(n)s figures", "n")},
    url=lambda partnership: reverse("impact", args=[partnership.slug]),
)
