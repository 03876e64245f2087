"""Numbers that people say aloud come gapless, from a counter locked until the thing is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from partnerships.documents.models import Counter

if TYPE_CHECKING:
    from partnerships.models import Partnership


def next_number(partnership: Partnership, name: str) -> int:
    """The next number of this kind in a partnership; must run in the transaction that issues the thing."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_number() must run inside the transaction that issues the thing")
    Counter.objects.get_or_create(partnership=partnership, name=name)
    counter = Counter.objects.select_for_update().get(partnership=partnership, name=name)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value
