"""Changes that wait for the next version: taken into the draft since a version was frozen, or not decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.panels import registry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """How many changes of one agreement wait."""

    taken: int = 0
    undecided: int = 0

    def __bool__(self) -> bool:
        return bool(self.taken or self.undecided)

    def __add__(self, other: Waiting) -> Waiting:
        return Waiting(self.taken + other.taken, self.undecided + other.undecided)

    def words(self) -> str:
        """`2 changes taken, 1 not decided`."""
        taken = ngettext("%(n)s change taken", "%(n)s changes taken", self.taken)
        undecided = ngettext("%(n)s not decided", "%(n)s not decided", self.undecided)
        if not self.taken:
            undecided = ngettext("%(n)s change not decided", "%(n)s changes not decided", self.undecided)
        parts = [(taken, self.taken), (undecided, self.undecided)]
        return ", ".join(words % {"n": number(n)} for words, n in parts if n)


def since(frozen: Mapping[int, datetime]) -> dict[int, Waiting]:
    """{agreement's key: what waits} of agreements, each with the moment at which the version that counts was frozen."""
    found: dict[int, Waiting] = {}
    if not frozen:
        return found
    for source in registry.waiting_changes:
        for key, (taken, undecided) in source(frozen).items():
            found[key] = found.get(key, Waiting()) + Waiting(taken, undecided)
    return found
