"""Which rows are shared: what a page showed, and what is ticked on it."""

from __future__ import annotations

from django.http import QueryDict

from backbone.pages.ticked_rows import keys_of
from backbone.typed_text import is_key

AT_ONCE = 50


class Ticks:
    """The boxes of one page of rows: which were shown, which were ticked then (`was`), and which are now (`share`).

    Only what somebody changed counts, so that two who choose at the same time don't undo each other's choice.
    """

    def __init__(self, data: QueryDict) -> None:
        shown = set(sorted(keys_of(data, "shown"))[:AT_ONCE])
        was, now = keys_of(data, "was") & shown, keys_of(data, "share") & shown
        self.share, self.stop = now - was, was - now
        parent = data.get("parent", "")
        self.parent = int(parent) if is_key(parent) else 0
