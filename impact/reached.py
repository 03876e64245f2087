"""What was reached within a report's period: milestones with their day, and what shows it or that nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from backbone.time import dates
from workplans.models import Milestone

if TYPE_CHECKING:
    from impact.models import Report


def reached_within(report: Report) -> list[dict[str, str]]:
    """The milestones reached on a day of its period, by day: `name`, `day` and `evidence` as the report prints them."""
    rows = Milestone.objects.filter(
        partnership=report.partnership,
        state=Milestone.State.REACHED,
        reached_on__range=(report.start, report.end),
    )
    return [_printed(row) for row in rows.order_by("reached_on", "number")]


def _printed(row: Any) -> dict[str, str]:
    return {
        "name": str(row),
        "day": dates.dated(row.reached_on),
        "evidence": row.evidence or _("no evidence recorded"),
    }
