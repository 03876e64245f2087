"""Who takes over lines that partners said in a scoping round; apps register theirs (backbone.panels)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CanvasTaker:
    """What can be made of lines about what partners want to achieve, such as objectives of a plan.

    label: the question on the page; longest: how long such a row can be
    known(partnership): what is there already, so that it is not offered again
    take(partnership, lines): makes a row of each that is not there; returns how many
    """

    key: str
    label: Any
    longest: int
    known: Callable[[Any], set[str]]
    take: Callable[[Any, list[str]], int]
