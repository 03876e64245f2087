"""The form of an ROI story."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from impact.models import Story


class StoryForm(ModelForm):
    class Meta:
        model = Story
        fields = [
            "title",
            "need",
            "only_together",
            "what_we_did",
            "what_changed",
            "quote",
            "quote_by",
            "consent_on",
            "consent_how",
            "limits",
            "ask",
        ]
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("need", "only_together", "what_we_did", "what_changed", "quote", "limits", "ask")
        }

    def clean_consent_on(self) -> None:
        """Nobody has consented on a day to come."""
        day = self.cleaned_data["consent_on"]
        if day and day > today_of(self.instance.partnership):
            raise forms.ValidationError(_("This day is in the future."))
        return day
