"""Forms of partners: joining, what they say about themselves, their people, and withdrawal."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.accounts.models import Person
from backbone.pages.forms import Form, ModelForm
from backbone.pages.search_field import search
from backbone.panels import registry
from backbone.time import dates
from backbone.time.days import today_of
from partnerships import organisations, persons
from partnerships.finding import by_name
from partnerships.forms.whose_address import ANOTHER, AsksWhoseAddress
from partnerships.models import Organisation, Partner, Partnership, Representative
from partnerships.models.organisation import Sector

SHORT = {"rows": 3}


class PartnerForm(ModelForm):
    """What is known about a partner that is already there."""

    class Meta:
        model = Partner
        fields = ["role", "since_words", "since", "own_objectives", "mandate"]
        labels = {
            "since_words": _("Since, in words"),
            "since": _("Since, as a date"),
        }
        help_texts = {
            "since_words": _("As people say it, such as “spring 2024”. Shown in place of the date.")
        }
        widgets = {"own_objectives": forms.Textarea(attrs=SHORT), "mandate": forms.Textarea(attrs=SHORT)}


class NewPartnerForm(PartnerForm):
    """An organisation that joins: one that is known already, or a new one."""

    organisation_name = forms.CharField(label=_("Or a new organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector of the new organisation"), choices=[("", "—"), *Sector.choices], required=False
    )

    class Meta(PartnerForm.Meta):
        fields = ["organisation", "organisation_name", "sector", *PartnerForm.Meta.fields]

    field_order = Meta.fields

    def __init__(self, data=None, *, partnership, **kwargs):
        super().__init__(data, partnership=partnership, **kwargs)
        known = self.fields["organisation"]
        known.queryset = Organisation.objects.filter(is_demo=partnership.is_demo).exclude(
            partners__partnership=partnership
        )
        known.label, known.required = _("An organisation that is known here"), False
        known.empty_label = _("Choose, or write a new one below")

    def save(self, commit: bool = True) -> Partner:
        """Save the partner; `linked` has a sentence for each kind of thing that waited for it."""
        partner = super().save(commit)
        sources = registry.partner_joined if commit else []
        self.linked = [words for source in sources if (words := source(partner.partnership))]
        return partner

    def clean(self) -> dict:
        data = super().clean()
        chosen, name = data.get("organisation"), " ".join((data.get("organisation_name") or "").split())
        if not chosen and not name:
            self.add_error("organisation_name", _("Choose an organisation, or write the name of a new one."))
        elif chosen and name:
            self.add_error("organisation_name", _("Choose one above or write a new one, not both."))
        elif name:
            self._take_new(data, name)
        return data

    def _take_new(self, data, name):
        """A name that is known already, however spelled, means that organisation; a new one is saved with the partner."""
        same = organisations.named(name, is_demo=self.instance.partnership.is_demo)
        if same and same.partners.filter(partnership=self.instance.partnership).exists():
            self.add_error("organisation_name", _("This organisation is a partner already."))
            return
        data["organisation"] = same or Organisation(
            name=name, sector=data.get("sector") or "", is_demo=self.instance.partnership.is_demo
        )

    def _post_clean(self):
        organisation = self.cleaned_data.get("organisation")
        if organisation and organisation.pk is None and not self.errors:
            organisation.save()
        super()._post_clean()


class RepresentativeForm(ModelForm):
    """How a person represents the partner."""

    class Meta:
        model = Representative
        fields = ["capacity", "job_title"]
        widgets = {"capacity": forms.RadioSelect}
        help_texts = {
            "capacity": _(
                "A partner has one lead; a new lead takes over and the present one stays as a member."
            )
        }


class NewRepresentativeForm(AsksWhoseAddress, Form):
    """Somebody who represents a partner from now on: known here already, or new."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=_("Somebody who is known here"),
        empty_label=_("Choose, or write a new person below"),
    )
    name = forms.CharField(label=_("Or a new person"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("Without one they get no email and cannot sign in."),
    )
    capacity = forms.ChoiceField(
        label=_("Capacity"),
        choices=Representative.Capacity.choices,
        initial=Representative.Capacity.MEMBER,
        widget=forms.RadioSelect,
        help_text=_("A partner has one lead; a new lead takes over and the present one stays as a member."),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    since = forms.DateField(label=pgettext_lazy("a date", "From"), required=False)

    def __init__(self, data=None, *, partner, **kwargs):
        super().__init__(data, **kwargs)
        self.partner = partner
        known = Person.objects.filter(is_active=True, represents__partnership=partner.partnership_id)
        now = partner.representatives.not_ended().values("person")
        others = Person.objects.filter(pk__in=known.values("pk")).exclude(pk__in=now)
        search(self, "person", **by_name(partner.partnership, others))

    def clean(self) -> dict:
        data = super().clean()
        chosen, name = data.get("person"), data.get("name")
        if not chosen and not name and "name" not in self.errors:
            self.add_error("name", _("Choose a person, or write the name of a new one."))
        elif chosen and name:
            self.add_error("name", _("Choose one above or write a new person, not both."))
        if data.get("email") and data.get("whose") != ANOTHER and self._represents_already(data):
            self.add_error("email", _("The person with this address represents this partner already."))
        return data

    def _represents_already(self, data):
        person = persons.with_name_and_address(data.get("name"), data["email"], is_same=True)
        return self.partner.representatives.not_ended().filter(person=person).exists()


class HandsOver(Form):
    """Who takes over what hangs on people who leave, if it is known."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who takes it over?"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("Left empty, it is listed under “Needs you” until somebody has it."),
    )
    agreed = forms.BooleanField(
        label=_("They have said yes already"),
        required=False,
        help_text=_("Otherwise they are asked by email, and accept or decline."),
    )

    def ask_who(self, partnership: Partnership, leaving: QuerySet | list[int], hangs: bool) -> None:
        """Offer everybody of the partnership but those who leave, when something hangs on these."""
        if not hangs:
            del self.fields["to"], self.fields["agreed"]
            return
        others = persons.known_here(partnership).exclude(pk__in=leaving)
        search(self, "to", **by_name(partnership, others))


class EndForm(HandsOver):
    """One person leaves."""

    def __init__(self, data=None, *, seat, hangs, **kwargs):
        super().__init__(data, **kwargs)
        self.ask_who(seat.partnership, [seat.person_id], hangs)


class WithdrawalForm(HandsOver):
    """A partner leaves, with its people."""

    day = forms.DateField(label=_("Withdrawn on"))
    field_order = ["day", "to", "agreed"]

    def __init__(self, *args, partner, hangs, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_who(partner.partnership, partner.representatives.current().values("person"), hangs)
        self.partner, self.partnership = partner, partner.partnership
        self.today = self.fields["day"].initial = today_of(self.partnership)

    def clean_day(self) -> date | None:
        day, since = self.cleaned_data["day"], self.partner.since
        if day > self.today:
            raise forms.ValidationError(_("Record a withdrawal on the day itself or afterwards."))
        if since and day < since:
            words = _("%(partner)s is a partner since %(day)s: it can’t have withdrawn before.")
            raise forms.ValidationError(words % {"partner": self.partner, "day": dates.long(since)})
        if (began := self.partnership.started_on) and day < began:
            words = _("%(partnership)s began on %(day)s: nobody can have withdrawn before.")
            raise forms.ValidationError(words % {"partnership": self.partnership, "day": dates.long(began)})
        return day
