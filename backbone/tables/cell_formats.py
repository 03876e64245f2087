"""What values alone don't say of cells: which are shown in percent, are errors, are formulas without a value, are coloured.

It reads the parts of an .xlsx or .ods again, beside calamine, which gives values only; it runs in the reader's
process and imports nothing of ours. The formats of .xls and .xlsb are not read: there 45 % stays 0.45. Colours are read of
.xlsx alone, where a cell itself has one; what a whole row, a column or a condition colours is not seen.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from xml.parsers import expat

PERCENT = "percent"
NO_VALUE = "="
ROWS = 20_000
COLUMNS = 100
MOST_COLOURED = 20_000
MOST_STYLES = 65_536
# The two that every workbook has, which show nothing.
NO_PATTERN = ("none", "gray125")
BROKEN = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
BUILT_IN_PERCENT = {"9", "10"}
# What a format shows as it stands, and conditions: no sign there says how the value is shown.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def formats_of(data: bytes) -> tuple[dict, dict]:
    """({sheet: {(row, column): "percent", "=" or an error such as "#N/A"}}, {sheet: {(row, column): a colour's number}}).

    Of a zipped workbook; rows and columns count from 0.
    """
    # A part that is broken here was read or refused by calamine before.
    with contextlib.suppress(*BROKEN):
        return _of_zip(zipfile.ZipFile(io.BytesIO(data)))
    return {}, {}


def _of_zip(parts):
    if "content.xml" in parts.namelist():
        return _parsed(OpenDocument(), parts, "content.xml").sheets, {}
    return _of_workbook(parts)


def _of_workbook(parts):
    targets = _parsed(Relations(), parts, "xl/_rels/workbook.xml.rels").targets
    names = _parsed(Workbook(), parts, "xl/workbook.xml").sheets
    styles = "xl/styles.xml"
    shown = _parsed(Styles(), parts, styles) if styles in parts.namelist() else Styles()
    sheets = {
        name: _parsed(Worksheet(shown), parts, _path(targets[key]))
        for name, key in names.items()
        if key in targets
    }
    return (
        {name: sheet.cells for name, sheet in sheets.items()},
        {name: sheet.coloured for name, sheet in sheets.items() if len(sheet.coloured) <= MOST_COLOURED},
    )


def _path(target):
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _parsed(part, parts, path):
    """The part, told of each element of the file; no document type, so that no entity is unfolded."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: part.start(_local(tag), attributes)
    parser.EndElementHandler = lambda tag: part.end(_local(tag))
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _refuse
    with parts.open(path) as file:
        parser.ParseFile(file)
    return part


def _local(tag):
    return tag.rpartition("}")[2]


def _refuse(*_declaration):
    raise ValueError("a document type")


class Part:
    """One XML file of a workbook, as it goes by."""

    def start(self, tag: str, attributes: dict) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text between elements."""


class Relations(Part):
    """`targets`: {key: path} of the worksheets of a workbook."""

    def __init__(self):
        self.targets = {}

    def start(self, tag: str, attributes: dict) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self.targets[attributes.get("Id")] = attributes.get("Target", "")


class Workbook(Part):
    """`sheets`: {name: key of its relation}."""

    def __init__(self):
        self.sheets = {}

    def start(self, tag: str, attributes: dict) -> None:
        if tag == "sheet":
            keys = [value for name, value in attributes.items() if name.endswith("}id")]
            self.sheets[attributes.get("name")] = keys[0] if keys else ""


class Styles(Part):
    """`percents`: the numbers of the cell styles that show a value in percent; `colours`: {number: its fill's number}."""

    def __init__(self):
        self.formats, self.percents, self.colours = set(BUILT_IN_PERCENT), set(), {}
        self.is_of_cells, self.count = False, 0
        self.fill, self.fills = -1, set()

    def start(self, tag: str, attributes: dict) -> None:
        if tag == "numFmt" and is_percent(attributes.get("formatCode", "")):
            self.formats.add(attributes.get("numFmtId"))
        elif tag == "fill":
            self.fill += 1
        elif tag == "patternFill" and self.fill < MOST_STYLES:
            if attributes.get("patternType", "none") not in NO_PATTERN:
                self.fills.add(str(self.fill))
        elif tag == "fgColor" and _is_white(attributes):
            self.fills.discard(str(self.fill))
        elif tag == "cellXfs":
            self.is_of_cells = True
        elif tag == "xf" and self.is_of_cells:
            fill = attributes.get("fillId", "")
            if fill in self.fills and self.count < MOST_STYLES:
                self.colours[str(self.count)] = int(fill)
            if attributes.get("numFmtId") in self.formats:
                self.percents.add(str(self.count))
            self.count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.is_of_cells = False


def _is_white(attributes):
    """White as itself, by the palette, or as the paper's colour in the theme."""
    if attributes.get("rgb", "")[-6:].upper() == "FFFFFF" or attributes.get("indexed") in ("1", "9"):
        return True
    return attributes.get("theme") == "0" and not attributes.get("tint", "").startswith("-")


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a % that is no quoted text, in what is for positive numbers."""
    return "%" in LITERAL.sub("", code).split(";")[0]


class Worksheet(Part):
    """`cells`: {(row, column): what is to be known of it}; `coloured`: {(row, column): a fill's number}."""

    def __init__(self, styles):
        self.percents, self.colours = styles.percents, styles.colours
        self.cells, self.coloured = {}, {}
        self.row, self.column = -1, -1
        self.kind = self.style = self.value = ""
        self.is_formula = self.is_value = False

    def start(self, tag: str, attributes: dict) -> None:
        if tag == "c":
            self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.value, self.is_formula = "", False
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif tag == "f":
            self.is_formula = True
        self.is_value = tag == "v"

    def text(self, text: str) -> None:
        if self.is_value:
            self.value += text

    def end(self, tag: str) -> None:
        self.is_value = False
        mark = self._mark() if tag == "c" else ""
        if mark:
            self.cells[self.row, self.column] = mark
        if tag == "c" and self.style in self.colours:
            self._note_colour()

    def _note_colour(self):
        # One more than there may be tells that the sheet is painted all over.
        is_near = self.row < ROWS and 0 <= self.column < COLUMNS
        if is_near and len(self.coloured) <= MOST_COLOURED:
            self.coloured[self.row, self.column] = self.colours[self.style]

    def _mark(self):
        if self.kind == "e":
            return self.value or NO_VALUE
        if self.is_formula and self.kind == "n" and not self.value.strip():
            return NO_VALUE
        return PERCENT if self.kind == "n" and self.style in self.percents else ""


def _column(address):
    """The column of D9, which is 3."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


class OpenDocument(Part):
    """`sheets`: {name: cells} of an .ods, whose equal cells and rows stand there once, with how often they come."""

    def __init__(self):
        self.sheets, self.cells, self.marks = {}, {}, {}
        self.row = self.column = 0
        self.times = self.rows = 1
        self.mark, self.words = "", None

    def start(self, tag: str, attributes: dict) -> None:
        own = {_local(name): value for name, value in attributes.items()}
        if tag == "table":
            self.cells = self.sheets.setdefault(own.get("name"), {})
            self.row = 0
        elif tag == "table-row":
            self.rows, self.column, self.marks = int(own.get("number-rows-repeated", 1)), 0, {}
        elif tag in ("table-cell", "covered-table-cell"):
            self.times = int(own.get("number-columns-repeated", 1))
            self.mark, self.words = _mark_of(attributes, own), ""

    def text(self, text: str) -> None:
        if self.words is not None:
            self.words += text

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self):
        mark = self.words.strip() or NO_VALUE if self.mark == "error" else self.mark
        if mark:
            self.marks |= dict.fromkeys(range(self.column, min(self.column + self.times, COLUMNS)), mark)
        self.column += self.times
        self.words = None

    def _end_row(self):
        if self.marks:
            for row in range(self.row, min(self.row + self.rows, ROWS)):
                self.cells |= {(row, column): mark for column, mark in self.marks.items()}
        self.row += self.rows


def _mark_of(attributes, own):
    kinds = {value for name, value in attributes.items() if name.endswith("}value-type")}
    if "error" in kinds:
        return "error"
    if "formula" in own and not kinds:
        return NO_VALUE
    return PERCENT if "percentage" in kinds else ""
