"""Who still takes part in a partnership: what was theirs there goes on for them alone.

Somebody who never had a role or a seat, and never assisted anybody there, such as a guest at a meeting, has left nothing. In a partnership that
is closed nobody takes part until it is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from partnerships.models import Assistant, Partnership, Representative, Role

ROWS = (Role, Representative, Assistant)


def takes_part(person: str, partnership: str = "partnership", at: datetime | None = None) -> Q:
    """A condition on rows that name a person and a partnership in columns of these names."""
    return _holds({"person": OuterRef(person), "partnership": OuterRef(partnership)}, at) & goes_on(
        partnership
    )


def not_left_by(person: Person) -> Q:
    """A condition on partnerships: those that go on and that this person has not left."""
    return _holds({"person": person, "partnership": OuterRef("pk")}, None) & goes_on("pk")


def goes_on(partnership: str = "partnership") -> Q:
    """A condition on rows that name a partnership in a column of this name: it is not closed."""
    return ~Q(Exists(Partnership.objects.closed().filter(pk=OuterRef(partnership))))


def has_left(partnership: int, at: datetime) -> ExpressionWrapper:
    """Of people: whether they have left the partnership with this key."""
    holds = _holds({"person": OuterRef("pk"), "partnership": partnership}, at)
    return ExpressionWrapper(~holds, BooleanField())


def _holds(of, at):
    ever = [model.objects.filter(**of) for model in ROWS]
    ended = Q(until__lte=at or timezone.now())
    holding = [rows.exclude(ended) for rows in ever]
    return Q(*map(Exists, holding), _connector=Q.OR) | ~Q(*map(Exists, ever), _connector=Q.OR)


def who_left(pairs: Iterable[tuple[Person, Partnership]]) -> set[tuple[int, int]]:
    """The keys of those (person, partnership) in which all that the person was there has ended; two queries."""
    keys = {(person.pk, partnership.pk) for person, partnership in pairs}
    people, partnerships = {key[0] for key in keys}, {key[1] for key in keys}
    now, ended, holding = timezone.now(), set(), set()
    for model in ROWS if keys else ():
        rows = model.objects.filter(person__in=people, partnership__in=partnerships)
        for person, partnership, until in rows.values_list("person", "partnership", "until"):
            (holding if until is None or until > now else ended).add((person, partnership))
    return (ended - holding) & keys


def left_there(partnerships: list[int]) -> set[tuple[int, int]]:
    """The keys of (person, partnership) of everybody who left one of these partnerships; one query."""
    return set(_left(partnerships, timezone.now())) if partnerships else set()


@prepared
def _left(partnerships: list[int], now: datetime) -> QuerySet:
    first, *others = (_ended(model, partnerships, now) for model in ROWS)
    return first.union(*others)


def _ended(model, partnerships, now):
    of = {"person": OuterRef("person"), "partnership": OuterRef("partnership")}
    ended = model.objects.filter(partnership__in=partnerships, until__lte=now).order_by()
    for other in ROWS:
        ended = ended.exclude(Exists(other.objects.filter(**of).exclude(until__lte=now)))
    return ended.values_list("person", "partnership")


def ended_on(partnership: Partnership, people: Iterable[int]) -> dict[int, datetime]:
    """When all of it ended for those of these people (keys) who take no part any more: {key: moment}."""
    last: dict[int, Any] = {}
    for model in ROWS:
        rows = model.objects.filter(partnership=partnership, person__in=list(people))
        for person, until in rows.values_list("person", "until"):
            last.setdefault(person, []).append(until)
    now = timezone.now()
    return {
        person: max(moments)
        for person, moments in last.items()
        if all(moment is not None and moment <= now for moment in moments)
    }


def people_of(partnership: Partnership) -> QuerySet[Person]:
    """Everybody who represents a partner or coordinates now, by name."""
    represents = Representative.objects.current().filter(partnership=partnership)
    coordinates = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    # As one set PostgreSQL looks them up; with an OR of two it would go through all people there are.
    keys = represents.order_by().values("person").union(coordinates.order_by().values("person"))
    return Person.objects.filter(pk__in=keys, is_active=True)
