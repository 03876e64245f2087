"""What the page of a group says of its meetings: those to come, the last ones, and who hosts next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from meetings.bodies.hosts import next_to_host
from meetings.models import Meeting

if TYPE_CHECKING:
    from partnerships.models import Body

SHOWN = 3
# Of the questions, the newest.
MOST = 10


def of_body(body: Body, **page: Any) -> dict:
    """The next and the last meetings of a group, and whose turn it is to host."""
    rows = (
        Meeting.objects.filter(body=body)
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("host__organisation")
    )
    now = timezone.now()
    return {
        "coming": rows.filter(starts_at__gt=now).order_by("starts_at", "pk")[:SHOWN],
        "last": rows.filter(starts_at__lte=now)[:SHOWN],
        "next_host": next_to_host(body),
        "asked": body.asks.select_related("to", "item__meeting", "answered_in")[:MOST],
        "asked_of_it": body.asked_of_it.select_related("body", "item__meeting", "answered_in")[:MOST],
    }
