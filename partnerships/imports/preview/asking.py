"""The words of an import that are not known here, with a field for what each means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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
    """What one word means: one of the texts that its columns take, or nothing."""

    meaning = forms.ChoiceField(required=False)

    def __init__(
        self, data: Mapping | None = None, *, place: int, columns: list, text: str, rows: int, choices: list
    ):
        self.place, self.columns, self.text, self.rows = place, columns, text, rows
        super().__init__(data, prefix=f"w{place}-{columns[0].key}-{crc32(text.encode()):x}")
        self.fields["meaning"].label = _("What “%(text)s” means") % {"text": text}
        self.fields["meaning"].choices = [
            ("", _("Not said yet")),
            (NOTHING, _("Nothing: leave it out")),
            *((choice, choice) for choice in choices),
        ]

    @property
    def is_name(self) -> bool:
        """Whether it may be the name of somebody who is not here, which is no mistake."""
        return bool(self.columns[0].made_by)


def questions(run: ImportRun, data: Mapping | None = None) -> list[MeaningForm]:
    """A form for each word, words before names, the most frequent first."""
    found = []
    for place, sheet in enumerate(run.sheets):
        kind = kinds().get(sheet.get("kind", ""))
        asked = sheet.get("asked", {})
        for columns in _alike(column for column in (kind.columns if kind else ()) if asked.get(column.key)):
            counts: Counter[str] = Counter()
            for column in columns:
                counts.update(asked[column.key])
            choices = _choices(run, columns[0])
            found += [
                MeaningForm(data, place=place, columns=columns, text=text, rows=n, choices=choices)
                for text, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            ]
    return sorted(found, key=lambda form: form.is_name)[:MOST]


def save(run: ImportRun, data: Mapping) -> int:
    """Keep what was said; returns of how many words."""
    said = 0
    for form in questions(run, data):
        meaning = form.cleaned_data["meaning"] if form.is_valid() else ""
        if meaning:
            kind = run.sheets[form.place]["kind"]
            text = "" if meaning == NOTHING else meaning
            for column in form.columns:
                meanings.remember(run.partnership, kind, column.key, {form.text: text})
            said += 1
    return said


def _alike(columns: Iterable) -> list[list]:
    """Columns of which one word means the same in each: those that name the same things."""
    groups: dict[Any, list] = {}
    for column in columns:
        groups.setdefault(column.made_by or column.key, []).append(column)
    return list(groups.values())


def _choices(run: ImportRun, column: Any) -> list[str]:
    """What the column takes, with what other rows of this import make."""
    texts = list(column.choices(run.partnership)) if column.choices else []
    if column.made_by:
        kind, key = column.made_by
        rows = run.rows.filter(kind=kind, fate="create").values_list(f"values__{key}", flat=True)
        texts = sorted({*texts, *islice(rows, MOST_CHOICES)})
    return [str(text) for text in texts[:MOST_CHOICES]]
