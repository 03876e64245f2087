"""Numbers that people say aloud come gapless, from a counter locked until the thing is issued or made.

A number is never given twice: what is removed keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from partnerships.documents.models import Counter

if TYPE_CHECKING:
    from partnerships.models import Partnership


def next_number(partnership: Partnership, name: str) -> int:
    """The next number of this kind in a partnership; must run in the transaction that issues the thing."""
    return next_numbers(partnership, name, 1)[0]


def next_numbers(partnership: Partnership, name: str, count: int) -> list[int]:
    """The next `count` numbers of this kind, in their order; must run in the transaction that makes the things."""
    counter = _locked(partnership, name)
    numbers = sorted(counter.free)[:count]
    last = counter.value + count - len(numbers)
    numbers += range(counter.value + 1, last + 1)
    counter.value, counter.free = last, sorted({*counter.free} - {*numbers})
    counter.save(update_fields=["value", "free"])
    return numbers


def give_back(partnership: Partnership, name: str, numbers: Iterable[int]) -> None:
    """Numbers of this kind that nobody has seen are taken again, so that undoing leaves no gap."""
    counter = _locked(partnership, name)
    free = {*counter.free, *numbers}
    while counter.value in free:
        free.remove(counter.value)
        counter.value -= 1
    counter.free = sorted(free)
    counter.save(update_fields=["value", "free"])


def _locked(partnership, name):
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are given and taken back inside the transaction that issues the thing")
    Counter.objects.get_or_create(partnership=partnership, name=name)
    return Counter.objects.select_for_update().get(partnership=partnership, name=name)
