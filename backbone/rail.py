"""How many rows stand behind the entries of a partnership's rail, which each of its pages asks."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from backbone.database.prepared import prepared
from backbone.database.query_once import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone.panels import NavEntry


def counts(partnership: Any, entries: tuple[NavEntry, ...]) -> dict[str, int]:
    """{entry's key: how many rows it has}, in one query whose SQL is worked out once."""
    if not entries:
        return {}
    rows = _counting(type(partnership), entries, partnership.access.coordinate)(partnership.pk)
    return {row["name"]: row["n"] for row in rows}


@cache
def _counting(model: type, entries: tuple[NavEntry, ...], may_coordinate: bool) -> Callable[..., list]:
    def numbers(partnership: int) -> QuerySet:
        known: Any = model(pk=partnership)
        known.access = SimpleNamespace(coordinate=may_coordinate)
        return counted({entry.key: entry.counted(known) for entry in entries if entry.counted})

    return prepared(numbers)
