"""What a coordinator notes of what somebody told them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from backbone.pages.forms import Form
from partnerships.correspondence.calling.told import Told, Way

if TYPE_CHECKING:
    from backbone.accounts.models import Person

NOTED_WITHIN = timedelta(days=366)


class ToldForm(Form):
    """By which way, on which day, and what was said."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=Way.choices)
    on = forms.DateField(label=pgettext_lazy("a day", "On"))
    words = forms.CharField(label=gettext_lazy("What was said"), max_length=400, required=False)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        """Nothing is told in days to come, and what was told is noted within a year."""
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("This day is in the future."))
        if self.cleaned_data["on"] < self.today - NOTED_WITHIN:
            raise forms.ValidationError(_("This day is more than a year ago."))
        return self.cleaned_data["on"]

    def told(self, by: Person) -> Told:
        """What was noted, by whom."""
        data = self.cleaned_data
        return Told(data["way"], data["on"], by, data["words"])


class AnswerForm(ToldForm):
    """The answer to a question that is open with somebody."""

    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = forms.CharField(max_length=20)
    key = forms.CharField(max_length=18)
    answer = forms.CharField(max_length=20)
