"""What is said of a row beside others: the rows above it, what is stored, and words that hold no date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from backbone.reading import date_pieces
from backbone.reading.folding import folded

if TYPE_CHECKING:
    from backbone.reading.dates import Reading
    from partnerships.imports.rows import Row

TWICE = gettext_noop("The same as row %(row)s; it is imported once.")
DIFFERS = gettext_noop("Already recorded here as “%(here)s”; that stays.")
UNREAD = gettext_noop("Kept as written; no date could be read from it.")
NO_YEAR = gettext_noop("Kept as written; with its year it can be read as a date.")


def is_repeated(
    row: Row,
    seen: dict,
    keys: list[str],
    column: str,
    *,
    twice: str = TWICE,
    otherwise: str | None = None,
    folding: Any = folded,
) -> bool:
    """Whether a row above names the same thing by its values of `keys`; the row then says so at `column`.

    `seen` is {folded names: row}, handed on from row to row. With `otherwise`, the words that tell of two
    rows at odds, a row whose other values differ is refused. `folding` makes the text that two spellings share.
    """
    first = seen.setdefault(tuple(folding(row.values[key]) for key in keys), row)
    if first is row:
        return False
    if otherwise and first.values != row.values:
        row.refuse(column, otherwise, row=first.number)
    else:
        row.note(column, twice, row=first.number)
    return True


def note_differences(row: Row, stored: dict, labels: dict | None = None) -> None:
    """What is stored, {key: value}, stays; where the row says it otherwise, the stored value or its label is said."""
    for key, here in stored.items():
        if row.values[key] and here not in ("", None) and folded(row.values[key]) != folded(here):
            row.note(key.removesuffix("_words"), DIFFERS, here=(labels or {}).get(key, here))


def note_unread(row: Row, key: str, period: Reading) -> None:
    """Say that a cell's words are kept although no date could be read from them."""
    if period.words and not period.is_read and not period.is_impossible:
        row.note(key, NO_YEAR if period.problem == date_pieces.NO_YEAR else UNREAD)
