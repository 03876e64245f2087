"""What a sheet seems to be: which row has the headings, and which kind of table it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from partnerships.imports.columns import LONGEST_HEADING, TOLD, guess_columns, likeness, missing
from partnerships.imports.layout import between, marks

HEADINGS_WITHIN = 30
# With fewer headings known a table is of another kind; and a kind of which less than half is there is not meant.
LEAST_KNOWN = 1 / 3
# The likeness of a heading, in the mean, from which on a table is surely of a kind.
SURE = 5
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class Guess:
    """A kind, the row of its headings (None when no row looks like one), and {key: column}.

    Without a kind `nearest` says which one it is most like, as {"kind": …, "missing": [keys of what it lacks]}.
    """

    kind: str = ""
    header: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    score: int = 0
    nearest: dict[str, Any] = field(default_factory=dict)


def guess(sheet: Any, kinds: Iterable[Any], told: Mapping[str, Mapping[str, str]] | None = None) -> Guess:
    """The best `Guess` for a sheet among the registered kinds; `told` has what was said of headings, by kind.

    Where a kind fits best of which a column is missing that it needs, the guess has a header and no kind: a person
    says what it is, rather than another kind being made of it.
    """
    kinds = [kind for kind in kinds if not kind.read_sheet]
    best = Guess()
    for number in heading_rows(sheet):
        for kind in kinds:
            found = _guess_row(sheet, number, kind, (told or {}).get(kind.kind, {}))
            if found.score > best.score:
                best = found
    return best


def heading_rows(sheet: Any) -> list[int]:
    """The numbers of the rows that may be headings: at the top, and no row of data below another one's headings."""
    numbers = list(sheet.rows)[:HEADINGS_WITHIN]
    return [number for number in numbers if not _is_below_headings(sheet, number)]


def _is_below_headings(sheet: Any, number: int) -> bool:
    """Whether a row right above it, in one block with it, looks like headings and is as wide."""
    width = _filled(sheet.rows[number])
    above = number - 1
    while above in sheet.rows:
        if _looks_like_headings(sheet.rows[above]) and _filled(sheet.rows[above]) >= width:
            return True
        above -= 1
    return False


def _filled(cells: list) -> int:
    return sum(cell != "" for cell in cells)


def _looks_like_headings(cells: list) -> bool:
    """Short words or years, each once; "Period: 2026" above a table is a line of two."""
    texts = [folded(spreadsheets.text(cell)) for cell in cells if cell != ""]
    are_words = all(
        isinstance(cell, str) or YEAR.fullmatch(spreadsheets.text(cell)) for cell in cells if cell != ""
    )
    are_short = all(len(text) <= LONGEST_HEADING for text in texts)
    return are_words and are_short and len(texts) > 2 and len(set(texts)) == len(texts)


def _guess_row(sheet: Any, number: int, kind: Any, told: Mapping[str, str]) -> Guess:
    """Two headings at the least, a share of all that are there, make a row of headings."""
    cells = sheet.rows[number]
    columns = guess_columns(cells, kind, told)
    marked = marks.find(sheet, number, columns.values()) if kind.marks else {}
    headings = _filled(cells) - len(marked)
    is_share = len(columns) >= headings * LEAST_KNOWN or len(columns) * 2 >= len(kind.columns)
    if len(columns) < 2 or not is_share:
        return Guess()
    score = _score(cells, columns, kind, told)
    lacks = [one.key for one in missing(kind, columns)]
    if not lacks or (lacks == [kind.section] and _has_sections(sheet, number, kind, columns)):
        return Guess(kind.kind, number, columns, score)
    return Guess("", number, {}, score, {"kind": kind.kind, "missing": lacks})


def _score(cells: list, columns: Mapping[str, int], kind: Any, told: Mapping[str, str]) -> int:
    by_key = {column.key: column for column in kind.columns}
    headings = {key: folded(spreadsheets.text(cells[index])) for key, index in columns.items()}
    return sum(
        TOLD if heading in told else likeness(heading, by_key[key]) for key, heading in headings.items()
    )


def _has_sections(sheet: Any, number: int, kind: Any, columns: Mapping[str, int]) -> bool:
    below = {place: cells for place, cells in sheet.rows.items() if place > number}
    return bool(between.sections(kind, columns, sheet.rows[number], below))
