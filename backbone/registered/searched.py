"""What apps register to be found by its words; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Hit:
    """A row that was found: its name, where it is looked at (nowhere when empty), and a line that tells it apart."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Searched:
    """A kind of thing that is found by its words.

    find(person, partnerships, words): the rows of these partnerships that have them and that the person may see, the
        likeliest first; hit(row): how one is shown
    """

    key: str
    label: str
    find: Callable[..., QuerySet]
    hit: Callable[[Any], Hit]
    order: int
