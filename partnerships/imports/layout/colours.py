"""Cells that are only coloured, under periods: read as marks where it is clear that they are, else said to be not read.

A coloured cell can be a mark, a band, a weekend or a legend. What is coloured alike in all rows tells nothing of any one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from backbone.tables.spreadsheets import Sheet
from partnerships.imports.layout import marks

HEADINGS_WITHIN = 30
FEWEST_ROWS = 2


def as_marks(sheet: Sheet) -> Sheet:
    """The sheet with a mark in each cell that is coloured as one; or with `unread_colours`, where that is not clear."""
    periods = _periods(sheet) if sheet.coloured else None
    if periods is None:
        return sheet
    header, columns = periods
    painted = _by_row(sheet.coloured)
    below = [n for n in sheet.rows if n > header and not _is_band(painted[n], set(columns))]
    bare = {number: _bare(sheet.rows[number], painted[number], columns) for number in below}
    coloured = [number for number in below if bare[number]]
    if len(coloured) < FEWEST_ROWS:
        return sheet
    if _has_words(sheet, below, columns) or len(set(bare.values())) == 1:
        return replace(sheet, unread_colours=len(coloured))
    rows = {number: _marked(cells, bare.get(number, frozenset())) for number, cells in sheet.rows.items()}
    return replace(sheet, rows=rows, colour_marks=sum(map(len, bare.values())))


def _periods(sheet: Sheet) -> tuple[int, Mapping[int, str]] | None:
    """(the row with the most headings of periods, the lower of two alike, and these): None where there is none."""
    found = {
        number: marks.headings(sheet, number, range(len(sheet.rows[number])))
        for number in list(sheet.rows)[:HEADINGS_WITHIN]
    }
    best = max(found, key=lambda number: (len(found[number]), number), default=None)
    return (best, found[best]) if best is not None and len(found[best]) >= marks.FEWEST else None


def _by_row(coloured: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """{row: its coloured columns}."""
    rows: dict[int, set[int]] = defaultdict(set)
    for number, column in coloured:
        rows[number].add(column)
    return rows


def _is_band(painted: set[int], columns: set[int]) -> bool:
    """Whether the whole row is painted, beyond the periods too."""
    return painted >= columns and bool(painted - columns)


def _bare(cells: list, painted: set[int], columns: Iterable[int]) -> frozenset[int]:
    """The periods under which the row has a coloured cell without anything in it."""
    return frozenset(column for column in columns if column in painted and _is_empty(cells, column))


def _has_words(sheet: Sheet, below: list[int], columns: Mapping[int, str]) -> bool:
    """Whether something is written under the periods: then that tells when, and what colours say is not known."""
    return any(not _is_empty(sheet.rows[number], column) for number in below for column in columns)


def _is_empty(cells: list, column: int) -> bool:
    return column >= len(cells) or cells[column] == ""


def _marked(cells: list, columns: frozenset[int]) -> list:
    width = max([len(cells), *(column + 1 for column in columns)])
    padded = cells + [""] * (width - len(cells))
    return [marks.COLOURED if column in columns else cell for column, cell in enumerate(padded)]
