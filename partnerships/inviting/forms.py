"""The forms of an invitation: writing it, how the letter was delivered, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from partnerships.inviting.models import PartnerInvitation

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
        if person := self.instance.person:
            self.fields["name"].initial, self.fields["email"].initial = person.name, person.mail_address

    def clean_organisation(self) -> str:
        """An organisation that is a partner here is not invited."""
        name = self.cleaned_data["organisation"]
        here = self.instance.partnership.partners.present()
        if here.filter(organisation__name__iexact=name).exists():
            raise forms.ValidationError(_("It is a partner already."))
        open_ones = self.instance.partnership.partner_invitations.filter(state__in=PartnerInvitation.OPEN)
        if open_ones.filter(organisation__iexact=name).exclude(pk=self.instance.pk).exists():
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


class ToldForm(WordsForm):
    """The same as a coordinator was told it, with the way it came."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=ANSWERS, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How did it come?"), choices=TOLD, widget=forms.RadioSelect)
    field_order = ["answer", "way"]
