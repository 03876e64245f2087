"""The forms of the list of contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from backbone.accounts import addresses, proposals
from backbone.accounts.forms import check_code_limit
from backbone.accounts.models import AddressProposal, Person
from backbone.pages.forms import Form, ModelForm
from partnerships import persons
from partnerships.forms.whose_address import SAME, AsksWhoseAddress
from partnerships.models import Partner, Partnership
from partnerships.people import correcting
from partnerships.roles import coordinators_of


class ContactForm(ModelForm):
    """What coordinators put right at once."""

    class Meta:
        model = Person
        fields = ("name", "salutation", "phone", "reached_by", "language")


class WalkInForm(AsksWhoseAddress, Form):
    """Somebody new in one line; nothing is mailed."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Email address"), required=False)
    phone = forms.CharField(label=pgettext_lazy("a number", "Phone"), max_length=40, required=False)
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=gettext_lazy("For"),
        required=False,
        empty_label=gettext_lazy("no partner, as an observer"),
    )

    def __init__(self, data: Any = None, *, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["partner"].queryset = partnership.partners.present().select_related("organisation")


class AssistantForm(AsksWhoseAddress, Form):
    """Somebody who assists a contact: copies go to their address."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Email address"))

    def __init__(self, data: Any = None, *, assisted: Person, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.assisted = assisted

    def clean(self) -> dict:
        data = super().clean()
        is_same = data.get("whose") == SAME
        known = persons.with_name_and_address(data.get("name", ""), data.get("email", ""), is_same=is_same)
        if known and known.pk == self.assisted.pk:
            self.add_error("name", _("Nobody is an assistant of their own."))
        return data


class AddressForm(Form):
    """Another address for a person, or none any more; `done` says what became of it."""

    address = forms.EmailField(
        label=gettext_lazy("New address"),
        required=False,
        error_messages={
            "required": gettext_lazy("Fill in the address."),
            "invalid": gettext_lazy(
                "That is not an email address. An email address looks like ruth@example.org."
            ),
        },
    )
    is_taken_away = forms.BooleanField(
        label=gettext_lazy("No address instead: take this one away"), required=False
    )
    done = ""

    def __init__(self, data: Any = None, *, person: Person, kind: str, by: Person) -> None:
        super().__init__(data)
        self.person, self.kind, self.by = person, kind, by
        self.is_at_once = correcting.changes_at_once(person, kind, by)
        self.may_change = correcting.may_be_corrected(person, by)
        self.before = person.email if kind == AddressProposal.Kind.SIGN_IN else person.contact_email
        if not self.before or not self.is_at_once:
            del self.fields["is_taken_away"]
            self.fields["address"].required = True

    def clean_address(self) -> str:
        if not self.may_change:
            raise forms.ValidationError(_("Addresses of administrators are changed by administrators."))
        address = Person.objects.normalise(self.cleaned_data["address"])
        if not address:
            return ""
        if address == self.before:
            raise forms.ValidationError(_("This is the address already."))
        if self.kind == AddressProposal.Kind.SIGN_IN and not proposals.is_free(address, self.person):
            raise forms.ValidationError(
                _("Somebody else signs in with this address. It can be a contact address of several people.")
            )
        if not self.is_at_once:
            check_code_limit(address)
        return address

    def clean(self) -> dict:
        """One of the two: an address, or that there is none."""
        data = super().clean()
        if not self.errors and bool(data["address"]) == bool(data.get("is_taken_away")):
            taken = _("Fill in an address, or take this one away: not both.")
            words = taken if data["address"] else self.fields["address"].error_messages["required"]
            self.add_error("address", words)
        return data

    def save(self) -> bool:
        """Change or propose; false, with an error, when somebody took the address meanwhile or it is asked too often."""
        address = self.cleaned_data["address"]
        try:
            proposal = correcting.change_address(self.person, self.kind, address, by=self.by)
        except addresses.AddressTaken:
            self.add_error("address", addresses.taken_words())
            return False
        except proposals.ProposedTooOften:
            self.add_error("address", _("Too many addresses were proposed within a day. Try again tomorrow."))
            return False
        words = {"person": self.person, "address": address}
        if not address:
            self.done = _("This address of %(person)s is taken away; earlier links no longer work.") % words
        elif proposal:
            self.done = (
                _("A code was emailed to %(address)s. The address is changed when %(person)s types it.")
                % words
            )
        else:
            self.done = (
                _("The address of %(person)s is %(address)s now; earlier links no longer work.") % words
            )
        return True


class ContactsKeptForm(ModelForm):
    """Who keeps the list of contacts, and when it is looked through again."""

    class Meta:
        model = Partnership
        fields = ("contacts_owner", "contacts_review_on")

    def __init__(self, *args: Any, instance: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        people = coordinators_of(instance) | Person.objects.filter(pk=instance.contacts_owner_id)
        self.fields["contacts_owner"].queryset = people.distinct()
