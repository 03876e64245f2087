"""What the page of rows sends back: the text of each cell, and which rows are left out."""

import re
from dataclasses import dataclass, field

from django.http import QueryDict

from backbone.tables import spreadsheets
from backbone.tables.spreadsheet_reader import COLUMNS
from backbone.typed_text import clean_text

ROWS_A_PAGE = 50
CELL = re.compile(r"c-([0-9]{1,7})-([0-9]{1,3})")
NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass
class Typed:
    """`place` is the sheet's, `revision` the one that the page showed; rows are told by their numbers.

    `cells` is {(row, column): text}; `left_out` has the rows that are ticked.
    """

    place: int = 0
    revision: int = 0
    numbers: list[int] = field(default_factory=list)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)

    def texts_of(self, number: int) -> dict[int, str]:
        """{column: text} of one row."""
        return {column: text for (row, column), text in self.cells.items() if row == number}


def read(data: QueryDict) -> Typed:
    """What was sent, as far as a page can send it; other fields are nothing."""
    numbers = [int(text) for text in data.getlist("row")[:ROWS_A_PAGE] if NUMBER.fullmatch(text)]
    cells = {
        (int(match[1]), int(match[2])): tidy(text)
        for name, text in data.items()
        if (match := CELL.fullmatch(name)) and int(match[1]) in numbers and int(match[2]) < COLUMNS
    }
    left_out = {number for number in numbers if data.get(f"leave-{number}")}
    return Typed(_number(data, "sheet"), _number(data, "revision"), numbers, cells, left_out)


def tidy(text: str) -> str:
    """Text as it is kept: cleaned, its lines ended alike, no white space at its ends."""
    return clean_text(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def same_text(text: str, cell: object) -> bool:
    """Whether a field holds what the cell says; white space alone is no correction."""
    return text.split() == tidy(spreadsheets.text(cell)).split()


def _number(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return int(text) if NUMBER.fullmatch(text) else 0
