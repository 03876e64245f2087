"""Forms that say who signed and by which decision: at a ceremony, for what still holds, and added later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.time.days import today_of
from partnerships.signing.forms import IN_THE_FUTURE, TOLD_WAYS, scan_field, within
from partnerships.signing.models import Acceptance, SigningRound
from partnerships.signing.models.rounds import EARLIER

# Who signed, and what their organisation decided.
DETAILS = ("signer_name", "signer_office", "decision_number", "decided_on")
# Of more partners a ceremony's page would be too long; who signed for each is added at its row.
MOST_ASKED = 40


def _detail(name):
    return Acceptance._meta.get_field(name).formfield(required=False)


class OfARound:
    """What is said to a round's version: on a day that has come, and what was typed of who signed and the decision."""

    round: SigningRound
    cleaned_data: dict[str, Any]

    def clean_answered_on(self) -> Any:
        """A day that has come, and not long before it was proposed."""
        day, round = self.cleaned_data["answered_on"], self.round
        return within(day, round.partnership, round.proposed_on - EARLIER)

    def clean_decided_on(self) -> Any:
        """A day that has come; a board may have decided long before."""
        return self.come(self.cleaned_data["decided_on"])

    def come(self, day: Any) -> Any:
        """The day, where there is one, that has come."""
        if day and day > today_of(self.round.partnership):
            raise forms.ValidationError(IN_THE_FUTURE)
        return day

    def details(self) -> dict[str, Any]:
        """What was typed of who signed and by which decision, columns by name."""
        return {name: self.cleaned_data[name] for name in DETAILS if self.cleaned_data.get(name)}


class CeremonyForm(OfARound, Form):
    """Several partners that signed on one day, with one scan for all of them, and who signed for each."""

    template_name = "signing/ceremony_fields.html"
    partners = forms.TypedMultipleChoiceField(
        label=_("Who signed"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who signed.")},
    )
    answered_on = forms.DateField(label=_("signed on"))
    scan = scan_field(_("Scan with their signatures"))

    def __init__(
        self, data: Any = None, *args: Any, round: SigningRound, partners: list, **kwargs: Any
    ) -> None:
        self.round, self.asked = round, partners if len(partners) <= MOST_ASKED else []
        self.base_fields = {**self.base_fields, **self._asked_of_each()}
        super().__init__(data, *args, **kwargs)
        self.fields["partners"].choices = partners

    def _asked_of_each(self):
        found = {}
        for pk, name in self.asked:
            for detail in DETAILS:
                field = found[f"{detail}_{pk}"] = _detail(detail)
                field.label = f"{name}: {field.label}"
        return found

    def in_common(self) -> list[forms.BoundField]:
        """The fields that are about all who signed."""
        return [self["partners"], self["answered_on"], self["scan"]]

    def of_each(self) -> Iterator[dict[str, Any]]:
        """For each partner its name, its fields, and whether something stands in them."""
        for pk, name in self.asked:
            fields = [self[f"{detail}_{pk}"] for detail in DETAILS]
            is_open = any(field.errors or field.value() for field in fields)
            yield {"name": name, "fields": fields, "is_open": is_open}

    def clean(self) -> dict:
        """A decision's day has come; who signed is said of those that were chosen."""
        data = super().clean()
        for pk, _name in self.asked:
            try:
                self.come(data.get(f"decided_on_{pk}"))
            except forms.ValidationError as why:
                self.add_error(f"decided_on_{pk}", why)
            if pk not in data.get("partners", [pk]):
                for name in DETAILS:
                    if data.get(f"{name}_{pk}"):
                        self.add_error(
                            f"{name}_{pk}", _("Choose this partner above, too, or leave this empty.")
                        )
        return data

    def details(self) -> dict[int, dict[str, Any]]:
        """{a chosen partner's row: who signed for it and by which decision, as far as it was typed}."""
        data = self.cleaned_data
        return {
            pk: {name: data[f"{name}_{pk}"] for name in DETAILS if data.get(f"{name}_{pk}")}
            for pk in data["partners"]
        }


class StillForm(OfARound, Form):
    """Whether what a partner accepted before holds for this version too; what is left empty stays as it was."""

    holds = forms.ChoiceField(
        label=_("Does its acceptance still hold?"),
        choices=[("yes", _("Yes, for this version too")), ("no", _("No, it wishes a change"))],
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(label=_("said on"))
    way = forms.ChoiceField(
        label=_("how"), choices=TOLD_WAYS[1:], widget=forms.RadioSelect, initial=Acceptance.Way.SAID
    )
    signer_name, signer_office, decision_number, decided_on = (_detail(name) for name in DETAILS)
    scan = scan_field(_("Scan of what was signed"))

    def __init__(self, data: Any = None, *args: Any, round: SigningRound, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.round = round


class AdditionForm(OfARound, ModelForm):
    """What is not known yet of an acceptance that stays as it is."""

    scan = scan_field(_("Scan of what was signed"))

    class Meta:
        model = Acceptance
        fields = [*DETAILS, "scan"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.round = self.instance.round
        for name in DETAILS:
            if getattr(self.instance, name):
                del self.fields[name]
