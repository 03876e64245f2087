"""Disputes are for coordinators who are no party, and for whoever handles one; nobody else learns that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.access import Closed, fetch, get_partnership
from partnerships.disputes.models import Dispute, DisputeStep
from partnerships.disputes.parties import is_no_party
from partnerships.models import Role

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def get_dispute(person: Person, pk: int) -> Dispute:
    """A dispute that this person may open; 404 for everybody else, members included."""
    return fetch(opened_by(person).select_related("handler", "by"), person, "see", pk=pk)


def get_dispute_to_change(person: Person, pk: int) -> Dispute:
    """The same while its partnership goes on."""
    return _going_on(get_dispute(person, pk))


def get_dispute_of_coordinator(person: Person, pk: int) -> Dispute:
    """The same for a coordinator, who alone says who the parties are and deletes it."""
    row = get_dispute_to_change(person, pk)
    if not coordinates(row.partnership):
        raise PermissionDenied
    return row


def get_step(person: Person, pk: int) -> DisputeStep:
    """A step to change, of a dispute that this person may open."""
    rows = DisputeStep.objects.filter(dispute__in=opened_by(person)).select_related("dispute")
    return _going_on(fetch(rows, person, "see", pk=pk))


def _going_on(row):
    if row.partnership.access.is_closed:
        raise Closed(row.partnership)
    return row


def get_partnership_with_disputes(person: Person, slug: str) -> Partnership:
    """A partnership whose page of disputes this person may open, whatever stands there for them."""
    partnership = get_partnership(person, slug)
    if not sees_page(person, partnership):
        raise PermissionDenied
    return partnership


def get_partnership_to_begin(person: Person, slug: str) -> Partnership:
    """A partnership in which this person coordinates and writes down a dispute."""
    partnership = get_partnership(person, slug)
    if not coordinates(partnership):
        raise PermissionDenied
    if partnership.access.is_closed:
        raise Closed(partnership)
    return partnership


def sees_page(person: Person, partnership: Partnership) -> bool:
    """Whether the way to the disputes is shown: to coordinators, and to whoever handles one."""
    return coordinates(partnership) or opened_by(person).filter(partnership=partnership).exists()


def coordinates(partnership: Partnership) -> bool:
    """Whether whoever fetched this partnership coordinates it; an administrator alone does not, nor who presents."""
    return Role.Kind.COORDINATOR in partnership.access.kinds


def opened_by(person: Person) -> QuerySet[Dispute]:
    """The disputes that this person may open now, wherever; who presents opens none."""
    standing = person.standing
    if standing.set_aside:
        return Dispute.objects.none()
    return open_to(person.pk, list(standing.scopes(Role.Kind.COORDINATOR) - {None}), timezone.now())


def open_to(person: int, coordinated: list[int], at: datetime) -> QuerySet[Dispute]:
    """The disputes that a person (their key) may open who coordinates these partnerships."""
    mine = Q(partnership__in=coordinated) | Q(handler=person)
    return Dispute.objects.filter(mine, is_no_party(person, at))
