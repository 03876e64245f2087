"""What the coordinator chose for each sheet, written into the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from backbone.tables import spreadsheets
from partnerships.imports import columns, meanings, pasting
from partnerships.imports.forms import SheetForm
from partnerships.imports.layout import headings
from partnerships.imports.reading import kinds, sheet_of, taken_as

if TYPE_CHECKING:
    from partnerships.imports.models import ImportRun


def forms_for(run: ImportRun, data: QueryDict | None = None) -> list[SheetForm]:
    """A form for each sheet that could be read."""
    return [
        SheetForm(data, sheet=sheet, place=place) for place, sheet in enumerate(run.sheets) if sheet["file"]
    ]


def are_valid(run: ImportRun, forms: list[SheetForm]) -> bool:
    """Whether all forms are; each is asked, so that all errors are seen at once."""
    for form in forms:
        if form.is_valid() and form.is_turned:
            _check_turned(run, form)
    return not [form for form in forms if form.errors]


def take_over(run: ImportRun, forms: list[SheetForm], again: Any = None) -> bool:
    """Write the choices into run.sheets; returns whether columns were guessed anew and want to be looked at.

    `again` is the place of a sheet, as text, whose columns are to be guessed once more. What was chosen for
    headings is remembered.
    """
    turned = False
    for form in forms:
        if form.is_turned or again == str(form.place):
            _turn(run, form)
            turned = turned or again is not None or bool(form.sheet["kind"])
        elif form.used:
            form.sheet["columns"] = form.taken
            form.sheet["year"] = form.cleaned_data.get("year") or form.sheet.get("year")
            _complete_pasted(form.sheet)
            meanings.remember_headings(run.partnership, form.used, form.sheet)
    run.save(update_fields=["sheets"])
    return turned


def _complete_pasted(sheet):
    """A pasted table offers a place for every column of its kind."""
    if sheet.get("pasted") == sheet["kind"]:
        pasting.complete(sheet, kinds()[sheet["kind"]])


def _check_turned(run, form):
    """Say beside the field when there is nothing of the chosen kind in the sheet."""
    kind = form.known.get(form.cleaned_data["kind"])
    if kind and kind.read_sheet:
        try:
            kind.read_sheet(sheet_of(run, form.place))
        except spreadsheets.Unreadable as error:
            form.add_error("kind", str(error))


def _turn(run, form):
    """Guess the columns of a sheet for another kind or another row of headings."""
    sheet, kind = form.sheet, form.cleaned_data["kind"]
    if not kind:
        sheet["kind"] = ""
        return
    table = sheet_of(run, form.place)
    guess = _guess(run.partnership, form, kinds()[kind], table)
    sheet |= taken_as(kind, table, guess, sheet["file_name"], sheet.get("beside"))
    _complete_pasted(sheet)


def _guess(partnership, form, kind, table):
    """As the kind guesses; where another row was named as that of the headings, by that row."""
    if kind.read_sheet:
        return headings.Guess(kind.kind)
    header, sheet = form.cleaned_data.get("header"), form.sheet
    told = meanings.headings(partnership)
    found = headings.Guess()
    if header == sheet["header"]:
        is_pasted = sheet.get("pasted") == kind.kind
        found = pasting.guess(partnership, kind, table) if is_pasted else headings.guess(table, [kind], told)
    row = found.header or header
    named = columns.guess_columns(table.rows.get(row, []), kind, told.get(kind.kind))
    return headings.Guess(kind.kind, row, found.columns or named)
