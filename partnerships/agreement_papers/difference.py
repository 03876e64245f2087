"""What one version of the agreement says otherwise than another: clause by clause, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.time import dates
from partnerships.agreement_papers.as_words import as_words
from partnerships.agreement_papers.comparing import (
    ADDED,
    REMOVED,
    SAME,
    Piece,
    in_reading_order,
    moved,
    pieces,
)

if TYPE_CHECKING:
    from partnerships.documents.models import Version

CHANGED, MOVED = "changed", "moved"
# Letters of one stretch: of a longer one the version itself has all. Shorter where very much changed.
LONGEST, SHORTER, MANY = 3_000, 400, 40


@dataclass(frozen=True)
class Row:
    """A clause, or what stands around the clauses: what became of it, its heading, its words in pieces.

    number: the clause's in the later version, or in the earlier one where it went
    """

    kind: str
    heading: str
    pieces: list[Piece]
    is_cut: bool = False
    has_moved: bool = False
    number: str = ""

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        return _words()[self.kind]


def _words():
    return {
        ADDED: pgettext("clause", "Added"),
        REMOVED: pgettext("clause", "Removed"),
        CHANGED: pgettext("clause", "Changed"),
        MOVED: pgettext("clause", "Moved"),
    }


@dataclass(frozen=True)
class Difference:
    """Two versions beside each other; `same`: how many clauses say what they said."""

    before: Version
    now: Version
    rows: list[Row]
    same: int


def difference(before: Version, now: Version, numbers: dict[str, str] | None = None) -> Difference:
    """What changed from one version to the other, in the reader's language.

    numbers: of clauses, by their keys
    """
    old, new = _clauses(before.data), _clauses(now.data)
    shifted = moved(list(old), list(new))
    found = []
    for key in in_reading_order(list(old), list(new)):
        row = _row(old.get(key), new.get(key), key in shifted)
        found.append(row and replace(row, number=(numbers or {}).get(key, "")))
    rows = [*_around(before.data, now.data), *(row for row in found if row)]
    return Difference(before, now, _bounded(rows), found.count(None))


def _clauses(data: dict) -> dict[str, dict]:
    return {one["key"]: one for one in data.get("clauses", ())}


def _row(old: dict | None, new: dict | None, has_moved: bool) -> Row | None:
    if old is None or new is None:
        one, kind = (new, ADDED) if old is None else (old, REMOVED)
        return Row(kind, one["heading"], [Piece(kind, as_words(one["text"]))])
    if (old["heading"], old["text"]) == (new["heading"], new["text"]):
        return Row(MOVED, new["heading"], []) if has_moved else None
    changes = _changes(old["text"], new["text"]) if old["text"] != new["text"] else []
    if old["heading"] != new["heading"]:
        changes = [Piece(REMOVED, old["heading"]), Piece(ADDED, new["heading"]), *changes]
    return Row(CHANGED, new["heading"], changes, has_moved=has_moved)


def _changes(old: str, new: str) -> list[Piece]:
    """As words; where only a mark of Markdown is another, with the marks."""
    before, now = as_words(old), as_words(new)
    return pieces(before, now) if before != now else pieces(old, new)


def _around(old: dict, new: dict) -> list[Row]:
    """Who it is between, whether it binds, and its days, where these are not as they were."""
    pairs = [
        (_("Between"), "\n".join(old.get("partners", ())), "\n".join(new.get("partners", ()))),
        (_("Status"), _status(old), _status(new)),
        (_("Looked at again by"), _day(old, "review_on"), _day(new, "review_on")),
        (_("Ends on"), _day(old, "end_on"), _day(new, "end_on")),
    ]
    return [Row(CHANGED, label, pieces(before, now)) for label, before, now in pairs if before != now]


def _status(data: dict) -> str:
    return _("Meant to be legally binding") if data.get("binding") else _("Not legally binding")


def _day(data: dict, name: str) -> str:
    return dates.long(date.fromisoformat(data[name])) if data.get(name) else ""


def _bounded(rows: list[Row]) -> list[Row]:
    most = LONGEST if len(rows) <= MANY else SHORTER
    return [_cut(row, most) for row in rows]


def _cut(row: Row, most: int) -> Row:
    kept: list[Piece] = []
    room = most
    for piece in row.pieces:
        if room <= 0:
            break
        kept.append(Piece(piece.kind, truncatechars(piece.words, room + 1)))
        room -= len(piece.words)
    if room >= 0:
        return row
    return replace(row, pieces=kept, is_cut=True)


def chosen(versions: list[Version], before: Any, now: Any) -> tuple[Version, Version] | None:
    """The two with these numbers, the older first; the latest and the one before it where nothing was chosen."""
    if len(versions) < 2:
        return None
    by_number = {str(one.number): one for one in versions}
    later = by_number.get(str(now), versions[0])
    others = [one for one in versions if one.pk != later.pk]
    earlier = by_number.get(str(before))
    if earlier is None or earlier.pk == later.pk:
        earlier = next((one for one in others if one.number < later.number), others[-1])
    return (earlier, later) if earlier.number < later.number else (later, earlier)


__all__ = ["ADDED", "CHANGED", "MOVED", "REMOVED", "SAME", "Difference", "Row", "chosen", "difference"]
