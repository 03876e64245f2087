"""The forms of a Word file that came back, and of the answer to what it proposes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.time.days import today_of
from partnerships.models import Partnership
from partnerships.proposals.models import MOST_REASON, WordReading


class ReadingForm(ModelForm):
    """The file, and for which partner it speaks."""

    file = forms.FileField(
        label=_("Word file"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_(
            "The agreement as it came back, as docx. Tracked changes, comments and plain edits are found."
        ),
        error_messages={"required": _("Choose a file first.")},
    )

    class Meta:
        model = WordReading
        fields = ["partner", "sent_by", "way", "came_on"]

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        self.today = today_of(partnership)
        self.fields["partner"].queryset = partnership.partners.present().select_related("organisation")

    def clean_came_on(self) -> date | None:
        """Nothing came in days to come."""
        day = self.cleaned_data["came_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("This day is in the future."))
        return day


class RefusalForm(Form):
    """Why something is not taken; it goes back to the partner."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The partner reads this in the answer."),
    )
