"""Imported figures of one indicator and period: what is here already, said twice, corrected, or in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from backbone.reading.folding import folded
from impact.models import Measurement
from partnerships.imports import values

if TYPE_CHECKING:
    from partnerships.models import Partnership

CORRECTS = re.compile(
    r"\b(corrects|corrected|correction|corrigendum|revised|revises|replaces|supersedes|corrigeert|gecorrigeerde?|"
    r"correctie|herziene?|vervangt)\b",
    re.I,
)


IS_PROVISIONAL = gettext_noop("Marked as provisional or estimated.")
CORRECTS_ROW = gettext_noop("Corrects %(value)s for the same period (row %(row)s).")
CORRECTS_STORED = gettext_noop("Corrects %(value)s for the same period, which is here already.")
NOTHING_TO_CORRECT = gettext_noop(
    "It says that it corrects a figure, but no other one is known for this period."
)
TWO_FIGURES = gettext_noop(
    "There are two figures for this period, %(value)s and %(other)s. Both are kept; which one is right?"
)
CHANGED_HERE = gettext_noop(
    "This figure was imported earlier and has been changed here since; the change stays."
)
TWICE = gettext_noop("The same figure as in row %(row)s; it is imported once.")


@dataclass
class Figures:
    """The figures of one indicator and period: stored ones, rows to compare, and what holds so far.

    `fresh` is {value: row that makes it}; `holds` lists (key, value, row number or None), the last one newest.
    """

    stored: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    fresh: dict = field(default_factory=dict)
    holds: list | None = None


def load(partnership: Partnership) -> dict[tuple, Figures]:
    """{(outcome, measure, start, end): Figures} of what is stored; one query."""
    figures = defaultdict(Figures)
    rows = Measurement.objects.filter(partnership=partnership).select_related("indicator__outcome")
    for row in rows.order_by("recorded_at", "pk"):
        days = [day.isoformat() if day else "" for day in (row.period_start, row.period_end)]
        place = (folded(row.indicator.outcome.name), folded(row.indicator.name), *days)
        figures[place].stored.append(row)
    return figures


def fingerprints(figures: dict[tuple, Figures]) -> set[str]:
    """The fingerprints of all stored figures that were imported."""
    return {m.fingerprint for here in figures.values() for m in here.stored if m.fingerprint}


def compare(here: Figures, prints: set[str]) -> None:
    """Match what is stored, join what is said twice, and let corrections correct."""
    stored = {values.stored(m.value) for m in here.stored}
    new = []
    for row in here.rows:
        value = row.values["value"]
        if value in here.fresh:
            row.note("value", TWICE, row=here.fresh[value].number)
        elif row.values["fingerprint"] in prints and value not in stored:
            row.note("value", CHANGED_HERE)
        elif value not in stored:
            here.fresh[value] = row
            new.append(row)
    here.rows = []
    _hold(here, new)


def _hold(here, new):
    """Figures that say so correct the one that holds until then; the others stand beside each other."""
    if here.holds is None:
        here.holds = [_held(m) for m in here.stored if _is_current(m, here)]
    for row in new:
        row.makes.append("measurement")
        if row.values["provisional"]:
            row.note("note", IS_PROVISIONAL)
    for row in sorted(new, key=lambda row: bool(CORRECTS.search(row.values["note"]))):
        (_correct_one if CORRECTS.search(row.values["note"]) else _stand_beside)(row, here)


def _held(measurement):
    return measurement.fingerprint or f"#{measurement.pk}", values.stored(measurement.value), None


def _stand_beside(row, here):
    for _key, other, _number in here.holds:
        row.note("value", TWO_FIGURES, value=Decimal(row.values["value"]), other=Decimal(other))
    here.holds.append((row.values["fingerprint"], row.values["value"], row.number))


def _correct_one(row, here):
    if here.holds:
        key, value, number = here.holds.pop()
        row.values["corrects"] = key
        row.note("note", CORRECTS_ROW if number else CORRECTS_STORED, value=Decimal(value), row=number or "")
    else:
        row.note("note", NOTHING_TO_CORRECT)
    here.holds.append((row.values["fingerprint"], row.values["value"], row.number))


def _is_current(measurement, here):
    if measurement.struck_at:
        return False
    corrections = [other for other in here.stored if other.supersedes_id == measurement.pk]
    return all(other.struck_at for other in corrections)
