"""The refused rows as a spreadsheet, each with its reason beside it, to correct and bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRow
from partnerships.imports.preview.showing import sentence

if TYPE_CHECKING:
    from partnerships.imports.models import ImportRun


def workbook(run: ImportRun) -> bytes:
    """An xlsx file with the refused rows under the headings of their own sheets."""
    by_sheet = {}
    for row in run.rows.filter(fate=ImportRow.Fate.REFUSE):
        by_sheet.setdefault(row.sheet, []).append(row)
    return spreadsheets.write(
        [(run.sheets[number]["name"], _table(run.sheets[number], rows)) for number, rows in by_sheet.items()]
    )


def _table(sheet, rows):
    width = max(len(sheet["headings"]), *(len(row.cells) for row in rows))
    headings = [*_filled(sheet["headings"], width), _("Why it was refused"), _("Row in the file")]
    return [[(heading, "bold") for heading in headings], *(_row(row, width) for row in rows)]


def _row(row, width):
    wrong = {problem["column"] for problem in row.problems if problem["refuses"]}
    cells = [
        (cell, "wrong") if column in wrong else cell for column, cell in enumerate(_filled(row.cells, width))
    ]
    return [*cells, (reasons(row), "note"), row.number]


def reasons(row: ImportRow) -> str:
    """Why a row was refused, each reason with its cell."""
    return "\n".join(sentence(row, problem) for problem in row.problems if problem["refuses"])


def _filled(cells, width):
    return list(cells) + [""] * (width - len(cells))
