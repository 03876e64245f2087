"""The form of a mail's own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.registered.field_names import shown, stored
from backbone.registered.mail_kinds import OURS, Worded, Words
from partnerships.correspondence.models import MailWording
from partnerships.correspondence.wording.checks import refusals


class LinesField(forms.CharField):
    """Some lines; no space at their ends, where `-- ` would hide from readers what follows."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        """The text as it is sent."""
        return "\n".join(line.rstrip() for line in super().to_python(value).splitlines())


class MailWordingForm(ModelForm):
    class Meta:
        model = MailWording
        fields = ["subject", "opening", "closing"]
        field_classes = {"opening": LinesField, "closing": LinesField}
        widgets = {"opening": LinesField.widget, "closing": LinesField.widget}
        help_texts = {
            "opening": _("What the email begins with, before facts and buttons."),
            "closing": _("What it ends with, before the reason why somebody gets it."),
        }

    def __init__(self, *arguments: Any, worded: Worded, standard: Words = OURS, **named: Any):
        """standard: the words that one begins from; what is left as it is there keeps them, and is not kept."""
        super().__init__(*arguments, **named)
        self.worded, self.standard = worded, OURS if self.instance.pk else standard
        for name in self.Meta.fields:
            self.initial[name] = shown(self.initial.get(name) or getattr(self.standard, name))

    def clean_subject(self) -> str:
        """One line with fields that there are."""
        return self._checked("subject", self.worded.in_subject, one_line=True)

    def clean_opening(self) -> str:
        """Lines with fields that there are."""
        return self._checked("opening", self.worded.in_opening)

    def clean_closing(self) -> str:
        """Lines with fields that there are."""
        return self._checked("closing", ())

    def _checked(self, name, needed, **how):
        text = stored(self.cleaned_data[name])
        if text == getattr(self.standard, name):
            return ""
        if found := list(refusals(text, [field.name for field in self.worded.fields], needed, **how)):
            raise ValidationError(found)
        return text

    def clean(self) -> dict:
        """At least one of the three is other than ours."""
        data = super().clean()
        if not self.errors and not any(data.get(name) for name in self.Meta.fields):
            raise ValidationError(_("Write at least one of these in your own words."))
        return data

    def _get_validation_exclusions(self):
        # Two may word the same mail for the first time; the installation's row has no partnership.
        return super()._get_validation_exclusions() - {"partnership", "kind", "language"}
