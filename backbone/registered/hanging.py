"""What can hang on somebody who leaves a partnership; the registry is backbone.panels.

Its `asks_to_take_over` are called for what has a question: asks([(Hanging, rows)], seat=…, to=…, by=…) returns how many
it asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Hanging:
    """What can hang on somebody in a partnership, and is moved to somebody else when they leave.

    rows(person, partnership, partner): what they have for this partner, or all when it is None; a queryset in whose
        order it is shown, of rows with `get_absolute_url` or none
    label(n): how many there are, in words
    move(rows, of, to, by, agreed): hands these rows of a person to another, who has said yes if `agreed`, and returns how many
        it could; None when it goes with the person, and is only shown
    question(row): what the other is asked first, who takes it with their yes alone; None where `move` asks by itself
    able(rows, to): those of the rows that this person could take
    back(seat): what follows when a seat that had ended goes on; None when nothing does
    """

    key: str
    label: Callable[[int], str]
    rows: Callable[..., QuerySet]
    order: int
    move: Callable[..., int] | None = None
    question: Callable[..., str] | None = None
    able: Callable[..., list] = lambda rows, to: rows
    back: Callable[..., None] | None = None
