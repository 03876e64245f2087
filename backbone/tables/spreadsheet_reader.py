"""Reads one spreadsheet from standard input and writes it as JSON lines; runs as a process of its own.

A hostile file may eat memory or time here and takes nothing else down. It imports nothing of ours but its
neighbours, and these only for the files that need them, so that it starts in 25 ms. The other side, with the words for each error code, is backbone.tables.spreadsheets.
"""

import contextlib
import csv
import datetime
import functools
import io
import json
import os
import resource
import sys
import zipfile

MEMORY = 1 << 30
SECONDS = 20
UNPACKED = 200 * 1024 * 1024
SAID = 40 * 1024 * 1024
SHEETS = 30
ROWS = 20_000
COLUMNS = 100
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGICS = {
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"RIFF": "image",
    b"%PDF": "pdf",
    b"{\\rtf": "document",
}


class Refused(Exception):
    """The file can't be read: an error code, and what fills the gaps of its sentence."""

    def __init__(self, code, **gaps):
        super().__init__(code)
        self.line = {"error": code, **gaps}


def main() -> None:
    """Read standard input, write a line of JSON for each sheet, and one for what went wrong."""
    _limit()
    out = Out()
    try:
        for sheet in _sheets(sys.stdin.buffer.read(), out):
            out.say(sheet)
    except Refused as refused:
        out.say(refused.line)
    except MemoryError:
        out.say({"error": "memory"})


class Out:
    """What goes to the other side, up to a size that it can take."""

    def __init__(self):
        self.written = 0

    def say(self, line: dict) -> None:
        text = json.dumps(line, ensure_ascii=True)
        self.written += len(text)
        if self.written > SAID:
            raise Refused("memory")
        print(text, flush=True)


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # macOS knows no limit of memory; time and the size of the unpacked file still hold.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _sheets(data, out):
    if not data.strip(b"\x00\r\n\t "):
        raise Refused("empty")
    for magic, kind in MAGICS.items():
        if data.startswith(magic):
            raise Refused(kind)
    if data.startswith(b"PK"):
        _check_zip(data)
        return _workbook(data, out)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("encrypted")
        return _workbook(data, out)
    return _table(data)


# Workbooks


def _check_zip(data):
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Refused("damaged") from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused("bomb")
    names = {entry.filename.split("/")[0] for entry in entries}
    if names & {"word", "ppt"}:
        raise Refused("document")
    if not names & {"xl", "content.xml"}:
        raise Refused("archive")


def _workbook(data, out):
    import python_calamine as calamine

    # Run by its path and isolated, this process finds its neighbours not by itself.
    sys.path.append(os.path.dirname(__file__))
    import merged_cells
    from cell_formats import formats_of
    from hidden_rows import hidden_rows

    formats = functools.cache(lambda: formats_of(data) if data.startswith(b"PK") else ({}, {}))
    book = _opened(calamine, data)
    hidden = hidden_rows(data)
    sheets = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > SHEETS:
        raise Refused("sheets", n=len(sheets), most=SHEETS)
    for meta in sheets:
        # Said first: when the process dies of the sheet, the other side knows which one it was.
        out.say({"reading": meta.name})
        sheet, areas = _worksheet(calamine, book, meta, formats)
        if len(areas) > merged_cells.MOST:
            raise Refused("merged", sheet=meta.name, most=merged_cells.MOST)
        merged_cells.fill_down(sheet["rows"], merged_cells.tall(areas))
        coloured = formats()[1].get(meta.name, {})
        yield {
            **sheet,
            "hidden_rows": hidden.get(meta.name, []),
            "coloured": [[row + 1, column, colour] for (row, column), colour in sorted(coloured.items())],
        }


def _opened(calamine, data):
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise Refused("encrypted") from None
    except Exception as error:
        raise Refused("encrypted" if "assword" in str(error) else "damaged") from None


