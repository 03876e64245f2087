"""A row as the page shows it: its fields, what is said of each cell, and what came in the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRow
from partnerships.imports.preview.saving import Saved
from partnerships.imports.preview.showing import Sheet, things, words

STATES = {
    ImportRow.Fate.CREATE: "good",
    ImportRow.Fate.MATCH: "quiet",
    ImportRow.Fate.REFUSE: "late",
    ImportRow.Fate.LEAVE: "dropped",
}
# Longer texts get a field of several lines.
LONG = 34
# So that a page of rows has never more fields than a request may.
MOST_FURTHER = 20


@dataclass
class Cell:
    """A cell and its field; `problems` are (words, whether they refuse the row).

    `original` is what came in the file where that was changed, None elsewhere; `theirs` what somebody else wrote
    into it meanwhile.
    """

    row: int
    column: int
    heading: str
    text: str
    problems: list[tuple[str, bool]] = field(default_factory=list)
    choices: str = ""
    original: str | None = None
    theirs: str | None = None
    is_guess: bool = False

    @property
    def address(self) -> str:
        """Its name in the spreadsheet."""
        return spreadsheets.address(self.row, self.column)

    @property
    def is_refused(self) -> bool:
        """Whether what it holds refuses the row."""
        return any(refuses for _words, refuses in self.problems)

    @property
    def has_notes(self) -> bool:
        """Whether anything is said beneath it."""
        return bool(self.problems) or self.original is not None or self.theirs is not None

    @property
    def is_long(self) -> bool:
        """Whether its field has lines."""
        return "\n" in self.text or (len(self.text) > LONG and not self.choices)


@dataclass
class Shown:
    """A row for the page; `remarks` are said of the whole row: (words, whether they refuse it)."""

    number: int
    state: str
    word: str
    makes: str
    cells: list[Cell]
    remarks: list[tuple[str, bool]]
    is_left_out: bool


def shown(row: ImportRow, sheet: Sheet, saved: Saved | None = None) -> Shown:
    """An ImportRow as the page shows it; with `saved`, what could not be saved stands in its fields."""
    columns = [*sheet.used, *_further(row, sheet)]
    cells = [_cell(row, column, sheet, saved) for column in columns]
    if _is_left_out(row, saved) and not any(cell.text or cell.has_notes for cell in cells):
        # The heading of a section fills none of the columns that are read.
        cells = []
    made = {thing: row.makes.count(thing) for thing in dict.fromkeys(row.makes)}
    return Shown(
        number=row.number,
        state=STATES[row.fate],
        word=row.get_fate_display(),
        makes=", ".join(things(made)),
        cells=cells,
        remarks=_problems(row, lambda column: column is None or column not in columns),
        is_left_out=_is_left_out(row, saved),
    )


def _further(row: ImportRow, sheet: Sheet) -> list[int]:
    """Columns that are not used and yet have to be seen: past the last heading, or with something said of them."""
    beyond = [column for column in range(sheet.width, len(row.cells)) if row.cells[column] != ""]
    with_remarks = [problem["column"] for problem in row.problems if problem["column"] is not None]
    return sorted({*beyond, *with_remarks} - set(sheet.used))[:MOST_FURTHER]


def _cell(row: ImportRow, column: int, sheet: Sheet, saved: Saved | None) -> Cell:
    cell = Cell(
        row=row.number,
        column=column,
        heading=sheet.heading(column),
        text=spreadsheets.text(row.cell(column)),
        problems=_problems(row, lambda at: at == column),
        choices=sheet.choices.get(column, ""),
        original=_original(row, column),
        is_guess=str(column) in row.guesses and row.cell(column) != "",
    )
    return _with_typed(cell, saved)


def _with_typed(cell: Cell, saved: Saved | None) -> Cell:
    place = (cell.row, cell.column)
    if saved and place in saved.changed:
        cell.theirs = cell.text if place in saved.conflicts else None
        cell.text = saved.changed[place]
    return cell


def _original(row: ImportRow, column: int) -> str | None:
    if column not in row.corrected:
        return None
    before = spreadsheets.text(row.corrected[column])
    return None if before == spreadsheets.text(row.cell(column)) else before


def _problems(row: ImportRow, is_here: Any) -> list[tuple[str, bool]]:
    problems: Iterable[dict] = (problem for problem in row.problems if is_here(problem["column"]))
    return [(words(problem), problem["refuses"]) for problem in problems]


def _is_left_out(row: ImportRow, saved: Saved | None) -> bool:
    return saved.left.get(row.number, row.is_left_out) if saved else row.is_left_out
