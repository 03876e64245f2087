"""The seats of a body and its guests are kept by coordinators; the page of the body shows them to every member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.models import BodyGuest, BodyPartner

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_seat(person: Person, pk: int) -> BodyPartner:
    """A seat, checked through its partnership."""
    rows = BodyPartner.objects.select_related("body", "partner__organisation")
    return fetch(rows, person, "coordinate", pk=pk)


def get_guest(person: Person, pk: int) -> BodyGuest:
    """Somebody without a seat in a body, checked through its partnership."""
    return fetch(BodyGuest.objects.select_related("body", "person"), person, "coordinate", pk=pk)
