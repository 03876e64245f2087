"""What was proposed in Word and is not in a version: taken since it was frozen, or not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from partnerships.proposals.models import ClauseProposal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

State, Kind = ClauseProposal.State, ClauseProposal.Kind


def changes(since: Mapping[int, datetime]) -> dict[int, tuple[int, int]]:
    """{agreement's key: (how many were taken since, how many are not decided)}; a comment changes no version."""
    later = Q(pk__in=[])
    for agreement, moment in since.items():
        later |= Q(reading__agreement=agreement, decided_at__gt=moment)
    rows = ClauseProposal.objects.filter(reading__agreement__in=since).exclude(kind=Kind.COMMENT).order_by()
    rows = rows.values(agreement=F("reading__agreement")).annotate(
        taken=Count("pk", filter=later & Q(state=State.TAKEN)),
        undecided=Count("pk", filter=Q(state=State.OPEN)),
    )
    return {row["agreement"]: (row["taken"], row["undecided"]) for row in rows}
