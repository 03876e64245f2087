"""Spreadsheets in and out: read in a process of its own, written without anything that runs.

A cell is text, a number, {"date": "2014-06-16"}, {"percent": 0.45} for what the sheet shows as 45 %, or
{"error": "#N/A"}, which is "=" for a formula that was stored without its value. Formulas come as their values.
"""

from __future__ import annotations

import io
import json
import re
import signal
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backbone import limited_process
from backbone.numbers import number as written
from backbone.typed_text import CONTROLS

READER = Path(__file__).with_name("spreadsheet_reader.py")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".vcf")

ERRORS = {
    "empty": gettext_noop("There is nothing in this file."),
    "image": gettext_noop(
        "This is a picture, whatever its name says. Choose a spreadsheet (xlsx, xls, ods, csv)."
    ),
    "pdf": gettext_noop("This is a PDF. Open it, copy the table and paste it here, or choose a spreadsheet."),
    "document": gettext_noop(
        "This is a text document. Copy its table and paste it here, or choose a spreadsheet."
    ),
    "archive": gettext_noop("This is an archive, not a spreadsheet. Unpack it and choose what is inside."),
    "binary": gettext_noop(
        "This is not a spreadsheet. Choose a file that ends in xlsx, xls, ods, csv or tsv."
    ),
    "encrypted": gettext_noop(
        "This file is protected with a password. Save a copy without one and choose that."
    ),
    "damaged": gettext_noop(
        "This file is damaged or incomplete. Open it, save it again and choose the new file."
    ),
    "bomb": gettext_noop(
        "Unpacked, this file is far larger than a table can be. Copy the table into a new file."
    ),
    "sheets": gettext_noop("This file has %(n)s sheets; at most %(most)s can be read at once. Split it."),
    "rows": gettext_noop("“%(sheet)s” has more than %(most)s rows. Split it over several files."),
    "wide": gettext_noop(
        "“%(sheet)s” has something in cell %(cell)s; at most %(most)s columns can be read. Empty that cell."
    ),
    "merged": gettext_noop(
        "“%(sheet)s” has more than %(most)s merged cells. Copy the table into a new file as text alone."
    ),
    "memory": gettext_noop("This file takes too much memory to read. Copy the table into a new file."),
    "far": gettext_noop(
        "“%(sheet)s” takes too much memory to read: it has a cell very far to the right or far down "
        "(Ctrl + End leads there). Empty that cell, or copy the table into a new file."
    ),
    "time": gettext_noop("This file takes too long to read. Copy the table into a new file."),
}


class Unreadable(Exception):
    """The file can't be read; the message says why and what to do."""


@dataclass
class Sheet:
    """A table with its rows as {number: cells}; numbers and columns are those of the file."""

    name: str
    rows: dict
    hidden: bool = False
    encoding: str = ""
    is_text: bool = False
    # The numbers of rows that hold something and that the file hides.
    hidden_rows: list = field(default_factory=list)
    # {(row, column): a number for its colour} of cells that are coloured, in a row that holds something.
    coloured: dict = field(default_factory=dict)
    # How many of them were read as marks, and in how many rows there are some under periods that were not.
    colour_marks: int = 0
    unread_colours: int = 0

    @property
    def width(self) -> int:
        return max((len(cells) for cells in self.rows.values()), default=0)


