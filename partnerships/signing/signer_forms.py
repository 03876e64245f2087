"""Forms that say who signed and by which decision: at a ceremony, for what still holds, and added later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.time.days import today_of
from partnerships.signing.forms import IN_THE_FUTURE, TOLD_WAYS, lifted_field, scan_field, within
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
    wish = forms.CharField(
        label=_("What it wishes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where its acceptance does not hold."),
    )
    lifted = lifted_field()
    remark = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    remark_counts = forms.ChoiceField(
        label=_("What the remark counts as"),
        choices=Acceptance.Counts,
        required=False,
        widget=forms.RadioSelect,
    )
    signer_name, signer_office, decision_number, decided_on = (_detail(name) for name in DETAILS)
    scan = scan_field(_("Scan of what was signed"))

    def __init__(
        self, data: Any = None, *args: Any, round: SigningRound, before: Acceptance | None, **kwargs: Any
    ) -> None:
        super().__init__(data, *args, **kwargs)
        self.round = round
        if before is None or not before.remark:
            del self.fields["lifted"]
        else:
            self.fields["remark"].help_text = _("Only where it is another than before.")

    def clean(self) -> dict:
        """A wish where the acceptance holds no more, and only there; a remark says what it counts as."""
        data = super().clean()
        wishes = data.get("holds") == "no"
        if wishes and not data.get("wish"):
            self.add_error("wish", _("Say what it wishes."))
        elif data.get("holds") == "yes" and data.get("wish"):
            self.add_error("wish", _("With this answer it wishes no change: write it as a remark."))
        if data.get("remark") and not data.get("remark_counts"):
            self.add_error("remark_counts", _("Say what the remark counts as."))
        return data

    def details(self) -> dict[str, Any]:
        """Who says so, by which decision, with which remark or wish."""
        data, said = self.cleaned_data, super().details()
        if data["holds"] == "no":
            said["wish"] = data["wish"]
        if data["remark"]:
            said |= {name: data[name] for name in ("remark", "remark_counts")}
        return said


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
