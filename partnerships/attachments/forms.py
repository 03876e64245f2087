"""Files that come with a form, such as what shows that a task is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from backbone.files.uploads import checking
from backbone.files.uploads.checking import Checked
from backbone.pages.several_files import SeveralFiles
from partnerships.attachments.attaching import MOST_AT_ONCE


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
