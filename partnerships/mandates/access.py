"""A mandate is read by everybody and changed by coordinators and the partner's lead; letters are for coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from partnerships.access import fetch, get_representative
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner


def get_own_seat(person: Person, pk: int) -> Representative:
    """Somebody who represents a partner, for whoever may change their mandate."""
    seat = get_representative(person, pk, "work")
    seat.partner.partnership = seat.partnership
    if not may_change(person, seat.partner):
        raise PermissionDenied
    return seat


def may_change(person: Person, partner: Partner) -> bool:
    """Whether the person changes the mandates of a partner's people: who coordinates, and the partner's lead."""
    access = partner.partnership.access
    if access.coordinate:
        return True
    if not access.work or partner.pk not in access.partner_ids:
        return False
    lead = Representative.Capacity.LEAD
    return partner.representatives.current().filter(person=person, capacity=lead).exists()


def get_mandate(person: Person, pk: int, need: str) -> Mandate:
    """A mandate, checked through its partnership."""
    rows = Mandate.objects.select_related("seat__person", "seat__partner__organisation")
    return fetch(rows, person, need, pk=pk)


def get_mandate_letter(person: Person, pk: int, need: str) -> MandateLetter:
    """A letter about a mandate, checked through its partnership."""
    rows = MandateLetter.objects.select_related("seat__person", "seat__partner__organisation", "by")
    return fetch(rows, person, need, pk=pk)


def get_sponsor_confirmation(person: Person, pk: int, need: str) -> SponsorConfirmation:
    """What a sponsor is asked, checked through its partnership."""
    rows = SponsorConfirmation.objects.select_related("seat__person", "seat__partner__organisation", "by")
    return fetch(rows, person, need, pk=pk)
