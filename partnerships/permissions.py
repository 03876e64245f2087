"""What a person is, and where: the current roles and representations, which decide what they may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, QuerySet, Value
from django.utils import timezone

from backbone.database.prepared import prepared
from partnerships.models import Partnership, Representative, Role

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person

REPRESENTS = "represents"


@dataclass(frozen=True)
class Standing:
    """(kind, partnership's key or None for everything, partner's key) of each role and representation."""

    rows: tuple = ()
    # The rows of whom presentation makes an onlooker, which come back with its end.
    set_aside: tuple = ()

    @property
    def in_public(self) -> Standing:
        """The same person while they present: an observer wherever they take part, so that nothing private is shown."""
        seen = {(str(Role.Kind.OBSERVER), scope, None) for _kind, scope, _partner in self.rows}
        return Standing(tuple(seen), set_aside=self.rows)

    @cached_property
    def roles(self) -> frozenset:
        """(kind, partnership's key or None for everything) of each role."""
        return frozenset((kind, scope) for kind, scope, _partner in self.rows if kind != REPRESENTS)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of role this person has, wherever."""
        return frozenset(kind for kind, _scope in self.roles)

    @cached_property
    def represents(self) -> frozenset:
        """(partnership's key, partner's key) of each representation."""
        return frozenset((scope, partner) for kind, scope, partner in self.rows if kind == REPRESENTS)

    @cached_property
    def coordinates(self) -> list[Partnership]:
        """The partnerships that go on and whose coordinator this person is, by name."""
        return list(Partnership.objects.open().filter(pk__in=self.scopes(Role.Kind.COORDINATOR)))

    def scopes(self, *kinds: Any) -> set[int]:
        """Where the person has one of these roles: keys of partnerships, and None when it holds everywhere."""
        return {scope for kind, scope in self.roles if kind in kinds}


def standing_of(person: Person) -> Standing:
    """All that a person is now, in one query; `person.standing` keeps it as long as the object lives."""
    return Standing(tuple(_rows_of(person.pk, timezone.now())))


@prepared
def _rows_of(person: int, now: datetime) -> QuerySet:
    roles = Role.objects.current(now).filter(person=person).order_by()
    represents = Representative.objects.current(now).filter(person=person).order_by()
    # A union wants columns of one type, and roles have no partner.
    nobody = Value(None, output_field=BigIntegerField())
    return roles.values_list("kind", "partnership_id", nobody).union(
        represents.values_list(Value(REPRESENTS), "partnership_id", "partner_id"), all=True
    )
