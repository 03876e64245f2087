"""The steps of the first thirty minutes, which apps add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SetupStep:
    """A step of the first thirty minutes: `url(partnership)` leads there; `done(partnership)` tells
    whether it is done, or returns a queryset: done when that has a row.

    `comes_before`: before there is a partnership; both are then called with None."""

    key: str
    title: str
    why: str
    url: Callable
    done: Callable
    order: int
    can_wait: bool = False
    comes_before: bool = False
