"""A list of a page that has several: its first rows, and the others on pages of their own that the address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

FIRST_ROWS = 20


def first_rows(
    rows: Sequence | Any, query: QueryDict, name: str, per_page: int = FIRST_ROWS, at: str = ""
) -> Page:
    """The page of `rows` (a list or a QuerySet in order) that `name` asks for in the address, or the first.

    at: the address of the list's page, where it is shown under other addresses too. A QuerySet is counted only
    when it has more than its first page.
    """
    asked = query.get(name)
    if isinstance(rows, QuerySet) and not asked:
        page = _first_page(rows, per_page)
    else:
        page = Paginator(rows, per_page).get_page(asked)
    page.name, page.at = name, at
    return page


def _first_page(rows, per_page):
    start = list(rows[: per_page + 1])
    if len(start) <= per_page:
        return Paginator(start, per_page).page(1)
    return Page(start[:per_page], 1, Paginator(rows, per_page))


def neighbours(page: Page, query: QueryDict, place: str = "") -> dict[str, str]:
    """The addresses of the `earlier` and the `later` page, what else stands in the query kept; `place` is an id."""
    return {
        "earlier": _address(page, query, page.number - 1, place),
        "later": _address(page, query, page.number + 1, place),
    }


def _address(page, query, number, place):
    parameters = query.copy()
    parameters[getattr(page, "name", "page")] = str(number)
    return f"{getattr(page, 'at', '')}?{parameters.urlencode()}" + (f"#{place}" if place else "")
