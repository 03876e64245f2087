"""Files that come with a form, such as what shows that a task is done, or that are chosen while a row is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.files.uploads import checking
from backbone.files.uploads.checking import Checked
from backbone.pages.several_files import SeveralFiles
from partnerships.attachments.attaching import MB, MOST_AT_ONCE, attach_checked
from partnerships.attachments.kinds import kind_of


class FilesField(forms.FileField):
    """Several files, each as it would be kept (backbone.files.uploads.checking)."""

    widget = SeveralFiles

    def clean(self, data: list, initial: Any = None) -> list[Checked]:
        files = [file for file in data or [] if file]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %(n)s files at once.") % {"n": MOST_AT_ONCE})
        checked, errors = [], []
        for file in files:
            try:
                checked.append(checking.check(file))
            except checking.Refused as why:
                errors.append(f"{file.name}: {why}")
        if errors:
            raise forms.ValidationError([*errors, _("Choose the files again: nothing was sent yet.")])
        return checked


def add_files(form: forms.BaseForm, sent: Any, also_later: bool = False) -> None:
    """Give the form of a new row a field for files, where such rows take some. sent: the files of the request

    also_later: for a row that is there, too, as long as more fit beside it; behind a link its form has no page of files
    """
    row = getattr(form, "instance", None)
    kind = kind_of(row)
    if kind is None or not _takes_more(kind, row, also_later):
        return
    field = FilesField(
        label=kind.label,
        required=False,
        help_text=_("PDF, pictures, Word, Excel, slides or text; up to %(most)s MB each, %(n)s at once.")
        % {"most": settings.UPLOAD_LIMIT // MB, "n": MOST_AT_ONCE},
    )
    field.widget.attrs["accept"] = checking.ACCEPT
    form.fields["files"] = field
    form.files = sent


def _takes_more(kind, row, also_later):
    if row._state.adding:
        return True
    return also_later and kind.files(row).count() < kind.most


def keep_files(form: forms.BaseForm, row: Any, person: Person) -> list[tuple[str, str]]:
    """Put what was chosen there beside the row that was made; returns (name, why not) of what has no room."""
    kind, chosen = kind_of(row), form.cleaned_data.get("files")
    return attach_checked(kind, row, chosen, by=person).refused if kind and chosen else []
