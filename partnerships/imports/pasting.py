"""Text that is pasted on a page of its own kind: an import of one table, whose kind is known."""

from typing import Any

from django.db import transaction

from backbone.files.storing import store
from backbone.reading.folding import folded
from backbone.registered.import_sheets import ImportSheet
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.access import fetch
from partnerships.imports import columns, jobs
from partnerships.imports.layout import headings
from partnerships.imports.models import ImportRun
from partnerships.imports.reading import TABLE, as_file, described, text_of

# A title and a line or two may stand above the headings.
HEADINGS_WITHIN = 4


def read(kind: ImportSheet, text: str) -> Sheet:
    """The table that the text holds; raises `spreadsheets.Unreadable`."""
    if kind.pasted.read:
        return Sheet(str(kind.pasted.name), dict(enumerate(kind.pasted.read(text), 1)))
    return spreadsheets.read(as_file(text), str(kind.pasted.name))[0]


@transaction.atomic
def begin(partnership: Any, kind: ImportSheet, text: str, by: Any) -> ImportRun:
    """An import of the text, its rows checked or about to be; raises `spreadsheets.Unreadable`."""
    table = read(kind, text)
    name = str(kind.pasted.name)
    file = store(name, TABLE, as_file(text), by)
    sheet = described(file, name, 0, table, guess(partnership, kind, table)) | {"pasted": kind.kind}
    complete(sheet, kind)
    run = ImportRun.objects.create(partnership=partnership, by=by, sheets=[sheet])
    run.files.set([file])
    jobs.check(run, by)
    return run


def complete(sheet: dict, kind: ImportSheet) -> None:
    """Give each column that the text lacks an empty place after its own, so that it can be filled in."""
    for column in kind.columns:
        if column.key not in sheet["columns"]:
            sheet["columns"][column.key] = max([sheet["width"] - 1, *sheet["columns"].values()]) + 1


def guess(partnership: Any, kind: ImportSheet, sheet: Sheet) -> headings.Guess:
    """Which row has the headings, if one has, and what each column holds."""
    if kind.pasted.read:
        return headings.Guess(kind.kind, None, {column.key: i for i, column in enumerate(kind.columns)})
    for number in headings.heading_rows(sheet)[:HEADINGS_WITHIN]:
        named = columns.guess_columns(sheet.rows[number], kind)
        if _are_headings(sheet.rows[number], named, kind):
            return headings.Guess(kind.kind, number, _with_required(named, sheet, kind))
    table = [[spreadsheets.text(cell) for cell in cells] for cells in sheet.rows.values()]
    return headings.Guess(kind.kind, None, kind.pasted.guess(partnership, table))


def pasted_text(person: Any, partnership: Any, kind: ImportSheet, pk: str) -> str:
    """The text of an earlier paste, to go on from; "" when there is none of this kind here."""
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return ""
    run = fetch(ImportRun.objects.filter(partnership=partnership), person, "coordinate", pk=int(pk))
    is_of_kind = run.sheets and run.sheets[0].get("pasted") == kind.kind
    # Its file is gone when somebody who stood in it was erased.
    file = run.files.first()
    return text_of(file) if is_of_kind and file else ""


def _are_headings(cells: list, named: dict, kind: ImportSheet) -> bool:
    """Two headings that end in known words, or the one that has to be there, word for word."""
    by_key = {column.key: column for column in kind.columns}
    strengths = {key: columns.likeness(_heading(cells, index), by_key[key]) for key, index in named.items()}
    strong = [key for key, strength in strengths.items() if strength >= columns.LAST]
    return len(strong) > 1 or any(
        column.required and strengths.get(column.key, 0) >= columns.LOOSE for column in kind.columns
    )


def _heading(cells: list, index: int) -> str:
    return folded(spreadsheets.text(cells[index]))


def _with_required(named: dict, sheet: Sheet, kind: ImportSheet) -> dict:
    """What has to be there is, without a heading of its own, in the first column that is left."""
    for column in columns.missing(kind, named):
        named[column.key] = next(i for i in range(sheet.width + 1) if i not in named.values())
    return named
