"""From what was sent to an import: each file stored, read, and its sheets guessed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from backbone.files.storing import store
from backbone.panels import registry
from backbone.registered.import_sheets import ImportSheet
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.imports import meanings
from partnerships.imports.layout import both, colours, filling, headings
from partnerships.imports.models import ImportRun

SAMPLE_ROWS = 30
SAMPLE_LETTERS = 120
# What a kind says that recognises a sheet of its own (`ImportSheet.recognises`).
SURELY = 2
TABLE = "text/tab-separated-values"


def kinds() -> dict[str, ImportSheet]:
    """{kind: ImportSheet}, in the order in which they are made."""
    return {kind.kind: kind for kind in registry.sorted("imports")}


def kinds_in_files() -> dict[str, ImportSheet]:
    """Those of them that a file's sheet may be."""
    return {key: kind for key, kind in kinds().items() if kind.is_in_files}


@transaction.atomic
def begin(
    partnership: Any, uploads: Iterable[tuple[str, str, bytes]], by: Any
) -> tuple[ImportRun | None, list[tuple[str, str]]]:
    """An import of these (name, media type, bytes), or None and what is wrong with each when none can be read."""
    pieces, errors = [], []
    for name, media_type, data in uploads:
        try:
            pieces.append((name, media_type, data, _read(data, name)))
        except spreadsheets.Unreadable as error:
            errors.append((name, str(error)))
    if not pieces:
        return None, errors
    return _stored(partnership, pieces, errors, by), errors


def sheets_of(run: ImportRun) -> list[Sheet | None]:
    """The tables of an import, read again from its files: a `Sheet`, or None, for each of run.sheets."""
    read = {file.pk: _tables(file, run) for file in run.files.all()}
    return [
        _as_chosen(sheet, read[sheet["file"]][sheet["index"]]) if sheet["file"] else None
        for sheet in run.sheets
    ]


def sheet_of(run: ImportRun, place: int) -> Sheet:
    """The sheet at that place of run.sheets as its file has it, whatever it was taken for."""
    sheet = run.sheets[place]
    return _tables(run.files.get(pk=sheet["file"]), run)[sheet["index"]]


def pasted_kind(run: ImportRun) -> ImportSheet | None:
    """The kind of table that was pasted on a page of its own, or None for files and rows sent to the import."""
    return kinds().get(run.sheets[0].get("pasted", "")) if run.sheets else None


def has_columns(run: ImportRun) -> bool:
    """Whether a person can say which column holds what: not where the text was no table to begin with."""
    kind = pasted_kind(run)
    return not (kind and kind.pasted and kind.pasted.read)


def as_file(text: str) -> bytes:
    """Pasted text as the bytes of a file; with its mark it is text, whatever letters it begins with."""
    return text.encode("utf-8-sig")


def text_of(file: Any) -> str:
    """The pasted text that `as_file` made bytes of."""
    return bytes(file.data).decode("utf-8-sig")


def described(
    file: Any, name: str, index: int, sheet: Sheet, guess: headings.Guess, beside: dict | None = None
) -> dict:
    """What run.sheets keeps of a sheet: where it is, what it seems to be, and its first rows.

    `beside`, of a sheet that is there twice because it holds two kinds, is what `layout.both` found.
    """
    place = {"file": file.pk, "file_name": name, "index": index, "name": sheet.name, "hidden": sheet.hidden}
    if beside:
        place["beside"] = beside
    return place | taken_as("" if sheet.hidden else guess.kind, sheet, guess, name, beside)


