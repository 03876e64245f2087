"""Putting right what is known of somebody: at once where nobody else depends on it, else by a code to the new address."""

from __future__ import annotations

from django.db import transaction

from backbone.accounts import proposals
from backbone.accounts.models import AddressProposal, Person
from partnerships.correspondence.links import end_links
from partnerships.models import Role
from partnerships.taking_part import ROWS

Kind = AddressProposal.Kind


def may_be_corrected(person: Person, by: Person) -> bool:
    """Whether this coordinator may propose addresses for somebody: administrators' are changed by administrators."""
    return by.is_administrator or not person.is_administrator


def changes_at_once(person: Person, kind: str, by: Person) -> bool:
    """Whether an address of a person is changed without asking whoever reads mail at the new one.

    A sign-in address opens what the person may see everywhere, and so do the links in mails: it must not be taken
    over by whoever coordinates one of their partnerships.
    """
    if not may_be_corrected(person, by) or not _takes_part_only_under(person, by):
        return False
    return kind == Kind.CONTACT or (person.last_login is None and not _has_role(person))


def _takes_part_only_under(person, by):
    if by.is_administrator:
        return True
    own = {partnership.pk for partnership in by.standing.coordinates}
    return _partnerships_of(person) <= own


def _partnerships_of(person):
    rows = [model.objects.current().filter(person=person) for model in ROWS]
    return {key for found in rows for key in found.values_list("partnership", flat=True)}


def _has_role(person):
    return Role.objects.current().filter(person=person).exists()


@transaction.atomic
def change_address(person: Person, kind: str, address: str, *, by: Person) -> AddressProposal | None:
    """Change the address now, ending the person's links, or propose it; returns the proposal, if it is one.

    Raises AddressTaken.
    """
    if not changes_at_once(person, kind, by):
        return proposals.propose(person, kind, address, by=by)
    proposals.change_at_once(person, kind, address)
    end_links(person)
    return None
