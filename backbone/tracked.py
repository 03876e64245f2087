"""Which tracked rows a history shows, and how each kind reads; apps register theirs in their `panels.py`.

What nobody registers is in no history: private notes, and what somebody signs in with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tracked:
    """A kind of row whose changes coordinators read.

    label: what one is called; named_by: the columns that tell it apart, in their order
    url(row's key): where it is looked at, for rows that have a page; is_form: that page is the form that changes it
    labels: headings of columns that people see and that have none of their own; left_out: columns nobody reads
    money, shares: columns that hold an amount (in the row's or the partnership's currency) or a share of one
    """

    model: Any
    label: str
    named_by: tuple[str, ...]
    url: Callable[[str], str] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    is_form: bool = False

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.model._meta.model_name


_tracked: dict[str, Tracked] = {}


def show_in_history(*kinds: Tracked) -> None:
    """Register kinds of rows, each once."""
    for kind in kinds:
        if _tracked.setdefault(kind.key, kind) is not kind:
            raise ValueError(f"{kind.key} is in the history already")


def tracked() -> dict[str, Tracked]:
    """All kinds by their keys, in the order in which they were registered."""
    return _tracked