def taken_as(
    kind: str, sheet: Sheet, guess: headings.Guess, file_name: str, beside: dict | None = None
) -> dict:
    """What run.sheets keeps of a sheet that is taken for one of a kind, or "" for none; raises `Unreadable`."""
    known = kinds().get(kind)
    # What is pasted comes read, with its columns.
    is_read = bool(known and known.read_sheet and not guess.columns)
    table = _as(kind, sheet, beside) if is_read else sheet
    taken = {
        "kind": kind,
        "read_as": kind if is_read else "",
        "header": guess.header,
        "columns": guess.columns,
        "headings": table.rows.get(guess.header, []),
        "nearest": guess.nearest,
        "rows": len(table.rows),
        "width": table.width,
        "hidden_rows": table.hidden_rows,
        "colour_marks": table.colour_marks,
        "unread_colours": table.unread_colours,
        "encoding": table.encoding,
        "sample": [
            [number, [_short(cell) for cell in table.rows[number]]]
            for number in list(table.rows)[:SAMPLE_ROWS]
        ],
        "file_name": file_name,
    }
    if is_read:
        taken |= {"header": None, "headings": [], "columns": places(known)}
    elif known:
        filling.settle(taken, known, table)
    return taken


def places(kind: ImportSheet) -> dict[str, int]:
    """{key: column} where the columns stand in their own order."""
    return {column.key: index for index, column in enumerate(kind.columns)}


def guess(partnership: Any, sheet: Sheet, among: Iterable[ImportSheet], told: Any = None) -> headings.Guess:
    """What a sheet seems to be: a table under headings, or else what a kind recognises."""
    among = list(among)
    told = meanings.headings(partnership) if told is None else told
    seen = {kind.kind: kind.recognises(sheet) for kind in among if kind.recognises}
    whole = max(seen, key=lambda key: seen[key], default="")
    found = headings.guess(sheet, among, told)
    is_table = found.kind and found.score >= headings.SURE * len(found.columns)
    if whole and (seen[whole] == SURELY or (seen[whole] and not is_table)):
        return headings.Guess(whole)
    return found


def _as_chosen(chosen: dict, sheet: Sheet) -> Sheet:
    """The sheet as the kind reads it that was chosen for it."""
    beside = chosen.get("beside")
    if beside and chosen.get("kind") == beside["kind"]:
        return both.filled_down(sheet, beside["header"], beside["once"])
    return _as(chosen.get("read_as", ""), sheet, beside)


def _as(kind: str, sheet: Sheet, beside: dict | None) -> Sheet:
    """The sheet as the kind reads it, where it reads more than a table under headings."""
    known = kinds().get(kind)
    if not (known and known.read_sheet):
        return sheet
    is_beside = beside and known.beside == beside["kind"]
    rows = both.rows_of(known, sheet, beside) if is_beside and beside else known.read_sheet(sheet)
    return replace(sheet, rows=rows, hidden_rows=[])


def _tables(file: Any, run: ImportRun) -> list[Sheet]:
    kind = pasted_kind(run)
    if kind and kind.pasted and kind.pasted.read:
        return [Sheet(file.name, dict(enumerate(kind.pasted.read(text_of(file)), 1)))]
    return _read(bytes(file.data), file.name)


def _read(data: bytes, name: str) -> list[Sheet]:
    return [colours.as_marks(sheet) for sheet in spreadsheets.read(data, name)]


def _stored(partnership: Any, pieces: list, errors: list, by: Any) -> ImportRun:
    run = ImportRun(partnership=partnership, by=by)
    files, told = [], meanings.headings(partnership)
    for name, media_type, data, sheets in pieces:
        file = store(name, media_type, data, by)
        files.append(file)
        guesses = [(sheet, guess(partnership, sheet, kinds_in_files().values(), told)) for sheet in sheets]
        for index, pair in enumerate(guesses):
            run.sheets += _described(file, name, index, *pair)
    run.sheets += [{"file": None, "file_name": name, "error": error} for name, error in errors]
    run.save()
    run.files.set(files)
    return run


def _described(file: Any, name: str, index: int, sheet: Sheet, guess: headings.Guess) -> list[dict]:
    """The sheet once; or for each of the two kinds that it holds."""
    found = None if sheet.hidden else both.find(sheet, guess, kinds_in_files().values())
    if found is None:
        return [described(file, name, index, sheet, guess)]
    second, place = found
    place |= both.said_once(sheet, kinds()[guess.kind], place)
    return [described(file, name, index, sheet, one, place) for one in (guess, headings.Guess(second))]


def _short(cell: Any) -> Any:
    return cell[:SAMPLE_LETTERS] if isinstance(cell, str) else cell
