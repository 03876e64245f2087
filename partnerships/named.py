"""People and partners by their keys, for rows that point to them (`backbone.database.pointed_to`)."""

from __future__ import annotations

from django.db.models import QuerySet

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from partnerships.models import Partner


@prepared
def people(keys: list[int]) -> QuerySet[Person]:
    """The people with these keys, in no order."""
    return Person.objects.filter(pk__in=keys).order_by()


@prepared
def partners(keys: list[int]) -> QuerySet[Partner]:
    """The partners with these keys and their organisations, in no order."""
    return Partner.objects.filter(pk__in=keys).order_by().select_related("organisation")
