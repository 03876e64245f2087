"""Rows whose cells stand under the wrong headings: a comma that split one cell, a cell too many or too few.

Such a row looks plausible cell by cell; only its contents beside those of the other rows give it away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from backbone.reading import dates

if TYPE_CHECKING:
    from backbone.registered.import_sheets import ImportSheet
    from partnerships.imports.rows import Row

TOO_MANY = gettext_noop(
    "This row has %(n)s cells, the headings only %(width)s: a comma within a cell may have split it. Put such a "
    "cell between double quotation marks, or bring the corrected row back in a spreadsheet."
)
GOES_ON = gettext_noop(
    "This seems to continue from %(cell)s (“%(before)s”): a comma may have split one cell in two and moved the following cells one column to the right. Put the text back together in %(cell)s and check that every other cell is under its heading."
)
STANDS_LEFT = gettext_noop(
    "“%(text)s” is under “%(heading)s” here and under “%(other)s” in other rows: this row seems to have shifted to the left. Check that each cell is under its heading."
)
STANDS_RIGHT = gettext_noop(
    "“%(text)s” is under “%(heading)s” here and under “%(other)s” in other rows: this row seems to have shifted to the right. Check that each cell is under its heading."
)
PERIOD_HERE = gettext_noop(
    "“%(text)s” says when and is under “%(heading)s”, while “%(other)s” is empty: this row seems to have shifted one column to the left. Check that each cell is under its heading."
)


def refuse_slips(rows: list[Row], kind: ImportSheet, width: int, is_text: bool) -> None:
    """Refuse the rows that seem to have slid. `width` counts the columns that a text file (`is_text`) may have."""
    if is_text and width:
        _refuse_too_long(rows, width)
    _refuse_continued(rows)
    _refuse_displaced(rows, kind)
    _refuse_stray_periods(rows, kind)


def _refuse_too_long(rows, width):
    long = [row for row in rows if len(row.raw) > width]
    if len(long) * 2 > len(rows) and not any(any(row.raw[width:]) for row in long):
        return
    for row in long:
        split = next((i for i in range(1, len(row.raw)) if _goes_on(row.raw, i)), len(row.raw) - 1)
        row.refuse_column(split, TOO_MANY, n=len(row.raw), width=width)


def _refuse_continued(rows):
    """A cell that begins with a space and a small letter goes on from the one before it."""
    texts = [cell for row in rows for cell in row.raw if isinstance(cell, str) and cell]
    indented = sum(cell[0].isspace() for cell in texts)
    if indented > 3 and indented * 10 > len(texts):
        # Here every cell begins with a space: a habit of the file, and no sign.
        return
    for row in rows:
        if row.is_refused:
            continue
        for index in range(1, len(row.raw)):
            if _goes_on(row.raw, index):
                row.refuse_column(index, GOES_ON, cell=row.address(index - 1), before=row.texts[index - 1])


def _goes_on(cells, index):
    cell, before = cells[index], cells[index - 1]
    if not (isinstance(cell, str) and isinstance(before, str)) or not before.strip():
        return False
    begins = cell[:1].isspace() and cell.lstrip()[:1].islower()
    return begins and before.rstrip()[-1] not in ".;:!?"


def _refuse_displaced(rows, kind):
    """Two cells or more whose words stand, in other rows, the same number of columns further on."""
    steady = {column.key for column in kind.columns if column.holds == "words"}
    homes = _homes(rows, steady)
    for row in rows:
        shifts = {} if row.is_refused else _shifts(row, homes, steady)
        for shift, found in shifts.items():
            if len(found) > 1:
                _refuse_shifted(row, found[0], shift)
                break


def _homes(rows, steady):
    """{words: Counter of columns}, for columns whose words come back in many rows."""
    homes = defaultdict(Counter)
    for row in rows:
        own = {index for key, index in row.columns.items() if key in steady}
        for column, text in _words(row):
            if column in own:
                homes[text][column] += 1
    return homes


def _shifts(row, homes, steady):
    """{number of columns: [(column, home)]} for cells that stand alone here and at home elsewhere."""
    own = {index for key, index in row.columns.items() if key in steady}
    shifts = defaultdict(list)
    for column, text in _words(row):
        here = homes[text][column] - (column in own) if text in homes else 1
        if here == 0:
            for home in homes[text]:
                if home != column:
                    shifts[home - column].append((column, home))
    return shifts


def _words(row):
    return [(index, text) for index, text in enumerate(row.folds) if len(text) > 1]


def _refuse_shifted(row, found, shift):
    column, home = found
    gaps = {
        "text": row.texts[column],
        "heading": row.heading(column),
        "other": row.heading(home),
    }
    row.refuse_column(column, STANDS_LEFT if shift > 0 else STANDS_RIGHT, **gaps)


def _refuse_stray_periods(rows, kind):
    """A period beside the empty cell that should hold it."""
    holds = {column.key: column.holds for column in kind.columns}
    for row in rows:
        by_index = {index: key for key, index in row.columns.items()}
        for key, index in row.columns.items():
            beside = holds.get(by_index.get(index - 1))
            if (
                holds[key] == "period"
                and row.cell(key) == ""
                and beside in ("", "words")
                and not row.is_refused
            ):
                _refuse_stray_period(row, index)


def _refuse_stray_period(row, index):
    text = row.texts[index - 1] if index - 1 < len(row.texts) else ""
    if text and dates.is_only_a_period(text):
        gaps = {"text": text, "heading": row.heading(index - 1), "other": row.heading(index)}
        row.refuse_column(index - 1, PERIOD_HERE, **gaps)