def read(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a file, or Unreadable. Only its bytes decide what it is, never its name."""
    lines, code = _run(data)
    if lines and "error" in lines[-1]:
        raise Unreadable(_error(lines[-1], name))
    if code != 0:
        raise Unreadable(_error(_death(lines, code), name))
    return [_sheet(line, name) for line in lines if "sheet" in line]


def column_letter(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The name of a cell as the spreadsheet shows it: (9, 3) is D9."""
    return f"{column_letter(column)}{row}"


def text(cell: str) -> str:
    """What a cell says, white space at its ends removed; an error says nothing."""
    if isinstance(cell, dict):
        return f"{plain(percent(cell))} %" if "percent" in cell else cell.get("date", "")
    return cell.strip() if isinstance(cell, str) else plain(cell)


def shown(cell: str) -> str:
    """What a cell says, for a reader: numbers as their language writes them, errors as the sheet does."""
    if isinstance(cell, dict):
        return f"{written(percent(cell))} %" if "percent" in cell else cell.get("error") or text(cell)
    is_number = isinstance(cell, int | float) and not (isinstance(cell, int) and 1000 <= cell <= 2999)
    return written(cell) if is_number else text(cell)


def percent(cell: dict) -> Decimal:
    """The number that a percent cell shows, 45 for {"percent": 0.45}."""
    return Decimal(str(cell["percent"])) * 100


def plain(number: float) -> str:
    """A number as text without exponent or a fraction that says nothing."""
    return str(number) if isinstance(number, int) else f"{number:.10f}".rstrip("0").rstrip(".")


def plain_decimal(value: Decimal) -> str:
    """A Decimal as text, without exponent and zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write(sheets: list) -> bytes:
    """An xlsx file from [(name, rows)]; a row is a list of cells, or of (cell, "bold" | "wrong" | "note")."""
    out = io.BytesIO()
    # Nothing that somebody typed may become a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        styles = _styles(book)
        for name, rows in _with_unique_names(sheets):
            _write_sheet(book.add_worksheet(name), rows, styles)
    return out.getvalue()


# Reading


def _run(data):
    """What the reader said, and how it ended."""
    ended = limited_process.run(READER, data)
    if ended.code is None:
        return [{"error": "time"}], 1
    lines = ended.output.decode().splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")], ended.code


def _death(lines, code):
    """What the reader died of: it says which sheet it begins before it begins it."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"error": "time"}
    last = lines[-1] if lines else {}
    if "reading" in last:
        return {"error": "far", "sheet": last["reading"]}
    return {"error": "memory" if code == -signal.SIGABRT else "damaged"}


def _error(error, name):
    gaps = dict(error)
    if "column" in gaps:
        gaps["cell"] = address(gaps["row"], gaps["column"])
    if "most" in gaps:
        gaps["most"] = written(gaps["most"])
    gaps["sheet"] = gaps.get("sheet") or name
    return _(ERRORS[error["error"]]) % gaps


def _sheet(line, name):
    stem = name.rsplit(".", 1)[0] if name.lower().endswith(ENDINGS) else name
    sheet = Sheet(
        name=_clean(line["sheet"] or stem)[:120],
        rows={number: [_clean(cell) for cell in cells] for number, cells in line["rows"]},
        hidden=line["hidden"],
        encoding=line.get("encoding", ""),
        is_text=line.get("text", False),
    )
    sheet.coloured = {
        (row, column): colour for row, column, colour in line.get("coloured", []) if row in sheet.rows
    }
    sheet.hidden_rows = [number for number in line.get("hidden_rows", []) if number in sheet.rows]
    return sheet


def _clean(cell):
    """A text without what no database takes; white space stays as it is."""
    return CONTROLS.sub("", cell) if isinstance(cell, str) else cell


# Writing


def _styles(book):
    base = {"text_wrap": True, "valign": "top"}
    return {
        "": book.add_format(base),
        "bold": book.add_format({**base, "bold": True, "bottom": 1}),
        "wrong": book.add_format({**base, "bg_color": "#FBE3DF", "border": 1, "border_color": "#A3281C"}),
        "note": book.add_format({**base, "font_color": "#A3281C"}),
        "day": book.add_format({**base, "num_format": "yyyy-mm-dd"}),
        "wrong day": book.add_format({**base, "num_format": "yyyy-mm-dd", "bg_color": "#FBE3DF"}),
        "percent": book.add_format({**base, "num_format": "0.####%"}),
        "wrong percent": book.add_format({**base, "num_format": "0.####%", "bg_color": "#FBE3DF"}),
    }


def _with_unique_names(sheets):
    """Sheet names as Excel takes them: 31 characters, none of []:*?/\\, each once."""
    taken = set()
    for name, rows in sheets:
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:27] or "Sheet"
        base = f"{base} 1" if base.casefold() == "history" else base
        unique, n = base, 1
        while unique.casefold() in taken:
            n += 1
            unique = f"{base} {n}"
        taken.add(unique.casefold())
        yield unique, rows


def _write_sheet(sheet, rows, styles):
    sheet.set_column(0, 60, 22)
    for number, row in enumerate(rows):
        for column, item in enumerate(row):
            cell, style = item if isinstance(item, tuple) else (item, "")
            _write_cell(sheet, (number, column), cell, style, styles)


def _write_cell(sheet, where, cell, style, styles):
    if cell == "" or cell is None:
        if style:
            sheet.write_blank(*where, None, styles[style])
    elif isinstance(cell, dict):
        _write_formatted(sheet, where, cell, "wrong " if style == "wrong" else "", styles)
    elif isinstance(cell, int | float):
        sheet.write_number(*where, cell, styles[style])
    else:
        sheet.write_string(*where, cell[:32767], styles[style])


def _write_formatted(sheet, where, cell, wrong, styles):
    if "date" in cell:
        sheet.write_datetime(*where, date.fromisoformat(cell["date"]), styles[f"{wrong}day"])
    elif "percent" in cell:
        sheet.write_number(*where, cell["percent"], styles[f"{wrong}percent"])
    else:
        # As text an error would come back as somebody's words.
        sheet.write_blank(*where, None, styles[wrong.strip()])
