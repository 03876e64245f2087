"""The column with the numbers of milestones that are here already, by which a table that comes back finds them again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy, gettext_noop

from partnerships.imports.columns import Column

if TYPE_CHECKING:
    from partnerships.imports.rows import Row

KEY = "milestone_number"
COLUMN = Column(
    KEY,
    gettext_lazy("Milestone number"),
    "milestone no, milestone nr, number of the milestone, mijlpaalnummer, nummer van de mijlpaal, mijlpaal nr",
)
WRITTEN = re.compile(r"m?\s*-?\s*0*([1-9]\d{0,6})", re.ASCII | re.IGNORECASE)
NOT_HERE = gettext_noop("No milestone here has the number “%(words)s”: it is found by its title.")


def read(row: Row) -> int | None:
    """The number in the row, written as "M12", "m 12" or "12"; None when there is none."""
    written = WRITTEN.fullmatch(row.text(KEY).strip())
    return int(written[1]) if written else None


def find(row: Row, milestones: dict[int, Any]) -> Any | None:
    """The milestone that the row's number names, or None; a number that nobody has is noted."""
    words = row.text(KEY)
    found = milestones.get(row.values[KEY])
    if words and found is None:
        row.note(KEY, NOT_HERE, words=words)
    return found
