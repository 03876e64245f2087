"""Which rows concern a person: apps register in their `panels.py` what an export of a person's data holds of them, and what
an erasure takes away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet


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


@dataclass(frozen=True)
class Erased:
    """What an erasure takes away: rows of a kind, or the words in some of their columns; their history as well.

    label: what is taken away, for the administrator; people: the columns that say whose it is
    to: {column: what it holds afterwards}; without it the rows are deleted; only: what the rows are filtered by
    """

    model: Any
    label: str
    people: tuple[str, ...]
    to: Mapping[str, Any] | None = None
    only: Mapping[str, Any] | None = None

    def rows(self, person: Any, model: Any = None) -> QuerySet:
        """The rows that it reaches; of the history of its model when that is given."""
        return rows_of(person, model or self.model, self.people).filter(**(self.only or {}))


@dataclass(frozen=True)
class Naming:
    """Texts in which the product itself, or whoever noted an answer, names people: an erasure writes other words there."""

    model: Any
    columns: tuple[str, ...]


def rows_of(person: Any, model: Any, people: Iterable[str]) -> QuerySet:
    """The rows of a model that concern a person by one of these columns."""
    concerns = Q(*(Q(**{column: person.pk}) for column in people), _connector=Q.OR)
    return model._base_manager.filter(concerns)


personal: list[Personal] = []
erased: list[Erased] = []
naming: list[Naming] = []
# What an erasure leaves, and why: a sentence each.
staying: list[str] = []
not_exported: list[NotExported] = []
