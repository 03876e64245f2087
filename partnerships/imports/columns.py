"""What each column of a table holds, by its heading."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import override

from backbone.reading.folding import folded
from backbone.tables import spreadsheets

LONGEST_HEADING = 60
# How much a heading is like a column: its own words; words that may mean something else too; the last words of the
# heading ("Action owner" is an owner); words among others. What somebody said of a heading before goes before all.
TOLD, WHOLE, LOOSE, LAST, AMONG = 9, 6, 4, 3, 1
OF = re.compile(r" (?:of|for|van|voor) ")


@dataclass(frozen=True)
class Column:
    """A column that a kind of table knows.

    `synonyms` are headings in English and Dutch, lower case, separated by commas; `loose` are those that can mean
    something else, so that a better one goes before; a heading with a word of `never` is another column.
    `holds` is "words" for a column whose words come back in many rows, "number" or "period"; it helps to see that a
    row has slid. `choices(partnership)` are texts to choose from while one corrects a cell; `made_by` names the kind
    and the key whose rows make more of them.
    """

    key: str
    label: Any
    synonyms: str
    required: bool = False
    holds: str = ""
    loose: str = ""
    never: str = ""
    choices: Callable[[Any], Iterable[Any]] | None = None
    made_by: tuple[str, str] | None = None

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


def guess_columns(cells: list, kind: Any, told: Mapping[str, str] | None = None) -> dict[str, int]:
    """Which of these headings holds what, for a kind: {key: column}; each column and key once.

    `told` is {folded heading: key, or "" for a column that is not used} of what somebody said before.
    """
    headings = [folded(spreadsheets.text(cell)) for cell in cells]
    matches = [
        (strength, -index, column.key)
        for index, heading in enumerate(headings)
        for column in kind.columns
        if (strength := _likeness_told(heading, column, told or {}))
    ]
    columns: dict[str, int] = {}
    for _strength, minus_index, key in sorted(matches, reverse=True):
        if key not in columns and -minus_index not in columns.values():
            columns[key] = -minus_index
    return _with_required(columns, headings, kind)


def _with_required(columns: dict[str, int], headings: list[str], kind: Any) -> dict[str, int]:
    """What has to be there takes a heading that may be its own from a column that can be missing."""
    needed = {column.key: column for column in missing(kind, columns)}
    required = {column.key for column in kind.columns if column.required}
    for key, column in needed.items():
        held = [
            other
            for other, index in columns.items()
            if other not in required and headings[index] in column.loose_headings
        ]
        if held:
            columns[key] = columns.pop(held[0])
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


def _likeness_told(heading: str, column: Column, told: Mapping[str, str]) -> int:
    if heading in told:
        return TOLD if told[heading] == column.key else 0
    return likeness(heading, column)


def _folded_list(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split(",") if word.strip())
