"""People and partners by their keys, for rows that point to them (`backbone.database.pointed_to`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database.pointed_to import set_pointed_to
from backbone.database.prepared import prepared
from partnerships.models import Partner
from partnerships.taking_part import has_left

if TYPE_CHECKING:
    from partnerships.models import Partnership


@prepared
def people(keys: list[int]) -> QuerySet[Person]:
    """The people with these keys, in no order."""
    return Person.objects.filter(pk__in=keys).order_by()


@prepared
def partners(keys: list[int]) -> QuerySet[Partner]:
    """The partners with these keys and their organisations, in no order."""
    return Partner.objects.filter(pk__in=keys).order_by().select_related("organisation")


def people_in(partnership: Partnership) -> Callable[[list[int]], QuerySet[Person]]:
    """As `people`, each with whether they left this partnership, as `has_left`."""
    return lambda keys: _people_in(keys, partnership.pk, timezone.now())


@prepared
def _people_in(keys: list[int], partnership: int, now: datetime) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=keys).order_by().annotate(has_left=has_left(partnership, now))


def say_who_left(row: Any, *fields: str) -> None:
    """Let the people in these fields of a partnership's row know whether they left it."""
    for field in fields:
        set_pointed_to([row], field, people_in(row.partnership))


def say_who_left_of(rows: list, field: str, partnership: Partnership) -> None:
    """The same for a field of several rows of one partnership, asked once."""
    set_pointed_to(rows, field, people_in(partnership))
