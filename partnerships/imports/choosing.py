"""What the coordinator chose for each sheet, written into the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from backbone.tables.spreadsheets import Sheet
from partnerships.imports import columns, pasting
from partnerships.imports.forms import SheetForm
from partnerships.imports.reading import kinds

if TYPE_CHECKING:
    from partnerships.imports.models import ImportRun


def forms_for(run: ImportRun, data: QueryDict | None = None) -> list[SheetForm]:
    """A form for each sheet that could be read."""
    return [
        SheetForm(data, sheet=sheet, place=place) for place, sheet in enumerate(run.sheets) if sheet["file"]
    ]


def are_valid(forms: list[SheetForm]) -> bool:
    """Whether all forms are; each is asked, so that all errors are seen at once."""
    return not [form for form in forms if not form.is_valid()]


def take_over(run: ImportRun, forms: list[SheetForm], again: Any = None) -> bool:
    """Write the choices into run.sheets; returns whether columns were guessed anew and want to be looked at.

    `again` is the place of a sheet, as text, whose columns are to be guessed once more.
    """
    turned = False
    for form in forms:
        if form.is_turned or again == str(form.place):
            _turn(run.partnership, form.sheet, form.cleaned_data["kind"], form.cleaned_data["header"])
            turned = turned or again is not None or bool(form.sheet["kind"])
        elif form.used:
            form.sheet["columns"] = form.taken
            _complete_pasted(form.sheet)
    run.save(update_fields=["sheets"])
    return turned


def _complete_pasted(sheet):
    """A pasted table offers a place for every column of its kind."""
    if sheet.get("pasted") == sheet["kind"]:
        pasting.complete(sheet, kinds()[sheet["kind"]])


def _turn(partnership, sheet, kind, header):
    """Guess the columns of a sheet for another kind or another row of headings."""
    sheet["kind"] = kind
    if not kind:
        return
    table = Sheet(sheet["name"], dict(sheet["sample"]))
    guess = _guess(partnership, sheet, kinds()[kind], table) if header == sheet["header"] else columns.Guess()
    sheet["header"] = guess.header or header
    sheet["headings"] = table.rows.get(sheet["header"], [])
    sheet["columns"] = guess.columns or columns.guess_columns(sheet["headings"], kinds()[kind])
    _complete_pasted(sheet)


def _guess(partnership, sheet, kind, table):
    if sheet.get("pasted") == kind.kind:
        return pasting.guess(partnership, kind, table)
    return columns.guess(table, [kind])
