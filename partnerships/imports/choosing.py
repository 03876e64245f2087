"""What the coordinator chose for each sheet, written into the import."""

from backbone.tables.spreadsheets import Sheet
from partnerships.imports import columns, pasting
from partnerships.imports.forms import SheetForm
from partnerships.imports.reading import kinds


def forms_for(run, data=None):
    """A form for each sheet that could be read."""
    return [SheetForm(data, said=said, place=place) for place, said in enumerate(run.sheets) if said["file"]]


def are_valid(forms):
    """Whether all forms are; each is asked, so that all errors are seen at once."""
    return not [form for form in forms if not form.is_valid()]


def take_over(run, forms, again=None):
    """Write the choices into run.sheets; returns whether columns were guessed anew and want to be looked at.

    `again` is the place of a sheet, as text, whose columns are to be guessed once more.
    """
    turned = False
    for form in forms:
        if form.is_turned or again == str(form.place):
            _turn(run.partnership, form.said, form.cleaned_data["kind"], form.cleaned_data["header"])
            turned = turned or again is not None or bool(form.said["kind"])
        elif form.used:
            form.said["columns"] = form.taken
            _complete_pasted(form.said)
    run.save(update_fields=["sheets"])
    return turned


def _complete_pasted(said):
    """A pasted table offers a place for every column of its kind."""
    if said.get("pasted") == said["kind"]:
        pasting.complete(said, kinds()[said["kind"]])


def _turn(partnership, said, kind, header):
    """Guess the columns of a sheet for another kind or another row of headings."""
    said["kind"] = kind
    if not kind:
        return
    sheet = Sheet(said["name"], dict(said["sample"]))
    guess = _guess(partnership, said, kinds()[kind], sheet) if header == said["header"] else columns.Guess()
    said["header"] = guess.header or header
    said["headings"] = sheet.rows.get(said["header"], [])
    said["columns"] = guess.columns or columns.guess_columns(said["headings"], kinds()[kind])
    _complete_pasted(said)


def _guess(partnership, said, kind, sheet):
    if said.get("pasted") == kind.kind:
        return pasting.guess(partnership, kind, sheet)
    return columns.guess(sheet, [kind])
