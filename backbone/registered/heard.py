"""What apps know of people whom a partnership reaches: when they last answered, and for whom they observe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

# source(partnership) -> (rows, the name of their person, the name of the moment at which that person said something).
Heard = Callable[[Any], tuple[QuerySet, str, str]]

# source(partnership, keys of observers) -> {key: the organisation that has them observe}.
ObservesFor = Callable[[Any, list[int]], dict[int, str]]


def last_heard(sources: Iterable[Heard], partnership: Any, people: list[int]) -> dict[int, datetime]:
    """{person's key: when they last answered something in the partnership}; silent people have no entry."""
    found = [_last(*source(partnership), people) for source in sources]
    last: dict[int, datetime] = {}
    for person, at in found[0].union(*found[1:], all=True) if found else ():
        last[person] = max(at, last.get(person, at))
    return last


def _last(rows, person, moment, people):
    kept = rows.filter(**{f"{person}__in": people, f"{moment}__isnull": False})
    return kept.order_by().values_list(person).annotate(last_heard=Max(moment))
