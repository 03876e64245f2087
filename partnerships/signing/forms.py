"""The forms of a signing round: proposing, recording what a partner says, entering into force, ending."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.models import Partnership
from partnerships.signing.models import Acceptance, SigningRound
from partnerships.signing.models.rounds import EARLIER, MOST_NEEDED

State, Way = Acceptance.State, Acceptance.Way
IN_THE_FUTURE = _("This day is in the future.")
TOO_EARLY = _("This day is too early: from %(day)s on.")
ITS_TEXT_SAYS_ALL = _(
    "Its text says that it holds once all partners named in it have accepted it; with another rule, change that clause, too."
)
# A coordinator does not record what comes from the email.
OWN_WAYS = (Way.MAIL, Way.LINK)
TOLD_WAYS = [("", _("Not said")), *((way.value, way.label) for way in Way if way not in OWN_WAYS)]
SAYS = [(state.value, state.label) for state in State if state != State.LEFT]


class ProposeForm(Form):
    """By which rule the version enters into force; from the second on with what changed."""

    reason = forms.CharField(label=_("What changed since the last version"), max_length=300)
    rule = forms.ChoiceField(
        label=_("It enters into force when"),
        choices=SigningRound.Rule,
        widget=forms.RadioSelect,
        initial=SigningRound.Rule.ALL,
    )
    count = forms.IntegerField(
        label=_("How many partners"),
        min_value=1,
        max_value=MOST_NEEDED,
        required=False,
        help_text=_("Only where a number of partners is enough."),
    )
    needed = forms.TypedMultipleChoiceField(
        label=_("Which partners"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For “all of the partners named”, or to count among these alone."),
    )
    no_objection_counts = forms.BooleanField(
        label=_("A letter of no objection counts as an acceptance"), required=False, initial=True
    )
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        partners: list[tuple[int, str]],
        is_first: bool,
        says_all: bool = False,
        **kwargs: Any,
    ):
        super().__init__(data, **kwargs)
        if says_all:
            self.fields["rule"].help_text = ITS_TEXT_SAYS_ALL
        self.fields["needed"].choices = partners
        if is_first:
            del self.fields["reason"]

    def clean(self) -> dict:
        """The rule says whom or how many it is about."""
        data = super().clean()
        rule, needed, count = data.get("rule"), data.get("needed") or [], data.get("count")
        if rule == SigningRound.Rule.NAMED and not needed:
            self.add_error("needed", _("Choose the partners that have to accept it."))
        if rule == SigningRound.Rule.COUNT and "count" not in self.errors:
            among = len(needed) or len(self.fields["needed"].choices)
            if not count:
                self.add_error("count", _("Say how many partners have to accept it."))
            elif count > among:
                self.add_error("count", _("There are not so many partners: %(n)s.") % {"n": among})
        return data


def scan_field(label: Any, **also: Any) -> forms.FileField:
    """A scan that may be put beside what is recorded."""
    accept = {"accept": ".pdf,.png,.jpg,.jpeg,.webp"}
    return forms.FileField(label=label, required=False, widget=forms.FileInput(attrs=accept), **also)


def lifted_field() -> forms.BooleanField:
    """Whether what was set before, and shown beside it, holds no more."""
    return forms.BooleanField(
        label=_("The remark of before holds no more"),
        required=False,
        help_text=_("Without this it stays as it was, or a new one takes its place."),
    )


class AcceptanceForm(ModelForm):
    """What one partner got and what it says."""

    scan = scan_field(_("Scan of what was signed"), help_text=_("PDF or picture; for coordinators."))

    class Meta:
        model = Acceptance
        fields = [
            "state",
            "answered_on",
            "signer_name",
            "signer_office",
            "way",
            "decision_number",
            "decided_on",
            "remark",
            "remark_counts",
            "wish",
            "scan",
            "sent_on",
            "sent_how",
            "received_on",
            "legal_since",
            "legal_with",
        ]
        widgets = {
            "state": forms.RadioSelect,
            "remark": forms.Textarea(attrs={"rows": 3}),
            "wish": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["state"].choices = SAYS
        self.fields["way"].choices = TOLD_WAYS
        for name in ("name", "office"):
            if not (self.instance.signer_name or self.instance.signer_office):
                self.initial[f"signer_{name}"] = getattr(self.instance, f"to_sign_{name}")
        if self.instance.way == Way.LINK:
            self.fields["way"].choices += [(Way.LINK.value, Way.LINK.label)]

    def clean(self) -> dict:
        """What was said has its day and its way."""
        data, today = super().clean(), today_of(self.instance.partnership)
        first = self.instance.round.proposed_on - EARLIER
        for name in ("answered_on", "decided_on", "sent_on", "received_on", "legal_since"):
            if (day := data.get(name)) and day > today:
                self.add_error(name, IN_THE_FUTURE)
            # A board may have decided long before.
            elif day and day < first and name != "decided_on":
                self.add_error(name, TOO_EARLY % {"day": dates.long(first)})
        sent, received = data.get("sent_on"), data.get("received_on")
        if sent and received and received < sent:
            self.add_error("received_on", _("It was not received before it was sent."))
        state = data.get("state")
        if state in Acceptance.GIVEN:
            self._ask_for("answered_on", _("Say on which day it was."))
            self._ask_for("way", _("Say how it came."))
            if data.get("way") == Way.LINK:
                self.add_error("way", _("From the email a partner accepts with a code alone."))
        if state == State.WISHES_CHANGE:
            self._ask_for("wish", _("Say what it wishes."))
        elif state in Acceptance.GIVEN or state == State.REFUSED:
            self._refuse_new_wish()
        if data.get("remark") and state != State.REFUSED:
            self._ask_for("remark_counts", _("Say what the remark counts as."))
        return data

    def _refuse_new_wish(self):
        """One that it had before is answered now; one that is typed beside another answer would be lost."""
        if self.cleaned_data.get("wish") and "wish" in self.changed_data:
            self.add_error("wish", _("With this answer it wishes no change: write it as a remark."))

    def _ask_for(self, name, words):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


class LeftForm(ModelForm):
    """When a partner left, and what follows from it."""

    class Meta:
        model = Acceptance
        fields = ["left_on", "left_reason"]

    def clean_left_on(self) -> Any:
        """A day, since it has left."""
        day = self.cleaned_data["left_on"]
        if day is None:
            raise forms.ValidationError(_("Say on which day it was."))
        return day


class ScanForm(Form):
    """Whose signatures stand on a scan."""

    partners = forms.TypedMultipleChoiceField(
        label=_("Whose signatures stand on it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, partners: list, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["partners"].choices = partners


class ReasonForm(Form):
    """Why, in a sentence."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class DatedReasonForm(ReasonForm):
    """On which day, and why; where a rule is met, that is why."""

    on = forms.DateField(label=_("From which day"))
    field_order = ["on", "reason"]

    def __init__(
        self,
        data: Any = None,
        *,
        partnership: Partnership,
        first: date | None,
        needs_reason: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.partnership, self.first = partnership, first
        self.fields["reason"].required = needs_reason

    def clean_on(self) -> Any:
        """A day that has come, and not before the first that can be."""
        return within(self.cleaned_data["on"], self.partnership, self.first)


class InForceForm(DatedReasonForm):
    """From which day; where changes wait that the version does not have, that it enters into force as it is, and why."""

    as_it_is = forms.BooleanField(
        label=_("Let this version enter into force as it is"),
        required=False,
        help_text=_("What waits is kept for an amendment. Say why below."),
    )
    field_order = ["on", "as_it_is", "reason"]

    def __init__(self, data: Any = None, *, waits: bool, **kwargs: Any) -> None:
        super().__init__(data, needs_reason=waits, **kwargs)
        if not waits:
            del self.fields["as_it_is"]


def within(day: date, partnership: Partnership, first: date | None) -> date:
    """The day, where it has come and is none before the first that can be."""
    if day > today_of(partnership):
        raise forms.ValidationError(IN_THE_FUTURE)
    if first and day < first:
        raise forms.ValidationError(TOO_EARLY % {"day": dates.long(first)})
    return day
