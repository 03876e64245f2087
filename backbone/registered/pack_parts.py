"""What a pack for somebody who starts or leaves is made of; apps register their parts (backbone.panels)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

NEWCOMER, HANDOVER = "newcomer", "handover"


@dataclass(frozen=True)
class PackPart:
    """A part of packs of these kinds.

    lines(seat): [(what leads the line, its words)] in the reader's language; none when there is nothing to say
    chosen: whether it is in the pack unless somebody takes it out; private parts never are
    """

    key: str
    label: str
    kinds: tuple[str, ...]
    lines: Callable[[Any], Iterable[tuple[str, str]]]
    order: int
    chosen: bool = True
