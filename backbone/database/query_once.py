"""One query for a question that several parts of a page ask: answers are kept on the rows that they are about."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Value

if TYPE_CHECKING:
    from collections.abc import Callable


def asked_once(ask: Callable[[list], dict]) -> Callable[[list], list]:
    """Decorate `ask(rows) -> {row's key: answer}`; called with rows it returns their answers, in their order.

    Each object keeps its answer, so that only those without one are asked about. A request fetches its rows
    anew, so no answer outlives the page; what changes rows does not call what is decorated so.
    """

    @wraps(ask)
    def answers(rows: list) -> list:
        new = [row for row in rows if ask not in _kept(row)]
        found = ask(new) if new else {}
        for row in new:
            _kept(row)[ask] = found[row.pk]
        return [_kept(row)[ask] for row in rows]

    return answers


def _kept(row):
    return row.__dict__.setdefault("_answers", {})


def with_rows(querysets: dict) -> set[str]:
    """The names of those querysets in {name: queryset} that have any row, in one query."""
    return set(rows_of_each(querysets)) if querysets else set()


def rows_of_each(querysets: dict) -> QuerySet:
    """A queryset of the names of those querysets in {name: queryset} that have any row."""
    first, *others = [
        rows.order_by().annotate(there=Value(name)).values_list("there", flat=True)[:1]
        for name, rows in querysets.items()
    ]
    return first.union(*others, all=True)


def counted(querysets: dict) -> QuerySet:
    """A queryset of {"name": the name of a queryset in {name: queryset}, "n": how many rows it has}; none for no rows."""
    first, *others = [
        rows.order_by().values(name=Value(name)).annotate(n=Count("pk")) for name, rows in querysets.items()
    ]
    return first.union(*others, all=True)
