"""What of the work plan changes when two people turn out to be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from backbone.accounts.models import Person
from workplans.models import Task


def changes(gone: Any, stays: Any) -> Iterator[tuple[QuerySet, dict]]:
    """Nobody is the backup of their own task."""
    if isinstance(gone, Person):
        both = Q(owner=gone, backup=stays) | Q(owner=stays, backup=gone)
        yield Task.objects.filter(both), {"backup": None}
