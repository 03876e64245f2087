"""The forms of a mandate, of its letter, of somebody's first and last day, and of what a sponsor said."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.pages.forms import Form, ModelForm
from backbone.time.days import today_of
from partnerships.correspondence.calling.forms import ToldForm
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation
from partnerships.models import Representative


class MandateForm(ModelForm):
    """Everything optional; what was not agreed stays empty."""

    class Meta:
        model = Mandate
        fields = [
            "may_decide",
            "consults",
            "consult_days",
            "days_expected",
            "days_per",
            "agreed_on",
            "holds_until",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days_per"].required = False

    def clean_days_per(self) -> str:
        """A month, where nothing is said."""
        return self.cleaned_data["days_per"] or Mandate.Per.MONTH


class SeatDaysForm(Form):
    """The first and the last day on which somebody represents their partner; both may be open."""

    first_day = forms.DateField(label=_("First day"), required=False)
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_(
            "Somebody who leaves today is ended on the partner’s page, where what they have is handed over."
        ),
    )

    def __init__(self, data: Any = None, *, seat: Representative) -> None:
        super().__init__(data, initial={"first_day": seat.first_day, "last_day": seat.last_day})
        self.seat = seat

    def clean_last_day(self) -> date | None:
        """A day that is over is no plan."""
        day = self.cleaned_data["last_day"]
        if day and day < today_of(self.seat.partnership):
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return day

    def clean(self) -> dict:
        """It ends on or after its first day."""
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it starts."))
        return data


class LetterForm(ModelForm):
    """What the letter says, looked at and changed before it is made."""

    class Meta:
        model = MandateLetter
        fields = ["addressee", "subject", "salutation", "body", "closing", "signer"]
        labels = {
            "addressee": _("To"),
            "subject": _("Subject"),
            "salutation": _("Salutation"),
            "body": _("Text"),
            "closing": pgettext_lazy("of a letter", "Closing"),
            "signer": _("Who signs"),
        }
        help_texts = {
            "addressee": _("Line by line: the director or the office, and the address."),
            "body": _("You can use Markdown for lists and emphasis."),
            "signer": _("Line by line: the name, then what they are."),
        }
        widgets = {
            "addressee": forms.Textarea(attrs={"rows": 4}),
            "body": forms.Textarea(attrs={"rows": 14}),
            "signer": forms.Textarea(attrs={"rows": 2}),
        }


class SponsorAnswerForm(ToldForm):
    """What a sponsor said, as a coordinator was told it."""

    answer = forms.ChoiceField(
        label=_("What did they say?"), choices=SponsorConfirmation.Answer.choices, widget=forms.RadioSelect
    )
    field_order = ["answer", "way", "on", "words"]


class LinkAnswerForm(Form):
    """One of the two buttons on the page of a mailed link, and a word about it."""

    answer = forms.ChoiceField(
        choices=[(one, one) for one in (SponsorConfirmation.Answer.YES, SponsorConfirmation.Answer.TALK)]
    )
    words = forms.CharField(required=False, max_length=400)
