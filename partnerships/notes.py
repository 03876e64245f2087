"""Private notes on a partner: for coordinators, closed until opened, on no page that others see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from partnerships.models import Partner, PrivateNote


def notes_on(partner: Partner) -> QuerySet[PrivateNote]:
    """The private notes on a partner, newest first; who may read them is checked by `get_partner` before."""
    return partner.private_notes.select_related("by")
