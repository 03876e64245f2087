"""Says of each row what will become of it: made, already here, or refused and why. Nothing else is written."""

from django.db import transaction
from django.utils.translation import gettext_noop

from partnerships.imports import slips
from partnerships.imports.models import ImportRow, ImportRun
from partnerships.imports.reading import kinds, sheets_of
from partnerships.imports.rows import Batch, Row

IS_AN_ERROR = gettext_noop("%(error)s is an error of the spreadsheet; the cell was read as empty.")
HAS_NO_RESULT = gettext_noop(
    "This formula came without its result; the cell was read as empty. Open the file in its own program, save it "
    "there, and bring it in again."
)
NOTHING_HERE = gettext_noop("Nothing stands under the headings that are used here.")
BATCH_SIZE = 1000


@transaction.atomic
def check(run):
    """Check every sheet that is not left out, and keep what was found as the import's rows."""
    ImportRun.objects.select_for_update().get(pk=run.pk)
    found = [(number, sheet) for number, sheet in enumerate(sheets_of(run)) if run.sheets[number].get("kind")]
    tables = {number: _rows(sheet, run.sheets[number]) for number, sheet in found}
    texts = {number for number, sheet in found if sheet.is_text}
    check_tables(run, tables, texts)
    run.rows.all().delete()
    ImportRow.objects.bulk_create(
        [_kept(run, number, row) for number in sorted(tables) for row in tables[number]],
        batch_size=BATCH_SIZE,
    )
    run.state, run.error = ImportRun.State.CHECKED, ""
    run.save(update_fields=["state", "error", "sheets"])


def check_again(run):
    """Check the rows of a checked import against what is stored now; returns those that come out otherwise."""
    kept = list(run.rows.all())
    tables = {}
    pairs = []
    for row in kept:
        said = run.sheets[row.sheet]
        again = Row(row.number, row.cells, said["columns"], said["headings"])
        tables.setdefault(row.sheet, []).append(again)
        pairs.append((row, again))
    check_tables(run, tables, {n for n in tables if run.sheets[n].get("encoding")})
    return [row for row, again in pairs if _take_over(row, again)]


def check_tables(run, tables, texts):
    """Check {place of the sheet: rows}, kind after kind, so that a later kind knows what an earlier one makes."""
    batch = Batch(run.partnership)
    for kind in kinds().values():
        for number, rows in tables.items():
            said = run.sheets[number]
            if said["kind"] == kind.kind:
                _note_errors(rows)
                _refuse_empty(rows)
                slips.refuse_slips(
                    [row for row in rows if not row.is_refused], kind, len(said["headings"]), number in texts
                )
                kind.check(batch, [row for row in rows if not row.is_refused])


def _rows(sheet, said):
    header = said["header"] or 0
    said["headings"] = sheet.rows.get(header, [])
    below = ((number, cells) for number, cells in sheet.rows.items() if number > header)
    return [
        Row(number, cells, said["columns"], said["headings"])
        for number, cells in below
        if cells != said["headings"]
    ]


def _note_errors(rows):
    for row in rows:
        for key in sorted(row.columns, key=row.columns.get):
            error = row.error(key)
            if error:
                row.note(key, HAS_NO_RESULT if error == "=" else IS_AN_ERROR, error=error)


def _refuse_empty(rows):
    for row in rows:
        if not any(row.text(key) for key in row.columns):
            row.refuse_column(None, NOTHING_HERE)


def _kept(run, number, row):
    kept = ImportRow(run=run, sheet=number, kind=run.sheets[number]["kind"], number=row.number, cells=row.raw)
    _take_over(kept, row)
    return kept


def _take_over(kept, row):
    """Write what was found into the stored row; returns whether it differs from what was there."""
    before = (kept.fate, kept.makes, kept.values, kept.problems)
    kept.fate, kept.makes, kept.problems = row.fate, [] if row.is_refused else row.makes, row.problems
    kept.values = {} if row.is_refused else row.values
    return before != (kept.fate, kept.makes, kept.values, kept.problems)
