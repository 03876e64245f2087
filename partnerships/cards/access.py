"""A card is for the partner's coordinators and for the partner itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from partnerships.access import access_to, fetch
from partnerships.cards.models import Card, CardFile
from partnerships.correspondence.links import represented

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.models import AccessLink


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


def get_card_file_behind_link(link: AccessLink, pk: int) -> CardFile:
    """A file beside the card of a partner that the link's person represents now; 404 for any other."""
    file = get_object_or_404(CardFile.objects.select_related("upload__file", "card"), pk=pk)
    represented(link, file.card.partner_id)
    return file
