"""Which rows concern a person; apps register theirs in their `panels.py`, and an export of a person's data holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Personal:
    """A kind of row that concerns people.

    label: what such rows are called; why: what they are kept for, in a sentence
    people: the columns that say whom a row concerns; columns: what is exported, with a heading where the column
        has none of its own; written(column, value): how a value reads where it is no plain one
    """

    model: Any
    label: str
    why: str
    people: tuple[str, ...]
    columns: Mapping[str, str]
    written: Callable[[str, Any], Any] | None = None

    @property
    def key(self) -> str:
        """The name of its table."""
        return self.model._meta.model_name


@dataclass(frozen=True)
class NotExported:
    """Columns that name a person and are no part of their export, and why, in a sentence for them."""

    model: Any
    people: tuple[str, ...]
    why: str


personal: list[Personal] = []
not_exported: list[NotExported] = []
