"""Numbers that people say aloud come gapless, from a counter locked until the thing is issued or made.

A number is never given twice: what is removed keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from partnerships.documents.models import Counter

if TYPE_CHECKING:
    from partnerships.models import Partnership


def next_number(partnership: Partnership, name: str) -> int:
    """The next number of this kind in a partnership; must run in the transaction that issues the thing."""
    return next_numbers(partnership, name, 1)[0]


def next_numbers(partnership: Partnership, name: str, count: int) -> range:
    """The next `count` numbers of this kind, in their order; must run in the transaction that makes the things."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_numbers() must run inside the transaction that makes the things")
    Counter.objects.get_or_create(partnership=partnership, name=name)
    counter = Counter.objects.select_for_update().get(partnership=partnership, name=name)
    first, counter.value = counter.value + 1, counter.value + count
    counter.save(update_fields=["value"])
    return range(first, counter.value + 1)
