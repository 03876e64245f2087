"""Which rows a workbook hides: filtered or folded away, they come in all the same, and people are told.

The reader of spreadsheets imports it within its process: nothing of ours is imported here either.
"""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
NUMBER = re.compile(rb'\br="(\d{1,7})"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


def hidden_rows(data: bytes) -> dict[str, list[int]]:
    """{name of a sheet: numbers of its hidden rows} of an xlsx file's bytes; nothing for files of another form."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _rows(archive, part) for name, part in _parts(archive)}
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, ElementTree.ParseError, RuntimeError):
        return {}


def _parts(archive):
    """(name, path of its part) of each sheet."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target") for one in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    for sheet in book.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        yield sheet.get("name"), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _rows(archive, part):
    """The numbers of the rows that are hidden; one without a number follows the one before it."""
    data = archive.read(part) if part in archive.namelist() else b""
    if not HIDDEN.search(data):
        return []
    found, number = [], 0
    for match in ROW.finditer(data):
        attribute = NUMBER.search(match[1])
        number = int(attribute[1]) if attribute else number + 1
        if HIDDEN.search(match[1]):
            found.append(number)
    return found
