"""Who may accept for a partner: acceptance binds an organisation, so it needs somebody with a mandate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from backbone.accounts.models import Person
from backbone.time.days import today_of
from partnerships.mandates.models import Mandate
from partnerships.models import Representative, Role

if TYPE_CHECKING:
    from partnerships.models import Partner

SPEAKING = (Representative.Capacity.LEAD, Representative.Capacity.SPONSOR)


def speakers(partner: Partner) -> list[Representative]:
    """Its lead, its sponsors, and whoever was given a mandate that still holds; the lead first."""
    return speakers_of([partner]).get(partner.pk, [])


def speakers_of(partners: Iterable[Partner]) -> dict[int, list[Representative]]:
    """The same of several partners of one partnership, by their keys."""
    partners = list(partners)
    rows = Representative.objects.current().filter(partner__in=partners).select_related("person")
    seats = list(rows.order_by("capacity", "person__sort_name", "pk"))
    mandated = _mandated(partners[0], seats) if seats else set()
    found: dict[int, list[Representative]] = {}
    for seat in seats:
        if seat.capacity in SPEAKING or seat.pk in mandated:
            found.setdefault(seat.partner_id, []).append(seat)
    return found


def _mandated(partner: Partner, seats: list[Representative]) -> set[int]:
    holds = Q(holds_until=None) | Q(holds_until__gte=today_of(partner.partnership))
    rows = Mandate.objects.filter(holds, seat__in=seats).exclude(may_decide="")
    return set(rows.values_list("seat", flat=True))


def may_accept(person: Person, partner: Partner) -> bool:
    """Whether this person may bind the partner."""
    return any(seat.person_id == person.pk for seat in speakers(partner))


def is_shared(address: str) -> bool:
    """Whether mail to more than one person goes to this address."""
    return readers(address).count() > 1


def is_of_coordinator(address: str, partnership: int) -> bool:
    """Whether mail to somebody who coordinates this partnership goes to this address."""
    roles = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    return roles.filter(person__in=readers(address)).exists()


def readers(address: str) -> QuerySet[Person]:
    """Those whose mail goes to this address."""
    if not address:
        return Person.objects.none()
    same = Q(contact_email__iexact=address) | Q(contact_email="", email__iexact=address)
    return Person.objects.filter(same, is_active=True).order_by("sort_name", "pk")
