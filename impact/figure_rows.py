"""The rows that figures are worked out from, asked with SQL that is worked out once."""

from __future__ import annotations

from django.db.models import QuerySet

from backbone.database.prepared import prepared
from impact.models import Measurement
from workplans.models import Indicator


@prepared
def on_scorecard(partnership: int) -> QuerySet[Indicator]:
    """The indicators of the partnership with this key that are in use and on the scorecard."""
    indicators = Indicator.objects.in_use().filter(partnership=partnership, on_scorecard=True)
    return indicators.filter(outcome__retired_on=None).select_related("outcome")


@prepared
def measured(indicators: list[int]) -> QuerySet[Measurement]:
    """All measurements of the indicators with these keys, in the order in which they were recorded."""
    return Measurement.objects.filter(indicator__in=indicators).select_related("recorded_by").order_by("pk")
