"""Two people who turn out to be one: nobody is their own alternate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from backbone.accounts.models import Person
from partnerships.models import BodyPartner


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict | None]]:
    """A seat of one whose alternate is the other has no alternate any more."""
    if isinstance(gone, Person):
        between = Q(person=gone, alternate=stays) | Q(person=stays, alternate=gone)
        for seat in BodyPartner.objects.filter(between):
            yield seat, {"person": stays, "alternate": None}
