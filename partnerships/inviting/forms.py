"""The forms of an invitation: writing it, how the letter was delivered, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.pages.forms import Form, ModelForm
from backbone.reading.folding import INVISIBLE
from backbone.reading.organisation_names import organisation_key
from backbone.time.days import today_of
from partnerships import organisations
from partnerships.inviting.models import PartnerInvitation
from partnerships.models import Partnership

Answer = PartnerInvitation.State
ONCE = _("This organisation is invited already; that invitation is still open.")
ANSWERS = [(state.value, state.label) for state in PartnerInvitation.ANSWERS]
TOLD = [(way.value, way.label) for way in PartnerInvitation.Way if way != PartnerInvitation.Way.LINK]


class InvitationForm(ModelForm):
    """Who is invited and what is said; the email goes to a person, the letter to an office."""

    name = forms.CharField(label=_("For the email: name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Email address"), required=False, help_text=_("Without one, the letter is all there is.")
    )

    class Meta:
        model = PartnerInvitation
        fields = [
            "organisation",
            "name",
            "email",
            "office",
            "language",
            "role",
            "meetings",
            "until_words",
            "benefit",
            "words",
        ]
        widgets = {
            "office": forms.Textarea(attrs={"rows": 4}),
            "benefit": forms.Textarea(attrs={"rows": 3}),
            "words": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        own = _("Theirs where it is known, else that of the documents")
        self.fields["language"].choices = [("", own), *settings.LANGUAGES]
        if person := self.instance.person:
            self.fields["name"].initial, self.fields["email"].initial = person.name, person.mail_address

    def clean_organisation(self) -> str:
        """An organisation that is a partner here is not invited."""
        name = " ".join(INVISIBLE.sub("", self.cleaned_data["organisation"]).split())
        partnership, key = self.instance.partnership, organisation_key(name)
        if organisations.partner_called(partnership, name):
            raise forms.ValidationError(_("It is a partner already."))
        open_ones = partnership.partner_invitations.filter(state__in=PartnerInvitation.OPEN)
        others = open_ones.exclude(pk=self.instance.pk).values_list("organisation", flat=True)
        if key in map(organisation_key, others):
            raise forms.ValidationError(ONCE)
        return name

    def clean(self) -> dict:
        """A name without an address gets no email."""
        data = super().clean()
        if data.get("name") and not data.get("email"):
            self.add_error("email", _("Where does the email go? Leave the name empty for a letter."))
        return data


class DeliveryForm(ModelForm):
    """How the letter came there, and when it was received and stamped."""

    class Meta:
        model = PartnerInvitation
        fields = ["delivered_how", "delivered_on", "received_on"]

    def clean(self) -> dict:
        """What has happened, in its order."""
        data, today = super().clean(), today_of(self.instance.partnership)
        for name in ("delivered_on", "received_on"):
            if (day := data.get(name)) and day > today:
                self.add_error(name, _("This day is in the future."))
        delivered, received = data.get("delivered_on"), data.get("received_on")
        if delivered and received and received < delivered:
            self.add_error("received_on", _("It can’t be received before it was delivered."))
        return data


class WordsForm(Form):
    """What may be said beside any answer."""

    answer_words = forms.CharField(
        label=_("A word about it"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    other_name = forms.CharField(label=_("Who should be asked instead?"), required=False, max_length=120)
    other_email = forms.EmailField(label=_("Their email address"), required=False)
    who_else = forms.CharField(
        label=_("Which other organisations should be invited?"),
        required=False,
        max_length=300,
        help_text=_("Separated by commas."),
    )
    best_voice = forms.CharField(label=_("Who speaks best for you?"), required=False, max_length=200)

    def clean(self) -> dict:
        """Whoever names somebody else says who."""
        data = super().clean()
        named = data.get("other_name") or data.get("other_email") or "other_email" in self.errors
        if self.data.get("answer") == Answer.OTHER and not named:
            self.add_error("other_name", _("Say who should be asked."))
        return data


class ToldForm(WordsForm):
    """The same as a coordinator was told it, with the way it came."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=ANSWERS, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How did it come?"), choices=TOLD, widget=forms.RadioSelect)
    on = forms.DateField(label=pgettext_lazy("a day", "On"), required=False)
    field_order = ["answer", "way", "on"]

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today_of(partnership)
        self.fields["on"].initial = self.today
        self.fields["best_voice"].label = _("Who speaks best for them?")
        self.fields["other_name"].label = _("Who represents them, or should be asked instead?")

    def clean_on(self) -> date | None:
        """It was said already."""
        day = self.cleaned_data["on"]
        if day and day > self.today:
            raise forms.ValidationError(_("This day is in the future."))
        return day
