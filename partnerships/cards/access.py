"""A card is for the partner's coordinators and for the partner itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from partnerships.access import access_to, fetch
from partnerships.cards.models import Card

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_card(person: Person, pk: int) -> Card:
    """A card, checked through its partnership and its partner."""
    card = fetch(Card.objects.select_related("partner__organisation"), person, "see", pk=pk)
    if not card.partnership.access.is_between(card.partner_id):
        raise PermissionDenied
    return card


def may_fill(person: Person, card: Card) -> bool:
    """Whether the person adds files to the card: who coordinates, and who represents the partner."""
    access = access_to(person, card.partnership)
    return access.works_for(card.partner_id)
