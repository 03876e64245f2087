"""How many proposals a file that came back has, and how many of them nobody has taken or refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q

from partnerships.proposals.models import ClauseProposal, WordReading

OPEN = Q(state=ClauseProposal.State.OPEN)


def count(readings: Iterable[WordReading]) -> None:
    """Give each its `every_count` and its `open_count`, asked once for all; joined, each list would count every file's."""
    readings = list(readings)
    rows = ClauseProposal.objects.filter(reading__in=[one.pk for one in readings]).order_by()
    counts = rows.values_list("reading").annotate(n=Count("*"), still_open=Count("pk", filter=OPEN))
    found = {reading: (n, still_open) for reading, n, still_open in counts}
    for one in readings:
        one.every_count, one.open_count = found.get(one.pk, (0, 0))
