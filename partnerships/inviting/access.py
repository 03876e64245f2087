"""Invitations are for coordinators; whoever is invited answers through the link of their mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import access_to, fetch
from partnerships.inviting.models import PartnerInvitation

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_invitation(person: Person, pk: int, need: str) -> PartnerInvitation:
    """An invitation, checked through its partnership."""
    rows = PartnerInvitation.objects.select_related("person", "prospect", "partner__organisation", "by")
    return fetch(rows, person, need, pk=pk)


def may_keep(person: Person, invitation: PartnerInvitation) -> bool:
    """Whether the person keeps papers of it: who coordinates."""
    return access_to(person, invitation.partnership).coordinate
