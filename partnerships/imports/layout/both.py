"""A sheet that holds rows of two kinds side by side, such as partners with their people: it comes in as both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from backbone.registered.import_sheets import ImportSheet
from backbone.tables.spreadsheets import Sheet, Unreadable
from partnerships.imports.layout import headings


def find(sheet: Sheet, guess: headings.Guess, among: Iterable[ImportSheet]) -> tuple[str, dict] | None:
    """(the second kind, where its rows stand) of a sheet that seems to hold the first; None for a sheet of one kind.

    Where they stand is what `read_beside` takes, and the kind whose headings these are, as "kind".
    """
    for kind in among:
        columns = guess.columns
        if guess.kind and guess.kind == kind.beside and set(kind.beside_columns) & set(columns):
            place = {"kind": guess.kind, "header": guess.header, "columns": columns}
            if kind.recognises(sheet) and _has_rows(kind, sheet, place):
                return kind.kind, place
    return None


def rows_of(kind: ImportSheet, sheet: Sheet, place: Mapping[str, Any]) -> dict[int, list]:
    """The rows of the second kind; raises `Unreadable`."""
    rows: dict[int, list] = kind.read_beside(sheet, place["header"], place["columns"])
    return rows


def filled_down(sheet: Sheet, header: int, column: int) -> Sheet:
    """The sheet with what is written once for several rows, right above one another, in each of them."""
    rows, above = {}, ""
    for number, cells in sheet.rows.items():
        written = cells[column] if column < len(cells) else ""
        if number > header:
            above = written if written != "" or number - 1 not in sheet.rows else above
            cells = [*cells, *[""] * (column + 1 - len(cells))]
            cells[column] = above
        rows[number] = cells
    return replace(sheet, rows=rows)


def said_once(sheet: Sheet, kind: ImportSheet, place: Mapping[str, Any]) -> dict:
    """{"once": the column that tells whose rows are whose, "is_once": whether it is written once for several}."""
    key = next(column.key for column in kind.columns if column.required)
    column = place["columns"][key]
    filled = filled_down(sheet, place["header"], column).rows
    is_once = any(
        _is_empty(cells, column) and filled[number][column] != ""
        for number, cells in sheet.rows.items()
        if number > place["header"]
    )
    return {"once": column, "is_once": is_once}


def _is_empty(cells, column):
    return column >= len(cells) or cells[column] == ""


def _has_rows(kind, sheet, place):
    try:
        return bool(rows_of(kind, sheet, place))
    except Unreadable:
        return False
