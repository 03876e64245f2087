"""Pausing: until which day, and a few words."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form
from backbone.time.days import today_of
from partnerships.pausing.pauses import LONGEST


class PauseForm(Form):
    until = forms.DateField(
        label=_("Only informed until"),
        help_text=_(
            "On that day an email asks whether to go on; reminders and questions go on the day after."
        ),
    )
    words = forms.CharField(label=_("A few words"), required=False, max_length=300)

    def __init__(self, data=None, *, partnership, whose, pause=None):
        known = {"until": pause.until_on, "words": pause.words} if pause else {}
        super().__init__(data, initial=known)
        self.partnership, self.today = partnership, today_of(whose)

    def clean_until(self) -> date:
        day = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day in the future."))
        if day > self.today + LONGEST:
            raise forms.ValidationError(_("Two years ahead at most; you can pause longer then."))
        return day
