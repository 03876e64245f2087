"""Changes of what stands: figures are struck out and put back, and one of several for a period is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from backbone.database.changing import changing
from impact.figures import period_of
from impact.models import Measurement

if TYPE_CHECKING:
    from backbone.accounts.models import Person

UNCOUNTED = ("chosen_at", "chosen_by_id")


def strike(measurement: Measurement, by: Person, reason: str) -> None:
    """Take a figure out of everything; it is kept, marked, with who did it, when and why."""
    with changing(measurement, lambda: _locked(measurement.pk), step="struck out", by=by) as fresh:
        if not fresh.struck_at:
            fresh.struck_at, fresh.struck_by, fresh.struck_reason = timezone.now(), by, reason
            fresh.chosen_at = fresh.chosen_by = None


def put_back(measurement: Measurement, by: Person) -> None:
    """Let a figure that was struck out stand again."""
    with changing(measurement, lambda: _locked(measurement.pk), step="put back", by=by) as fresh:
        fresh.struck_at, fresh.struck_by, fresh.struck_reason = None, None, ""


def choose(measurement: Measurement, by: Person) -> None:
    """Of the figures of its indicator and period this one holds from now on; one that was struck out cannot."""
    with transaction.atomic():
        start, end = period_of(measurement)
        rows = Measurement.objects.select_for_update().filter(
            indicator=measurement.indicator_id, period_end=end
        )
        for row in rows.filter(period_start=start).exclude(pk=measurement.pk).order_by("pk"):
            _unchoose(row, by)
        with changing(
            measurement, lambda: _locked(measurement.pk), step="chosen", by=by, uncounted=UNCOUNTED
        ) as fresh:
            if not fresh.struck_at:
                fresh.chosen_at, fresh.chosen_by = timezone.now(), by


def corrected_by(measurement: Measurement, rows: list[Measurement]) -> set[int]:
    """The keys of the figures that correct this one, however far along."""
    following, found = {row.supersedes_id: row.pk for row in rows if row.supersedes_id}, set()
    key = measurement.pk
    while (key := following.get(key)) and key not in found:
        found.add(key)
    return found


def _unchoose(row, by):
    if row.chosen_at:
        with changing(row, lambda: _locked(row.pk), step="not chosen", by=by, uncounted=UNCOUNTED) as fresh:
            fresh.chosen_at = fresh.chosen_by = None


def _locked(pk):
    return Measurement.objects.select_for_update().get(pk=pk)
