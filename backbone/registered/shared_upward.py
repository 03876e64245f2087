"""What of a partnership can be shared with the one of which it is a part; apps register their kinds (backbone.panels)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class UpwardLine:
    """All that is said of a row to people who are not in its partnership.

    title, detail: in the words of whoever wrote the row
    shape, word: its state, as a bead and in a word; both empty for what has none
    when: its own day, in the reader's language, such as "due 3 Dec"
    url: where whoever is in its partnership looks at it
    """

    title: str
    detail: str = ""
    shape: str = ""
    word: str = ""
    when: str = ""
    url: str = ""


@dataclass(frozen=True)
class SharedKind:
    """A kind of row that a partnership may share with the one above it, row by row.

    label: what such rows are called, in the plural; one: what one of them is called
    rows(partnerships): those of these partnerships that may be shared, in their order, for whoever reads them there;
        what is not among them any more (removed, withdrawn, confidential by now) is not shown, whatever was chosen
    find(rows, words): those of them that have the words
    lines(rows): {row's key: UpwardLine}, in a number of queries that does not depend on how many they are
    """

    key: str
    label: Any
    one: Any
    rows: Callable[[Any], QuerySet]
    find: Callable[[QuerySet, str], QuerySet]
    lines: Callable[[list], dict[int, UpwardLine]]
    order: int
