"""Who of a pasted text is known here: by the address together with the name, since a mailbox can be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from backbone.accounts.models import Person
from backbone.reading.names import same_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerships.people.pasted_person import PastedPerson


def match_people(people: Iterable[PastedPerson]) -> tuple[dict[str, Person], dict[str, Person]]:
    """Match pasted people with those who are here.

    Returns two dicts by the pasted person's key: the Person that it is, and, where the address is here under
    another name, the Person whose address it is.
    """
    by_address = _by_address(people)
    matches, owners, taken = {}, {}, set()
    for person in people:
        there = by_address.get(person.address, [])
        # `taken`: two people of one mailbox and of similar names are not both the one who is here.
        if match := _match(person, there, taken):
            matches[person.key] = match
            taken.add(match.pk)
        elif owner := next((one for one in there if one.email == person.address), None):
            owners[person.key] = owner
    return matches, owners


def _by_address(people):
    """{address: those who have it, who signs in with it first}."""
    addresses = {person.address for person in people}
    found = {}
    for row in Person.objects.filter(Q(email__in=addresses) | Q(contact_email__in=addresses)).order_by("pk"):
        for address in {row.email, row.contact_email.lower()} & addresses:
            found.setdefault(address, []).append(row)
    return {address: sorted(rows, key=lambda row: row.email != address) for address, rows in found.items()}


def _match(person, there, taken):
    """Who of those at the address, but for `taken`, is meant: the one so called; without a name, the one who signs in with it."""
    free = [one for one in there if one.pk not in taken]
    if person.is_guessed:
        return free[0] if free else None
    return next((one for one in free if same_person(person.name, one.name)), None)
