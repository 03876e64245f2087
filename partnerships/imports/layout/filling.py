"""What no cell of a row says and the table does: the heading of its section, the period that marks stand for.

Both are guesses in cells of their own, so that they are seen and can be corrected.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.imports.layout import between, marks

if TYPE_CHECKING:
    from backbone.registered.import_sheets import ImportSheet
    from partnerships.imports.rows import Row

FROM_TITLE = gettext_noop("Taken from the title above the table; no column says it.")
NOT_IN_ALL = gettext_noop(
    "Not every column from %(first)s to %(last)s is marked; the time in between is included."
)

FROM_COLOURS = gettext_noop("Read from the coloured cells of this row. What each colour means is not read.")


def settle(sheet: dict, kind: ImportSheet, table: Sheet) -> None:
    """Keep in a sheet's settings what its layout says: its title, its columns of marks, and places for both."""
    header = sheet["header"] or 0
    columns = {key: index for key, index in sheet["columns"].items() if index < table.width}
    found = marks.find(table, header, columns.values()) if kind.marks and header else {}
    sheet["marks"] = {str(index): words for index, words in found.items()}
    sheet["title"] = _title(table, header)
    sheet["year"] = sheet.get("year") or _year(sheet, table, header)
    wanted = [kind.marks] if found else []
    if kind.section and (_is_required(kind) or has_sections(sheet, kind, table)):
        wanted.insert(0, kind.section)
    for key in wanted:
        if key not in columns:
            columns[key] = max([table.width - 1, *columns.values()]) + 1
    sheet["columns"] = columns


def has_sections(sheet: dict, kind: ImportSheet, table: Sheet) -> bool:
    """Whether there are headings of sections below the sheet's headings."""
    header = sheet["header"] or 0
    below = {number: cells for number, cells in table.rows.items() if number > header}
    found = between.recognised(kind, sheet["columns"], table.rows.get(header, []), below)
    return between.SECTION in found.values()


def needs_year(sheet: dict) -> bool:
    """Whether the columns of marks do not say themselves of which year they are."""
    return any(not marks.has_year(words) for words in sheet.get("marks", {}).values())


def fill(kind: ImportSheet, sheet: dict, rows: list[Row]) -> None:
    """Fill what the layout says into the rows that are taken in, and say why the others are none."""
    found = between.recognised(
        kind,
        sheet["columns"],
        sheet["headings"],
        {row.number: row.raw[: sheet["width"]] for row in rows},
    )
    for row in rows:
        if row.is_left_out and row.number in found:
            row.note_row(between.NOTES[found[row.number]], text=between.section_text(row.raw))
    if kind.section in sheet["columns"]:
        _fill_sections(kind.section, sheet, rows, found)
    if sheet.get("marks"):
        _fill_periods(kind.marks, sheet, [row for row in rows if not row.is_left_out])


def _fill_sections(key: str, sheet: dict, rows: list[Row], found: dict[int, str]) -> None:
    has_column = sheet["columns"][key] < sheet["width"]
    is_filled = not has_column or between.SECTION in found.values() or _is_said_once(key, rows)
    current = ""
    for row in rows:
        if row.is_left_out:
            if found.get(row.number) == between.SECTION:
                current = between.section_text(row.raw)
        elif stated := row.stated(key):
            current = stated if has_column else current
        elif is_filled and (current or not has_column):
            row.fill(key, current or sheet.get("title", ""))
            if not current:
                row.note(key, FROM_TITLE)


def _is_said_once(key: str, rows: list[Row]) -> bool:
    """Whether people wrote it in the first row of each group alone: half the cells are empty, no two alike follow."""
    texts = [row.stated(key) for row in rows if not row.is_left_out]
    repeats = any(text and text == before for before, text in itertools.pairwise(texts))
    return not repeats and texts[:1] != [""] and texts.count("") * 2 >= len(texts)


def _fill_periods(key: str, sheet: dict, rows: list[Row]) -> None:
    year = sheet.get("year")
    periods = {int(index): marks.with_year(words, year) for index, words in sheet["marks"].items()}
    for row in rows:
        if row.stated(key):
            continue
        words, has_gap = marks.period(row.raw, periods)
        row.fill(key, words)
        if words and sheet.get("colour_marks"):
            row.note(key, FROM_COLOURS)
        if has_gap:
            first, last = words.split(" – ")
            row.note(key, NOT_IN_ALL, first=first, last=last)


def _title(table: Sheet, header: int) -> str:
    """The first text that stands alone in a row above the headings, or the sheet's name."""
    for number, cells in table.rows.items():
        texts = {spreadsheets.text(cell) for cell in cells if cell != ""}
        if number < header and len(texts) == 1:
            return " ".join(texts.pop().split())[:120]
    return table.name[:120]


def _year(sheet: dict, table: Sheet, header: int) -> int | None:
    """The year that is named above the headings, or by the sheet, or by the file."""
    above = [cells for number, cells in table.rows.items() if number < header]
    texts = [spreadsheets.text(cell) for cells in above for cell in cells if cell != ""]
    return marks.year_of([*texts, table.name, sheet["file_name"]])


def _is_required(kind: ImportSheet) -> bool:
    return any(one.required for one in kind.columns if one.key == kind.section)
