"""The forms of a dispute: its parties and who handles it, a step, and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from partnerships.choices import choose_partner, choose_person
from partnerships.disputes import keeping, ladder
from partnerships.disputes.models import Dispute, DisputeStep
from partnerships.disputes.parties import spoken_for
from partnerships.persons import known_here

MOST_PARTIES = 20
FUTURE = _("This day is in the future.")
TOO_EARLY = _("This day is before the dispute was opened.")


class DisputeForm(ModelForm):
    """What it is about, between whom, since when and who handles it; `writer` is who fills it in."""

    class Meta:
        model = Dispute
        fields = ["words", "parties", "opened_on", "handler", "handler_name"]
        widgets = {"words": forms.Textarea(attrs={"rows": 6}), "parties": forms.CheckboxSelectMultiple}
        help_texts = {
            "words": _("Write it so that the people concerned could read it; they may ask to."),
            "parties": _("Whoever represents one of them can’t open this note, coordinators included."),
            "handler": _(
                "Nobody who represents a party. Whoever it is can open this note when they sign in."
            ),
            "handler_name": _("Such as a mediator. Nobody is emailed."),
        }

    def __init__(self, data: Any = None, *, writer: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.writer = writer
        choose_partner(self, "parties")
        choose_person(self, "handler", people=known_here(self.instance.partnership))

    def clean_opened_on(self) -> date:
        """A day that has been, and before it ended."""
        day = _been(self, "opened_on")
        if self.instance.ended_on and day > self.instance.ended_on:
            raise forms.ValidationError(_("This day is after the dispute ended."))
        return day

    def clean_parties(self) -> Any:
        """Two or more, of whom the writer represents none; one is left where partners were merged or removed."""
        parties = self.cleaned_data["parties"]
        stored = self.instance.sides.count() if self.instance.pk else 2
        if len(parties) < min(2, stored):
            raise forms.ValidationError(_("Choose two parties or more."))
        if len(parties) > MOST_PARTIES:
            raise forms.ValidationError(_("Choose %(n)s parties at most."), params={"n": MOST_PARTIES})
        for partner in spoken_for(self.writer, parties):
            raise forms.ValidationError(
                _(
                    "You represent %(partner)s, so you would not be able to open this note any more. "
                    "Ask another coordinator to write it down."
                ),
                params={"partner": partner},
            )
        return parties

    def clean(self) -> dict:
        data = super().clean()
        handler = data.get("handler")
        for partner in spoken_for(handler, data.get("parties") or ()) if handler else ():
            words = _("%(name)s represents %(partner)s. Choose somebody who is no party.")
            self.add_error("handler", words % {"name": handler, "partner": partner})
            break
        if handler and data.get("handler_name"):
            self.add_error("handler_name", _("Choose one above or write a name, not both."))
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> Dispute:
        """A new one gets its parties, and the steps of the agreement."""
        row = super().save(commit)
        ladder.add_to(row)
        return row


class StepForm(ModelForm):
    """Who does what by when, and what came of it."""

    class Meta:
        model = DisputeStep
        fields = ["what", "due_on", "done_on", "outcome"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"done_on": _("Empty while it is still to be done.")}

    def clean_done_on(self) -> date | None:
        """A day that has been."""
        return _been(self, "done_on")

    def save(self, commit: bool = True) -> DisputeStep:
        """A new step stands behind the others."""
        return keeping.add_step(self.instance)

    def save_or_conflict(self, **also: Any) -> DisputeStep | None:
        """Save it; or, when there is no room for another one, say so."""
        try:
            return super().save_or_conflict(**also)
        except keeping.Full:
            self.add_error(None, _("There are as many steps as there can be. Remove one first."))
            return None


class EndForm(ModelForm):
    """On which day the dispute ended, and how."""

    class Meta:
        model = Dispute
        fields = ["ended_on", "outcome"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"outcome": _("Such as: settled, withdrawn, or left as it is, and what was agreed.")}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in self._meta.fields:
            self.fields[name].required = True

    def clean_ended_on(self) -> date:
        """A day that has been, and not before the dispute was opened."""
        day = _been(self, "ended_on")
        if day < self.instance.opened_on:
            raise forms.ValidationError(TOO_EARLY)
        return day


def _been(form, name):
    day = form.cleaned_data[name]
    if day and day > today_of(form.instance.partnership):
        raise forms.ValidationError(FUTURE)
    return day
