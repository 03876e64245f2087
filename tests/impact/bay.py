"""The Bay's published figures as rows, for tests of what comes after an import."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from impact.models import Measurement
from tests import factories
from workplans.models import Indicator, Outcome

DATA = Path(__file__).resolve().parents[1] / "data" / "chesapeake-bay"


def bay():
    """A partnership with the Bay's partners, indicators and measurements."""
    of = factories.partnership(
        "Chesapeake Bay Program", currency="USD", hue=215, started_on=date(2014, 6, 16)
    )
    for row in _rows("partners"):
        factories.partner(of, row["organisation"], role=row["role"])
    indicators = {row["outcome"]: _indicator(of, row, i) for i, row in enumerate(_rows("outcomes"))}
    for row in _rows("measurements"):
        _measurement(indicators[row["outcome"]], row)
    return of


def _indicator(of, row, position):
    outcome = Outcome.objects.create(partnership=of, name=row["outcome"], goal=row["goal"], position=position)
    return Indicator.objects.create(
        partnership=of,
        outcome=outcome,
        name=row["measure"],
        unit=row["unit"],
        baseline=row["baseline"] or None,
        baseline_period=row["baseline year"],
        target=row["target"] or None,
        due_words=row["due"],
    )


def _measurement(indicator, row):
    year = int(row["period"])
    earlier = Measurement.objects.filter(indicator=indicator, period_words=row["period"]).first()
    return Measurement.objects.create(
        partnership=indicator.partnership,
        indicator=indicator,
        value=Decimal(row["value"]),
        period_words=row["period"],
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        note=row["note"],
        source=row["source"],
        supersedes=earlier if "corrects" in row["note"] else None,
    )


def _rows(name):
    with (DATA / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))
