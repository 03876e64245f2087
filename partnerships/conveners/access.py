"""Tensions are for those who speak for conveners and for coordinators; the rest is seen by all and kept by coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from backbone.time.days import today_of
from partnerships.access import Closed, access_to, fetch, get_partnership
from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.conveners.roles import speaking_for
from partnerships.models import Representative, Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def get_convener_role(person: Person, pk: int, need: str) -> ConvenerRole:
    """A convener's role, checked through its partnership."""
    return fetch(ConvenerRole.objects.select_related("partner__organisation"), person, need, pk=pk)


def get_local_convening(person: Person, pk: int, need: str) -> LocalConvening:
    """Convening that was given to a local actor, checked through its partnership."""
    return fetch(LocalConvening.objects.select_related("partner__organisation"), person, need, pk=pk)


def get_reported(person: Person, pk: int) -> LocalConvening:
    """The same for whoever writes its report: a coordinator, or the partner that convenes there."""
    row = get_local_convening(person, pk, "work")
    if not may_report(person, row):
        raise PermissionDenied
    return row


def may_report(person: Person, row: LocalConvening) -> bool:
    """Whether the person writes the report and adds files to it."""
    access = access_to(person, row.partnership)
    return access.works_for(row.partner_id)


def get_tension(person: Person, pk: int) -> Tension:
    """A tension, for whoever may read them."""
    row = fetch(Tension.objects.all(), person, "see", pk=pk)
    _check_reads(person, row.partnership)
    return row


def get_tension_to_change(person: Person, pk: int) -> Tension:
    """The same while its partnership goes on."""
    row = get_tension(person, pk)
    if row.partnership.access.is_closed:
        raise Closed(row.partnership)
    return row


def get_partnership_of_conveners(person: Person, slug: str) -> Partnership:
    """A partnership whose tensions this person may read."""
    partnership = get_partnership(person, slug)
    _check_reads(person, partnership)
    return partnership


def _check_reads(person, partnership):
    if not reads_tensions(person, partnership):
        raise PermissionDenied


def reads_tensions(person: Person, partnership: Partnership) -> bool:
    """Whether somebody coordinates here, or speaks for a partner that convenes today; no other role opens tensions.

    Who presents has neither meanwhile.
    """
    access = partnership.access
    if Role.Kind.COORDINATOR in access.kinds:
        return True
    if not access.partner_ids:
        return False
    seats = Representative.objects.current().filter(person=person, partner__in=access.partner_ids)
    return seats.filter(speaking_for(today_of(partnership))).exists()
