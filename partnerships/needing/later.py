"""Needs that somebody put off until a day or gave to another coordinator, and what of their list is left for now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from backbone.needs import Needs, needs_of
from backbone.time.days import today_of
from partnerships.models import PutOffNeed, Role

if TYPE_CHECKING:
    from partnerships.models import Partnership


def needs_now(person: Person, partnership: Partnership | None = None) -> Needs:
    """What needs the person, without what they put off or gave away; what was given to them says by whom."""
    needs = Needs([]) if partnership and partnership.closed_at else needs_of(person, partnership)
    if not len(needs):
        return needs
    hidden, given = set(), {}
    for address, state, owner, giver in _put_off(person.pk, today_of(person)):
        if owner == person.pk:
            hidden.add((address, state))
        else:
            given[address, state] = giver
    return needs.put_off(hidden, given)


@prepared
def _put_off(person: int, today: date) -> QuerySet:
    rows = PutOffNeed.objects.filter(Q(person=person, until__gt=today) | _is_with(person))
    return rows.order_by().values_list("address", "state", "person", "person__name")


def _is_with(person):
    """Given by the person or to them, as long as whoever has it takes part."""
    return Q(given_to__is_active=True) & (Q(person=person) | Q(given_to=person))


def put_off(
    person: Person,
    address: str,
    state: str,
    *,
    title: str = "",
    until: date | None = None,
    given_to: Person | None = None,
) -> PutOffNeed:
    """Take a row out of the person's list: until a day, or since another coordinator has it from now on."""
    row, _ = PutOffNeed.objects.update_or_create(
        person=person,
        address=address,
        state=state,
        defaults={"title": title[:300], "until": until, "given_to": given_to},
    )
    return row


def bring_back(person: Person, pk: int) -> int:
    """The row stands in the person's list again; returns how many rows that were."""
    return PutOffNeed.objects.filter(pk=pk, person=person).delete()[0]


def put_off_by(person: Person) -> QuerySet[PutOffNeed]:
    """What is out of the person's sight now, the soonest first."""
    rows = PutOffNeed.objects.filter(person=person).filter(Q(until=None) | Q(until__gt=today_of(person)))
    return rows.select_related("given_to").order_by("until", "pk")


def other_coordinators(person: Person) -> QuerySet[Person]:
    """Who coordinates one of the partnerships that this person coordinates."""
    where = [one.pk for one in person.standing.coordinates]
    roles = Role.objects.current().filter(kind=Role.Kind.COORDINATOR, partnership__in=where)
    return Person.objects.filter(pk__in=roles.values("person"), is_active=True).exclude(pk=person.pk)
