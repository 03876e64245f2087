"""The words of an import that are not known here, with a field for what each means."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django import forms
from django.utils.translation import gettext as _

from backbone.pages.forms import Form
from partnerships.imports import meanings
from partnerships.imports.preview.showing import MOST_CHOICES
from partnerships.imports.reading import kinds

if TYPE_CHECKING:
    from partnerships.imports.models import ImportRun

MOST = 60
NOTHING = "-"


class MeaningForm(Form):
    """What one word means: one of the texts that its column takes, or nothing."""

    meaning = forms.ChoiceField(required=False)

    def __init__(
        self, data: Mapping | None = None, *, place: int, column: Any, text: str, rows: int, choices: list
    ):
        self.place, self.column, self.text, self.rows = place, column, text, rows
        super().__init__(data, prefix=f"w{place}-{column.key}-{crc32(text.encode()):x}")
        self.fields["meaning"].label = _("What “%(text)s” means") % {"text": text}
        self.fields["meaning"].choices = [
            ("", _("Not said yet")),
            (NOTHING, _("Nothing: leave it out")),
            *((choice, choice) for choice in choices),
        ]


def questions(run: ImportRun, data: Mapping | None = None) -> list[MeaningForm]:
    """A form for each word, the most frequent of each column first."""
    found = []
    for place, sheet in enumerate(run.sheets):
        kind = kinds().get(sheet.get("kind", ""))
        for column in kind.columns if kind else ():
            asked = sheet.get("asked", {}).get(column.key, {})
            choices = _choices(run, column) if asked else []
            found += [
                MeaningForm(data, place=place, column=column, text=text, rows=n, choices=choices)
                for text, n in sorted(asked.items(), key=lambda pair: (-pair[1], pair[0]))
            ]
    return found[:MOST]


def save(run: ImportRun, data: Mapping) -> int:
    """Keep what was said; returns of how many words."""
    said = 0
    for form in questions(run, data):
        meaning = form.cleaned_data["meaning"] if form.is_valid() else ""
        if meaning:
            kind = run.sheets[form.place]["kind"]
            text = "" if meaning == NOTHING else meaning
            meanings.remember(run.partnership, kind, form.column.key, {form.text: text})
            said += 1
    return said


def _choices(run: ImportRun, column: Any) -> list[str]:
    """What the column takes, with what other rows of this import make."""
    texts = list(column.choices(run.partnership)) if column.choices else []
    if column.made_by:
        kind, key = column.made_by
        rows = run.rows.filter(kind=kind, fate="create").values_list(f"values__{key}", flat=True)
        texts = sorted({*texts, *islice(rows, MOST_CHOICES)})
    return [str(text) for text in texts[:MOST_CHOICES]]
