"""Decides the fate of each row of an import: it makes something, is already here, or is refused with a reason.

Only the import and its rows (ImportRow) are written; what they make is made in `confirming`.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from partnerships.imports import meanings
from partnerships.imports.layout import between, filling, slips
from partnerships.imports.models import LEAVE_KEY, ImportRow, ImportRun
from partnerships.imports.reading import kinds, sheets_of
from partnerships.imports.rows import Batch, Row

IS_AN_ERROR = gettext_noop("%(error)s is an error of the spreadsheet; the cell was read as empty.")
HAS_NO_RESULT = gettext_noop(
    "This formula came without its result; the cell was read as empty. Open the file in its own program, save it "
    "there, and bring it in again."
)
NOTHING_HERE = gettext_noop("There is nothing under the headings used here.")
BATCH_SIZE = 1000
CHECKED = ["fate", "makes", "values", "problems", "cells", "guesses", "changes"]


@transaction.atomic
def check(run: ImportRun) -> None:
    """Check every sheet that is not left out, and keep what was found as the import's rows.

    What was corrected before, and which rows were left out, stays.
    """
    # Two checks at once would each delete the rows of the other.
    ImportRun.objects.select_for_update().get(pk=run.pk)
    sheets = [
        (number, table) for number, table in enumerate(sheets_of(run)) if run.sheets[number].get("kind")
    ]
    earlier = {(row.sheet, row.number): row for row in run.rows.all()}
    stored = {number: _stored(run, number, table, earlier) for number, table in sheets}
    _check_stored(run, stored)
    run.rows.all().delete()
    ImportRow.objects.bulk_create(
        [row for number in sorted(stored) for row in stored[number]], batch_size=BATCH_SIZE
    )
    run.state, run.error = ImportRun.State.CHECKED, ""
    run.save(update_fields=["state", "error", "sheets"])


def check_again(run: ImportRun) -> list[ImportRow]:
    """Check the rows of a checked import against what is stored now; returns those that come out otherwise."""
    stored = {}
    for row in run.rows.all():
        stored.setdefault(row.sheet, []).append(row)
    return _check_stored(run, stored)


@transaction.atomic
def recheck(run: ImportRun) -> None:
    """Check the rows once more after a correction, and keep what was found."""
    run = ImportRun.objects.select_for_update(of=["self"]).select_related("partnership").get(pk=run.pk)
    if run.state in (ImportRun.State.CHECKED, ImportRun.State.FAILED):
        save_checked(run, check_again(run))


def save_checked(run: ImportRun, rows: list[ImportRow]) -> None:
    """Store what a check has found of these rows, and which words it asks about."""
    run.save(update_fields=["sheets"])
    ImportRow.objects.bulk_update(rows, CHECKED, batch_size=500)


def check_tables(run: ImportRun, tables: dict) -> None:
    """Check {place of the sheet: rows}, kind after kind, so that a later kind knows what an earlier one makes."""
    # One batch for all kinds: milestones name objectives and partners that other sheets of the same files make.
    batch = Batch(run.partnership)
    for kind in kinds().values():
        for number, rows in tables.items():
            if run.sheets[number]["kind"] == kind.kind:
                filling.fill(kind, run.sheets[number], rows)
                _check_table(batch, kind, run.sheets[number], rows)
                run.sheets[number]["asked"] = meanings.asked(rows)


def _check_table(batch, kind, sheet, everything):
    rows = [row for row in everything if not row.is_left_out]
    _note_errors(rows)
    _refuse_empty(rows)
    width = max([len(sheet["headings"]), *(index + 1 for index in sheet["columns"].values())])
    is_text = bool(sheet.get("encoding") and sheet["headings"])
    slips.refuse_slips([row for row in rows if not row.is_refused], kind, width, is_text)
    kind.check(batch, everything if kind.sees_all else [row for row in rows if not row.is_refused])


def _refuse_empty(rows):
    for row in rows:
        if not any(row.by_key.values()):
            row.refuse_column(None, NOTHING_HERE)


def _stored(run, place, table, earlier):
    """An unsaved ImportRow for each row below the headings, with what was corrected in it before."""
    sheet = run.sheets[place]
    header = sheet["header"] or 0
    sheet["headings"] = table.rows.get(header, [])
    # Long tables repeat their headings on each printed page.
    below = {
        number: cells
        for number, cells in table.rows.items()
        if number > header and cells != sheet["headings"]
    }
    found = between.recognised(kinds()[sheet["kind"]], sheet["columns"], sheet["headings"], below)
    return [
        _fresh(run, place, number, cells, earlier.get((place, number)), is_none=number in found)
        for number, cells in below.items()
    ]


def _note_errors(rows):
    for row in rows:
        for key in sorted(row.columns, key=row.columns.get):
            error = row.error(key)
            if error:
                row.note(key, HAS_NO_RESULT if error == "=" else IS_AN_ERROR, error=error)


def _fresh(run, place, number, cells, before, *, is_none):
    """A row as the file has it, with what people corrected; who took it in or left it out decides, else `is_none`."""
    row = ImportRow(run=run, sheet=place, kind=run.sheets[place]["kind"], number=number, cells=cells)
    if before is not None and before.changes:
        before.forget_guesses()
        row.cells, row.changes = before.cells, before.changes
    is_left_out = before.is_left_out if LEAVE_KEY in row.changes else is_none
    row.fate = ImportRow.Fate.LEAVE if is_left_out else ""
    return row


def _check_stored(run, stored):
    """Check {place of the sheet: ImportRows} and write into each what was found; returns those that changed."""
    told = meanings.words(run.partnership)
    tables = {
        place: [_row(row, run.sheets[place], told.get(row.kind, {})) for row in rows]
        for place, rows in stored.items()
        if run.sheets[place].get("kind")
    }
    check_tables(run, tables)
    pairs = (
        (row, found) for place in tables for row, found in zip(stored[place], tables[place], strict=True)
    )
    return [row for row, found in pairs if _take_over(row, found, run.revision)]


def _row(row, sheet, told):
    return Row(
        row.number,
        list(row.cells),
        sheet["columns"],
        sheet["headings"],
        guesses=dict(row.guesses),
        corrected=frozenset(row.corrected),
        is_left_out=row.is_left_out,
        meanings=told,
    )


def _take_over(stored, row, revision):
    """Write what was found into the stored row; returns whether it differs from what was there."""
    before = (stored.fate, stored.makes, stored.values, stored.problems, stored.guesses)
    is_made = row.fate == ImportRow.Fate.CREATE
    is_kept = is_made or row.fate == ImportRow.Fate.MATCH
    stored.fate, stored.problems = row.fate, row.problems
    stored.makes, stored.values = (row.makes if is_made else []), (row.values if is_kept else {})
    for column, text in row.guesses.items():
        if stored.cell(int(column)) != text:
            stored.change(int(column), text, revision)
    stored.guesses = row.guesses
    return before != (stored.fate, stored.makes, stored.values, stored.problems, stored.guesses)