def _worksheet(calamine, book, meta, formats):
    try:
        sheet = book.get_sheet_by_name(meta.name)
        # Without skip_empty_area=False the addresses of all cells shift.
        grid = sheet.to_python(skip_empty_area=False)
        areas = sheet.merged_cell_ranges or []
    except calamine.CalamineError:
        raise Refused("damaged") from None
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return {"sheet": meta.name, "hidden": hidden, "rows": _filled(meta.name, grid, formats)}, areas


def _filled(name, grid, formats):
    """The rows that hold something, each with its number, without the empty cells at its end."""
    rows = []
    for number, cells in enumerate(_formatted(grid, formats()[0].get(name, {})), 1):
        while cells and cells[-1] == "":
            cells.pop()
        if any(cell != "" for cell in cells):
            rows.append([number, cells])
            _check_size(name, rows)
    return rows


def _formatted(grid, formats):
    """The cells of each row; what is shown in percent, is an error or has no value is a dict that says so."""
    cells = [[_cell(value) for value in values] for values in grid]
    for (row, column), mark in formats.items():
        if mark != "percent" and row < ROWS and column < COLUMNS:
            cells.extend([] for _missing in range(row + 1 - len(cells)))
            cells[row].extend([""] * (column + 1 - len(cells[row])))
            cells[row][column] = {"error": mark}
        elif row < len(cells) and column < len(cells[row]) and isinstance(cells[row][column], int | float):
            cells[row][column] = {"percent": cells[row][column]}
    return cells


def _check_size(name, rows):
    number, cells = rows[-1]
    if len(rows) > ROWS:
        raise Refused("rows", sheet=name, most=ROWS)
    if len(cells) > COLUMNS:
        raise Refused("wide", sheet=name, row=number, column=len(cells) - 1, most=COLUMNS)


def _cell(value):
    """Text, number, or {"date": …}; white space inside is kept, for it can tell what went wrong."""
    if isinstance(value, str):
        return "" if not value.strip() else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else _finite(value)
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute) == (0, 0)
        return {"date": f"{value:%Y-%m-%d}"} if midnight else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return value if isinstance(value, int) else str(value)


def _finite(value):
    return value if value == value and abs(value) != float("inf") else ""


# Text with separators


def _table(data):
    sys.path.append(os.path.dirname(__file__))
    import text_rows

    text, encoding = _decoded(data)
    table = {"sheet": "", "hidden": False, "encoding": encoding, "text": True}
    if text_rows.is_of_cards(text):
        rows = text_rows.cards_of(text)
        if rows:
            _check_size("", rows)
        yield {**table, "rows": rows}
        return
    csv.field_size_limit(1_000_000)
    marked = text[:5].lower().startswith("sep=") and text[4:5] in text_rows.DELIMITERS
    delimiter = text[4] if marked else text_rows.delimiter_of(text)
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if any(cell.strip() for cell in cells) and not (marked and number == 1):
                # The cells at the end stay: one too many tells of a comma that split a cell.
                rows.append([number, [cell if cell.strip() else "" for cell in cells]])
                _check_size("", rows)
    except csv.Error:
        raise Refused("damaged") from None
    yield {**table, "rows": rows}


def _decoded(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16"), "UTF-16"
    wide = _wide(data[:400])
    if wide:
        return _decode(data, wide), "UTF-16"
    if b"\x00" in data:
        raise Refused("binary")
    try:
        return _text(data.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError:
        return _decode(data, "cp1252", errors="replace"), "Windows-1252"


def _wide(start):
    """UTF-16 without its mark: every other byte of plain letters is zero, and only every other one."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) * 20 > len(start):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(data, encoding, errors="strict"):
    try:
        return _text(data.decode(encoding, errors))
    except UnicodeDecodeError:
        raise Refused("binary") from None


def _text(text):
    """The text, unless so many control characters say that it is none at all."""
    start = text[:4000]
    odd = sum((letter < " " and letter not in "\t\r\n") or letter == "\ufffd" for letter in start)
    if odd * 50 > len(start):
        raise Refused("binary")
    return text


if __name__ == "__main__":
    main()
