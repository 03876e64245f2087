"""From what was sent to an import: each file stored, read, and its sheets guessed."""

from django.db import transaction

from backbone.files.storing import store
from backbone.panels import registry
from backbone.tables import spreadsheets
from partnerships.imports import columns
from partnerships.imports.models import ImportRun

SAMPLE_ROWS = 30
SAMPLE_LETTERS = 120


def kinds():
    """{kind: ImportSheet}, in the order in which they are made."""
    return {kind.kind: kind for kind in registry.sorted("imports")}


@transaction.atomic
def begin(partnership, uploads, by):
    """An import of these (name, media type, bytes), or None and what is wrong with each when none can be read."""
    pieces, errors = [], []
    for name, media_type, data in uploads:
        try:
            pieces.append((name, media_type, data, spreadsheets.read(data, name)))
        except spreadsheets.Unreadable as error:
            errors.append((name, str(error)))
    if not pieces:
        return None, errors
    return _stored(partnership, pieces, errors, by), errors


def sheets_of(run):
    """The tables of an import, read again from its files: a `Sheet`, or None, for each of run.sheets."""
    read = {file.pk: spreadsheets.read(bytes(file.data), file.name) for file in run.files.all()}
    return [read[said["file"]][said["index"]] if said["file"] else None for said in run.sheets]


def _stored(partnership, pieces, errors, by):
    run = ImportRun(partnership=partnership, by=by)
    files = []
    for name, media_type, data, sheets in pieces:
        file = store(name, media_type, data, by)
        files.append(file)
        run.sheets += [_said(file, name, index, sheet) for index, sheet in enumerate(sheets)]
    run.sheets += [{"file": None, "file_name": name, "error": error} for name, error in errors]
    run.save()
    run.files.set(files)
    return run


def _said(file, name, index, sheet):
    """What run.sheets keeps of a sheet: where it is, what it seems to be, and its first rows."""
    guess = columns.guess(sheet, kinds().values())
    return {
        "file": file.pk,
        "file_name": name,
        "index": index,
        "name": sheet.name,
        "kind": "" if sheet.hidden else guess.kind,
        "header": guess.header,
        "columns": guess.columns,
        "headings": sheet.rows.get(guess.header, []),
        "rows": len(sheet.rows),
        "width": sheet.width,
        "hidden": sheet.hidden,
        "encoding": sheet.encoding,
        "sample": [
            [number, [_short(cell) for cell in sheet.rows[number]]]
            for number in list(sheet.rows)[:SAMPLE_ROWS]
        ],
    }


def _short(cell):
    return cell[:SAMPLE_LETTERS] if isinstance(cell, str) else cell
