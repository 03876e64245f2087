"""What apps register about rows that can be removed and brought back; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Removable:
    """A kind of row that a coordinator can remove, with all that hangs on it.

    model: its label, as "workplans.task"; label: what the bin calls it
    also(row): rows that no key ties to it and that go with it, such as what somebody was asked about it
    need: who may bring it back (`partnerships.access.Access`)
    after(row): what is done once it is back
    """

    model: str
    label: str
    also: Callable[[Any], list] = lambda row: []
    need: str = "coordinate"
    after: Callable[[Any], None] = lambda row: None


@dataclass(frozen=True)
class Stays:
    """Rows that are never removed with something, so that it is ended or struck instead.

    model, condition: which rows; why: a sentence that says so, and what to do instead
    of: the labels of what stays because of them; empty for everything
    itself: whether such a row cannot be removed by its own button either
    pointing: whether a row counts too that would stay and only lose what it points to
    """

    model: str
    condition: Any
    why: str
    of: frozenset[str] = field(default_factory=frozenset)
    itself: bool = True
    pointing: bool = False

    def __call__(self, row: Any, going: Any) -> str:
        """Why this row stays, or nothing; `going` is what would go with it (backbone.database.removing.Found)."""
        own = row._meta.label_lower
        if self.of and own not in self.of:
            return ""
        keys = set(going.keys(self.model))
        keys -= going.untouched.get(self.model, set())
        if own == self.model and not self.itself:
            keys.discard(str(row.pk))
        if self.pointing:
            keys |= set(going.keys_emptied(self.model))
        rows = apps.get_model(self.model)._base_manager.filter(self.condition, pk__in=keys)
        return str(self.why) if keys and rows.exists() else ""
