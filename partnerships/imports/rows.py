"""A row being checked: its cells by what they hold, and what it would make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from backbone.typed_text import clean_line, clean_text, without_hidden
from partnerships.imports.models import ImportRow
from partnerships.imports.refusals import Refusable


@dataclass
class Row(Refusable):
    """A row with its texts, each worked out once.

    `number` and `columns` are those of the sheet as it came; `raw` has the cells as they are now. `guesses` is
    {column as text: what was guessed for it}, `corrected` the columns that somebody changed by hand.
    """

    number: int
    raw: list
    columns: dict[str, int]
    headings: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    corrected: frozenset[int] = frozenset()
    is_left_out: bool = False
    # {(key, folded words): what somebody said that they mean}, and (key, words) that nobody said anything of.
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def texts(self) -> list[str]:
        """What each cell says, white space at its ends removed."""
        return [spreadsheets.text(cell) for cell in self.raw]

    @cached_property
    def folds(self) -> list[str]:
        """Each text as `folded` has it."""
        return [folded(text) if text else "" for text in self.texts]

    @cached_property
    def by_key(self) -> dict[str, str]:
        """{key: its cell's text}, cleaned; white space runs have become one space."""
        return {key: self._cleaned(index) for key, index in self.columns.items()}

    def cell(self, key: str) -> Any:
        """The cell as it came, or "" when there is none."""
        index = self.columns.get(key)
        return self.raw[index] if index is not None and index < len(self.raw) else ""

    def text(self, key: str) -> str:
        """What the cell says, cleaned; "" when no column holds this."""
        return self.by_key.get(key, "")

    def error(self, key: str) -> str:
        """ "#N/A" and the like, "=" for a formula that came without its result, or "" for a cell that is in order."""
        cell = self.cell(key)
        return cell.get("error", "") if isinstance(cell, dict) else ""

    def meaning(self, key: str, text: str) -> str | None:
        """What somebody said that a text means in this column; "" for nothing, None when nobody did."""
        return self.meanings.get((key, folded(text)))

    def ask(self, key: str, text: str, words: str, /, **gaps: Any) -> None:
        """Note that a text is not known; it is asked once for all rows what it means."""
        self.unknown.append((key, text))
        self.note(key, words, text=text, **gaps)

    def lines(self, key: str) -> str:
        """What the cell says, cleaned, its line ends kept: they can separate names."""
        return without_hidden(clean_text(spreadsheets.text(self.cell(key))))

    def stated(self, key: str) -> str:
        """What the cell says, but for what was only guessed."""
        return "" if str(self.columns.get(key)) in self.guesses else self.text(key)

    def is_emptied(self, key: str) -> bool:
        """Whether somebody emptied the cell by hand."""
        return self.columns.get(key) in self.corrected and not self.text(key)

    def fill(self, key: str, text: str, *, is_needed: bool = False) -> None:
        """Put a guess into a cell that nobody wrote; without a guess it is empty again.

        What somebody emptied stays empty, unless something `is_needed` there.
        """
        column = self.columns[key]
        if str(column) in self.guesses or (text and (is_needed or column not in self.corrected)):
            self.guesses[str(column)] = text
            self.raw += [""] * (column + 1 - len(self.raw))
            self.raw[column] = text
            self.__dict__ = {name: value for name, value in self.__dict__.items() if name not in WORKED_OUT}

    def heading(self, column: int) -> str:
        """The heading above a column, or its letter."""
        text = spreadsheets.text(self.headings[column]) if column < len(self.headings) else ""
        return text or spreadsheets.column_letter(column)

    def address(self, column: int) -> str:
        """The name of the cell in this row that lies in this column."""
        return spreadsheets.address(self.number, column)

    @property
    def fate(self) -> str:
        """What becomes of the row; who leaves it out decides before all else."""
        return ImportRow.Fate.LEAVE if self.is_left_out else super().fate

    def _cleaned(self, index: int) -> str:
        return " ".join(clean_line(self.texts[index]).split()) if index < len(self.raw) else ""


WORKED_OUT = frozenset(["texts", "folds", "by_key"])


@dataclass
class Batch:
    """All that one import is checked against; kinds leave in `shared` what later kinds may refer to."""

    partnership: Any
    shared: dict = field(default_factory=dict)

    def once(self, key: str, load: Callable[[], Any]) -> Any:
        """What `load()` returned the first time it was asked for under this key."""
        if key not in self.shared:
            self.shared[key] = load()
        return self.shared[key]
