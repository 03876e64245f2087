"""Needs that somebody put off until a day or gave to another coordinator, and what of their list is left for now."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

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
    for address, state, owner, giver in _put_off(person.pk, today_of(person), timezone.now()):
        if owner == person.pk:
            hidden.add((address, state))
        else:
            given[address, state] = giver
    return needs.put_off(hidden, given)


@prepared
def _put_off(person: int, today: date, now: datetime) -> QuerySet:
    rows = PutOffNeed.objects.filter(
        Q(person=person, until__gt=today) | (Q(person=person) | Q(given_to=person)) & _has_it(now)
    )
    return rows.order_by().values_list("address", "state", "person", "person__name")


def _has_it(now):
    """Given, and whoever has it still coordinates there."""
    roles = Role.objects.current(now).filter(kind=Role.Kind.COORDINATOR)
    there = roles.filter(person=OuterRef("given_to"), partnership=OuterRef("given_in"))
    return Q(given_to__is_active=True) & Exists(there)


def where_both_have_it(giver: Person, recipient: Person, address: str, state: str) -> Partnership | None:
    """The partnership that both coordinate and in which this needs the other, too; None when there is none."""
    own = {one.pk for one in giver.standing.coordinates}
    shared = (one for one in recipient.standing.coordinates if one.pk in own)
    return next((one for one in shared if needs_of(recipient, one).has(address, state)), None)


def put_off(
    person: Person,
    address: str,
    state: str,
    *,
    title: str = "",
    until: date | None = None,
    given_to: Person | None = None,
    given_in: Partnership | None = None,
) -> PutOffNeed:
    """Take a row out of the person's list: until a day, or as long as another coordinator has it in a partnership."""
    row, _ = PutOffNeed.objects.update_or_create(
        person=person,
        address=address,
        state=state,
        defaults={"title": title[:300], "until": until, "given_to": given_to, "given_in": given_in},
    )
    return row


def bring_back(person: Person, pk: int) -> int:
    """The row stands in the person's list again; returns how many rows that were."""
    return PutOffNeed.objects.filter(pk=pk, person=person).delete()[0]


def put_off_by(person: Person) -> QuerySet[PutOffNeed]:
    """What is out of the person's sight now, the soonest first."""
    is_away = Q(until__gt=today_of(person)) | _has_it(timezone.now())
    rows = PutOffNeed.objects.filter(is_away, person=person)
    return rows.select_related("given_to").order_by("until", "pk")


def other_coordinators(person: Person) -> QuerySet[Person]:
    """Who coordinates one of the partnerships that this person coordinates."""
    where = [one.pk for one in person.standing.coordinates]
    roles = Role.objects.current().filter(kind=Role.Kind.COORDINATOR, partnership__in=where)
    return Person.objects.filter(pk__in=roles.values("person"), is_active=True).exclude(pk=person.pk)
