"""What the pages above and below show of questions between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetings.models import PartnershipAsk
from meetings.upward.asking import why_not

if TYPE_CHECKING:
    from partnerships.models import Partnership

# Of the questions, the newest.
MOST = 10
PARTS = ("partnership", "child", "to", "item__meeting")


def asked_upward(partnership: Partnership, **page: Any) -> dict | None:
    """What a partnership asked the one above it; of the other's meetings not more than the day."""
    rows = list(PartnershipAsk.objects.filter(child=partnership).select_related(*PARTS)[:MOST])
    may_ask = partnership.access.coordinate and not why_not(partnership)
    return {"asked": rows, "may_ask": may_ask} if rows or may_ask else None


def asked_from_below(partnership: Partnership, **page: Any) -> dict | None:
    """What those that are part of a partnership asked it, but for what was taken back."""
    rows = PartnershipAsk.objects.filter(partnership=partnership, withdrawn_at=None)
    rows = list(rows.select_related(*PARTS)[:MOST])
    return {"asked": rows} if rows else None
