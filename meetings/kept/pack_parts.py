"""What meetings add to packs: decisions that hold, and the next dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.registered.pack_parts import HANDOVER, NEWCOMER, PackPart
from meetings.confidential import without_confidential
from meetings.models import Decision, Meeting

if TYPE_CHECKING:
    from partnerships.models import Representative

NEXT = 5


def decisions(seat: Representative) -> Iterator[tuple[str, str]]:
    """The numbered decisions that hold, the newest first; none under a confidential item, since a pack may be printed."""
    rows = Decision.objects.public().filter(
        partnership=seat.partnership, number__isnull=False, struck_out_in=None
    )
    for row in without_confidential(rows).order_by("-number"):
        yield str(row.number), row.text


def next_dates(seat: Representative) -> Iterator[tuple[str, str]]:
    """The next meetings, in the time of the place of each, which is named for who has another."""
    rows = Meeting.objects.filter(
        partnership=seat.partnership, state=Meeting.State.PLANNED, starts_at__gte=timezone.now()
    )
    for row in rows.order_by("starts_at")[:NEXT]:
        place = f", {row.place}" if row.place else ""
        yield row.begins, f"{row.title}{place}"


PARTS = [
    PackPart("decisions", _("Decisions that hold"), (NEWCOMER,), decisions, 50),
    PackPart("next_dates", _("Next dates"), (NEWCOMER, HANDOVER), next_dates, 60),
]
