"""The numbers of a table's columns: read as people write them, noted when there is a doubt, refused with the reason."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from backbone.reading import dates, numbers
from backbone.tables import spreadsheets
from partnerships.imports import values

if TYPE_CHECKING:
    from partnerships.imports.columns import Column
    from partnerships.imports.rows import Row
    from partnerships.models import Partnership

LARGEST = Decimal(10) ** 14
FOUR_DECIMALS = Decimal("0.0001")

SLID_NUMBER = gettext_noop(
    "“%(text)s” is not a number, but %(cell)s beside it is: this row seems to have slid one column to the right."
)
TOO_LARGE = gettext_noop("This number is too large to store.")
ROUNDED = gettext_noop("Rounded to four decimals: %(value)s.")
READ_NOT_AS = gettext_noop("Read as %(value)s, not as %(other)s.")
NO_NUMBER = gettext_noop("“%(text)s” was read as: no number yet.")
SHOWN_IN_PERCENT = gettext_noop("“%(text)s” was read as %(value)s.")
BELOW_ONE = gettext_noop(
    "Read as %(value)s percent, less than one. If %(other)s percent is meant, write that."
)
KEPT = gettext_noop("“%(text)s” is not one number: it is kept as written, and no number is recorded.")
RANGE = gettext_noop(
    "“%(text)s” is a range. Write one number: %(low)s, %(high)s, or %(middle)s, which lies in the middle."
)
ANOTHER_UNIT = gettext_noop("“%(text)s” was read as %(value)s. Its unit does not say %(sign)s: check it.")


class NumberColumn:
    """One column that holds numbers. Its other texts tell whether 1.250 is a thousand, or else `language` does."""

    def __init__(self, key, rows, number_keys, language):
        self.key, self.rows, self.number_keys, self.language = key, rows, number_keys, language

    @cached_property
    def mark(self) -> str | None:
        """ "." or ",": what stands before decimals here; None when the texts don't tell."""
        cells = (row.cell(self.key) for row in self.rows)
        return numbers.decimal_mark_of(cell for cell in cells if isinstance(cell, str))

    @cached_property
    def counts(self) -> Counter[int]:
        """How many rows have a number in each column of the sheet."""
        return Counter(i for row in self.rows for i, cell in enumerate(row.raw) if self._is_number(cell))

    def read(self, row: Row, *, unit: str = "", missing: str = "") -> Decimal | None:
        """The cell as a Decimal, or None: then the row is refused, or the cell is empty or says that it is.

        `unit` is what the number counts in. With `missing`, words marked with gettext_noop, an empty cell
        refuses the row.
        """
        number = self._number(row.cell(self.key))
        if number.is_absent:
            return self._leave_open(row, number, missing)
        if number.reason:
            return self._refuse(row, number)
        if abs(number.value) >= LARGEST:
            return row.refuse(self.key, TOO_LARGE)
        return self._noted(row, number, unit)

    def read_or_keep(self, row: Row, *, unit: str = "", most: int) -> tuple[Decimal | None, str]:
        """(the number, "") of a cell that may be empty; of one that is no number, (None, its words as written).

        Words refuse the row where they tell that it has slid, or are longer than `most`.
        """
        number = self._number(row.cell(self.key))
        is_number = number.value is not None and abs(number.value) < LARGEST
        if number.is_absent or is_number or self._has_slid(row, number):
            return self.read(row, unit=unit), ""
        row.note(self.key, KEPT, text=row.text(self.key))
        return None, values.fitting(row, self.key, most)

    def _number(self, cell):
        """A Number; what the sheet itself stored as one has but one reading."""
        text = spreadsheets.text(cell)
        if isinstance(cell, dict) and "percent" in cell:
            return numbers.Number(text, spreadsheets.percent(cell), is_percent=True)
        if isinstance(cell, int | float):
            return numbers.Number(text, Decimal(text))
        return numbers.read(text, language=self.language, decimal_mark=self.mark)

    def _is_number(self, cell):
        return cell != "" and self._number(cell).value is not None

    def _leave_open(self, row, number, missing):
        if missing:
            row.refuse(self.key, missing)
        elif number.text:
            row.note(self.key, NO_NUMBER, text=number.text)

    def _refuse(self, row, number):
        if self._has_slid(row, number):
            beside = row.address(row.columns[self.key] + 1)
            row.refuse(self.key, SLID_NUMBER, text=number.text, cell=beside)
        elif ends := self._ends(number):
            low, high = ends
            row.refuse(self.key, RANGE, text=number.text, low=low, high=high, middle=(low + high) / 2)
        else:
            row.refuse(self.key, number.reason, text=number.text)

    def _ends(self, number):
        """The two numbers of a range that is written from the lower to the higher one."""
        if number.reason != numbers.IS_A_RANGE:
            return None
        return numbers.ends_of(number.text, language=self.language, decimal_mark=self.mark)

    def _has_slid(self, row, number):
        """Whether the number stands beside: under a heading under which no other row has one."""
        if number.reason != numbers.NOT_A_NUMBER:
            return False
        beside = row.columns[self.key] + 1
        cell = row.raw[beside] if beside < len(row.raw) else ""
        wordy = {index for key, index in row.columns.items() if key not in self.number_keys}
        is_alone = beside in wordy and self._is_number(cell) and self.counts[beside] == 1
        return is_alone and not dates.is_only_a_period(spreadsheets.text(cell))

    def _noted(self, row, number, unit):
        value = number.value.quantize(FOUR_DECIMALS)
        if value != number.value:
            row.note(self.key, ROUNDED, value=value)
        elif number.is_ambiguous:
            row.note(self.key, READ_NOT_AS, value=value, other=number.other)
        self._note_unit(row, number, value, unit)
        return value

    def _note_unit(self, row, number, value, unit):
        """A share may be written as 0.45 where the unit is %, and .xls tells not how its cells are shown."""
        if not numbers.sign_fits(number, unit):
            row.note(self.key, ANOTHER_UNIT, text=number.text, value=value, sign=number.sign)
        elif isinstance(row.cell(self.key), dict):
            row.note(self.key, SHOWN_IN_PERCENT, text=number.text, value=value)
        elif numbers.counts_in_percent(unit) and not number.is_percent and 0 < abs(value) < 1:
            row.note(self.key, BELOW_ONE, value=value, other=value * 100)


def columns_of(rows: list[Row], columns: list[Column], partnership: Partnership) -> dict:
    """{key: NumberColumn} of the columns that hold numbers."""
    keys = {column.key for column in columns if column.holds == "number"}
    return {key: NumberColumn(key, rows, keys, partnership.language) for key in keys}
