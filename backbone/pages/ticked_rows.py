"""People whom a form has ticked, on pages when they are many: what is ticked on its other pages the form carries along.

Up to FEW rows are boxes named `to` and nothing else. Of more a page is shown, or those that have the words that
somebody looks for. Then the form says besides which rows it showed (`shown`), with what all began (`base`) and which
of the others differ from that (`otherwise`); its buttons named `turn` show other rows, or tick all or none.
"""

from __future__ import annotations

import hashlib

from django.core.paginator import Paginator
from django.http import QueryDict

from backbone.reading.folding import folded
from backbone.typed_text import clean_text

FEW = 50
BASES = ("proposed", "all", "none")


class TickedRows:
    """What is ticked of the rows in `proposed`, {person's key: whether they are ticked to begin with}.

    data: the form that was sent, or None when nobody has sent it yet
    """

    def __init__(self, proposed: dict[int, bool], data: QueryDict | None) -> None:
        self.proposed, sent = proposed, data if data is not None else QueryDict()
        self.is_paged = len(proposed) > FEW
        self.mark = hashlib.sha256(repr(sorted(proposed.items())).encode()).hexdigest()[:16]
        # Rows came, went or are proposed otherwise since the form was shown: nobody has seen what it would do.
        self.is_outdated = "mark" in sent and sent["mark"] != self.mark
        self.turn = sent.get("turn", "")
        self.words = clean_text(sent.get("words", "")).strip() if self.turn else ""
        self.base = _base(sent.get("base"))
        self.ticked = self._of_base() if data is None else self._ticked(sent)
        if self.turn in BASES:
            self.base = self.turn
            self.ticked = self._of_base()

    def _ticked(self, data):
        sent = keys_of(data, "to")
        if "mark" not in data:
            return sent
        shown = keys_of(data, "shown")
        others = (self._of_base() ^ keys_of(data, "otherwise")) - shown
        return (others | (sent & shown)) & set(self.proposed)

    def _of_base(self):
        if self.base == "all":
            return set(self.proposed)
        return {key for key, is_ticked in self.proposed.items() if is_ticked and self.base == "proposed"}

    def show(self, rows: list) -> TickedRows:
        """Choose which of `rows` stand on the page, each of a `person` of an `organisation`, and say which `is_ticked`."""
        for row in rows:
            row.is_ticked = row.person.pk in self.ticked
        wanted = folded(self.words).split()
        found = [row for row in rows if _has(row, wanted)] if wanted else rows
        number = self.turn if self.turn.isdecimal() else 1
        self.page = Paginator(found, FEW if self.is_paged else max(len(found), 1)).get_page(number)
        self.shown = [row.person.pk for row in self.page]
        self.otherwise = sorted((self._of_base() ^ self.ticked) - set(self.shown))
        return self

    def __iter__(self):
        return iter(self.page)

    def __len__(self):
        return len(self.proposed)


def _has(row, words):
    text = folded(f"{row.person} {row.organisation}")
    return all(word in text for word in words)


def _base(word):
    return word if word in BASES else "proposed"


def keys_of(data: QueryDict, name: str) -> set[int]:
    """The keys that a form sent under this name."""
    return {int(one) for one in data.getlist(name) if one.isascii() and one.isdecimal() and len(one) < 10}
