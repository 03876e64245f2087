"""The forms of an import: what comes in, and for each sheet what it is and which column holds what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.numbers import number
from backbone.pages.forms import Form
from backbone.pages.several_files import SeveralFiles
from backbone.tables import spreadsheets
from partnerships.imports import columns
from partnerships.imports.layout import filling
from partnerships.imports.preview import showing
from partnerships.imports.reading import TABLE, as_file, kinds, kinds_in_files

LEFT_OUT = "none"
MOST_FILES = 10
MOST_PASTED = 500_000


class FilesField(forms.FileField):
    """Several files, each up to UPLOAD_LIMIT."""

    widget = SeveralFiles

    def clean(self, data: list, initial: Any = None) -> list | None:
        files = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(n)s files at once.") % {"n": MOST_FILES})
        large = [file for file in files if file.size > settings.UPLOAD_LIMIT]
        if large:
            most = number(settings.UPLOAD_LIMIT // 1024 // 1024)
            words = _("“%(name)s” is larger than %(most)s MB. Split it, or copy the table into a new file.")
            raise forms.ValidationError([words % {"name": file.name, "most": most} for file in large])
        return files


class UploadForm(Form):
    files = FilesField(
        label=gettext_lazy("Spreadsheets"),
        required=False,
        help_text=gettext_lazy(
            "xlsx, xls, ods, csv, tsv or vcf, up to 10 MB each; several at once if you like."
        ),
        widget=SeveralFiles(attrs={"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt,.vcf"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste rows"),
        required=False,
        max_length=MOST_PASTED,
        # Kept as it was pasted: a space before a word can tell that a row has slid.
        strip=False,
        help_text=gettext_lazy(
            "Copy them in your spreadsheet with the row of headings, and paste them here."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("files") and not cleaned.get("text", "").strip():
            self.add_error("files", _("Choose a file, or paste rows below."))
        return cleaned

    def uploads(self) -> list:
        """[(name, media type, bytes)] of what was sent."""
        sent = [(file.name, file.content_type or "", file.read()) for file in self.cleaned_data["files"]]
        text = self.cleaned_data["text"]
        if text.strip():
            sent.append((_("Pasted rows"), TABLE, as_file(text)))
        return sent

    def refuse(self, errors: list) -> None:
        """Say beside the field what is wrong with each file."""
        for name, error in errors:
            self.add_error("text" if name == _("Pasted rows") else "files", f"{name}: {error}")


class SheetForm(Form):
    """What one sheet holds, its row of headings, and what each column holds."""

    kind = forms.ChoiceField(label=gettext_lazy("This sheet contains"))
    header = forms.IntegerField(
        label=gettext_lazy("Row with the headings"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty when there is no such row."),
    )

    def __init__(self, data=None, *, sheet, place):
        self.sheet, self.place = sheet, place
        self.known = kinds()
        super().__init__(
            data, prefix=f"s{place}", initial={"kind": sheet["kind"] or LEFT_OUT, "header": sheet["header"]}
        )
        self.fields["kind"].choices = self._kinds()
        self.used = self.known.get(sheet["kind"])
        if self.used and not sheet.get("read_as"):
            self._add_columns()
        if sheet.get("read_as"):
            del self.fields["header"]

    def _kinds(self):
        """What it can hold; what was pasted on the page of a kind is of that kind."""
        if pasted := self.known.get(self.sheet.get("pasted")):
            return [(pasted.kind, pasted.label)]
        leave_out = [(LEFT_OUT, _("Nothing I need: skip this sheet"))]
        return leave_out + [(key, kind.label) for key, kind in kinds_in_files().items()]

    def _add_columns(self):
        choices = [("", _("Not used"))] + [(column.key, column.label) for column in self.used.columns]
        holds = {index: key for key, index in self.sheet["columns"].items()}
        for index in range(self.sheet["width"]):
            label = _("Column %(letter)s contains") % {"letter": spreadsheets.column_letter(index)}
            marked = [("", _("Marks for when"))] if str(index) in self.sheet.get("marks", {}) else choices[:1]
            self.fields[f"c{index}"] = forms.ChoiceField(
                label=label, choices=marked + choices[1:], required=False, initial=holds.get(index, "")
            )

        if filling.needs_year(self.sheet):
            self.fields["year"] = forms.IntegerField(
                label=_("Year of the marked columns"),
                required=False,
                min_value=1900,
                max_value=2200,
                initial=self.sheet.get("year"),
                help_text=_("An x under a quarter or a month stands for that time of this year."),
            )

    @property
    def filled(self) -> list[tuple[str, str]]:
        """[(label, from where)] of what no column holds and the layout of the sheet says."""
        columns, width = self.sheet["columns"], self.sheet["width"]
        labels = {column.key: str(column.label) for column in self.used.columns} if self.used else {}
        words = (
            {
                self.used.section: _("from the rows that stand alone above others, or else from the title"),
                self.used.marks: _("from the marks under %(headings)s")
                % {"headings": ", ".join(self.sheet.get("marks", {}).values())},
            }
            if self.used
            else {}
        )
        return [(labels[key], words[key]) for key in words if key and columns.get(key, 0) >= width]

    @property
    def nearest(self) -> tuple[str, list[str]] | None:
        """(the kind that a sheet without one is most like, what of it no heading names)."""
        nearest = self.sheet.get("nearest")
        kind = self.known.get(nearest["kind"]) if nearest and not self.used else None
        if kind is None:
            return None
        return str(kind.label), [str(one.label) for one in kind.columns if one.key in nearest["missing"]]

    @property
    def columns(self) -> list:
        """[(letter, heading, examples, field)] of the sheet."""
        sample = dict(self.sheet["sample"])
        header = self.sheet["header"] or 0
        below = [cells for number, cells in sample.items() if number > header][:8]
        return [
            (
                spreadsheets.column_letter(index),
                _at(sample.get(header, self.sheet["headings"]), index),
                list(dict.fromkeys(text for cells in below if (text := _at(cells, index))))[:3],
                self[f"c{index}"],
            )
            for index in range(self.sheet["width"])
            if f"c{index}" in self.fields
        ]

    @property
    def first_rows(self) -> list:
        """The first rows as they are, for finding the row of headings: [(number, texts)]."""
        return [(n, [spreadsheets.shown(cell) for cell in cells]) for n, cells in self.sheet["sample"][:6]]

    @property
    def unused(self) -> list[str]:
        """The headings of the columns that are not read, when some are."""
        return showing.unused(self.sheet) if self.used else []

    @property
    def hidden_rows(self) -> str:
        """The numbers of rows that the file hides, in words."""
        return showing.in_short(self.sheet.get("hidden_rows", []))

    @property
    def is_once(self) -> bool:
        """Whether a name that is written once is taken for the rows below it."""
        return bool((self.sheet.get("beside") or {}).get("is_once"))

    @property
    def colour_marks(self) -> int:
        """How many cells that are only coloured were read as marks."""
        return self.sheet.get("colour_marks", 0) if self.sheet.get("marks") else 0

    @property
    def unread_colours(self) -> int:
        """In how many rows cells under periods are only coloured, and not read."""
        return self.sheet.get("unread_colours", 0) if (not self.used or self.used.marks) else 0

    @property
    def is_turned(self) -> bool:
        """Whether the kind or the row of headings is another one, so that the columns are guessed again."""
        kind, header = self.cleaned_data.get("kind"), self.cleaned_data.get("header")
        is_other_row = "header" in self.fields and header != self.sheet["header"]
        return kind != self.sheet["kind"] or bool(kind and is_other_row)

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        return "" if kind == LEFT_OUT else kind

    def clean(self) -> dict:
        cleaned = super().clean()
        self.taken = dict(self.sheet["columns"])
        is_same = self.used and cleaned.get("kind") == self.sheet["kind"]
        if is_same and not self.sheet.get("read_as"):
            self._check_columns()
        return cleaned

    def _check_columns(self):
        taken = {}
        for index in range(self.sheet["width"]):
            key = self.cleaned_data.get(f"c{index}")
            if key and key in taken:
                letter = spreadsheets.column_letter(taken[key])
                self.add_error(
                    f"c{index}", _("Column %(letter)s already holds this. Choose one.") % {"letter": letter}
                )
            elif key:
                taken[key] = index
        for key, index in self.sheet["columns"].items():
            if index >= self.sheet["width"] and not self.sheet.get("pasted"):
                taken.setdefault(key, index)
        if not self.is_turned:
            for column in columns.missing(self.used, taken):
                words = _("Choose the column that contains “%(column)s”, or leave this sheet out.")
                self.add_error("kind", words % {"column": column.label})
        self.taken = taken


def _at(cells, index):
    return spreadsheets.shown(cells[index]) if index < len(cells) else ""
