"""Putting right what is known of somebody: at once where nobody else depends on it, else by a code to the new address."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from backbone.accounts import proposals
from backbone.accounts.models import AddressProposal, Person
from partnerships.merges import merging
from partnerships.models import Role
from partnerships.people.merging import SET_ASIDE, can_get_in

Kind = AddressProposal.Kind


def may_be_corrected(person: Person, by: Person) -> bool:
    """Whether this coordinator may put somebody right: administrators, of today or to come, only by administrators."""
    return by.is_administrator or not _is_or_will_be_administrator(person)


def _is_or_will_be_administrator(person):
    roles = Role.objects.filter(person=person, kind=Role.Kind.ADMINISTRATOR)
    return roles.exclude(until__lte=timezone.now()).exists()


def changes_at_once(person: Person, kind: str, by: Person) -> bool:
    """Whether an address of a person is changed without asking whoever reads mail at the new one.

    A sign-in address opens what the person may see everywhere, and so do the links in mails: it must not be taken
    over by whoever coordinates one of their partnerships.
    """
    if not may_be_corrected(person, by) or not is_known_only_under(person, by):
        return False
    return kind == Kind.CONTACT or not can_get_in(person)


def is_known_only_under(person: Person, by: Person) -> bool:
    """Whether somebody coordinates every partnership in which anything points to a person; administrators do."""
    return by.is_administrator or merging.may(by, merging.partnerships_of(Person, [person.pk], SET_ASIDE))


@transaction.atomic
def change_address(person: Person, kind: str, address: str, *, by: Person) -> AddressProposal | None:
    """Change the address now, or propose it; returns the proposal, if it is one. An empty one takes it away at once.

    Raises AddressTaken.
    """
    if not changes_at_once(person, kind, by):
        return proposals.propose(person, kind, address, by=by)
    proposals.change_at_once(person, kind, address, by=by)
    return None
