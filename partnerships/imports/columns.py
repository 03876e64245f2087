"""What a sheet seems to be: which row has the headings, which kind of table it is, what each column holds."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import override

from backbone.reading.folding import folded
from backbone.tables import spreadsheets

HEADINGS_WITHIN = 30
LONGEST_HEADING = 60
# How much a heading is like a column: its own words; words that may mean something else too; the last words of the
# heading ("Action owner" is an owner); words among others.
WHOLE, LOOSE, LAST, AMONG = 6, 4, 3, 1
# With fewer headings known a table is of another kind; and a kind of which less than half is there is not meant.
LEAST_KNOWN = 1 / 3
OF = re.compile(r" (?:of|for|van|voor) ")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Column:
    """A column that a kind of table knows.

    `synonyms` are headings in English and Dutch, lower case, separated by commas; `loose` are those that can mean
    something else, so that a better one goes before; a heading with a word of `never` is another column.
    `holds` is "words" for a column whose words come back in many rows, "number" or "period"; it helps to see that a
    row has slid. `choices(partnership)` are texts to choose from while one corrects a cell.
    """

    key: str
    label: Any
    synonyms: str
    required: bool = False
    holds: str = ""
    loose: str = ""
    never: str = ""
    choices: Callable[[Any], Iterable[Any]] | None = None

    @cached_property
    def headings(self) -> frozenset[str]:
        """What its heading may be, folded: its labels in every language of the product are among them."""
        labels = []
        for language, _name in settings.LANGUAGES:
            with override(language):
                labels.append(folded(str(self.label)))
        return frozenset([folded(self.key), *labels, *_folded_list(self.synonyms)])

    @cached_property
    def loose_headings(self) -> frozenset[str]:
        """Headings that are its own only where no other column has a better one."""
        return _folded_list(self.loose)

    @cached_property
    def never_words(self) -> frozenset[str]:
        """Words that tell of another column."""
        return _folded_list(self.never)


@dataclass
class Guess:
    """A kind, the row of its headings (None when no row looks like one), and {key: column}."""

    kind: str = ""
    header: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    score: int = 0


def guess(sheet: Any, kinds: Iterable[Any]) -> Guess:
    """The best `Guess` for a sheet among the registered kinds.

    Where a kind fits best of which a column is missing that it needs, the guess has a header and no kind: a person
    says what it is, rather than another kind being made of it.
    """
    kinds = list(kinds)
    best = Guess()
    for number in heading_rows(sheet):
        for kind in kinds:
            found = _guess_row(sheet.rows[number], kind)
            if found.score > best.score:
                best = Guess(found.kind, number, found.columns, found.score)
    return best


def heading_rows(sheet: Any) -> list[int]:
    """The numbers of the rows that may be headings: at the top, and no row of data below another one's headings."""
    numbers = list(sheet.rows)[:HEADINGS_WITHIN]
    return [number for number in numbers if not _is_below_headings(sheet, number)]


def guess_columns(cells: list, kind: Any) -> dict[str, int]:
    """Which of these headings holds what, for a kind: {key: column}; each column and key once."""
    headings = [folded(spreadsheets.text(cell)) for cell in cells]
    matches = [
        (strength, -index, column.key)
        for index, heading in enumerate(headings)
        for column in kind.columns
        if (strength := likeness(heading, column))
    ]
    columns: dict[str, int] = {}
    for _strength, minus_index, key in sorted(matches, reverse=True):
        if key not in columns and -minus_index not in columns.values():
            columns[key] = -minus_index
    return columns


def missing(kind: Any, columns: dict[str, int]) -> list[Column]:
    """The required columns of a kind that no column of the sheet holds."""
    return [column for column in kind.columns if column.required and column.key not in columns]


def likeness(heading: str, column: Column) -> int:
    """How much a folded heading is like a column's; 0 when it is not."""
    if not heading or len(heading) > LONGEST_HEADING or column.never_words & set(heading.split()):
        return 0
    if heading in column.headings:
        return WHOLE
    if heading in column.loose_headings:
        return LOOSE
    known = [words for words in column.headings | column.loose_headings if len(words) > 2]
    # "Owner of the action" is an owner, as "action owner" is.
    subject = OF.split(heading)[0]
    if any(f" {subject}".endswith(f" {words}") for words in known):
        return LAST
    return AMONG if any(f" {words} " in f" {heading} " for words in known if len(words) > 3) else 0


def _folded_list(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split(",") if word.strip())


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


def _guess_row(cells: list, kind: Any) -> Guess:
    """Two headings at the least, a share of all that are there, make a row of headings."""
    columns = guess_columns(cells, kind)
    headings = _filled(cells)
    is_share = len(columns) >= headings * LEAST_KNOWN or len(columns) * 2 >= len(kind.columns)
    if len(columns) < 2 or not is_share:
        return Guess()
    by_key = {column.key: column for column in kind.columns}
    score = sum(
        likeness(folded(spreadsheets.text(cells[index])), by_key[key]) for key, index in columns.items()
    )
    if missing(kind, columns):
        return Guess(score=score)
    return Guess(kind.kind, columns=columns, score=score)
