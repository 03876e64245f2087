"""Forms of what partners give and get, and of private notes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.time.dates import dated
from backbone.time.days import today_of
from partnerships import notes
from partnerships.forms.partnership import WithCurrency
from partnerships.models import Benefit, Contribution, PrivateNote
from partnerships.models.declined import NOT_DECLINED


class PeriodWordsForm(ModelForm):
    """A row with a period as people write it; the days that the words say, if they do, are stored beside them.

    came_when: (field, value) by which the form claims that it was delivered, or got
    """

    came_when: tuple[str, Any]

    def clean_period_words(self) -> str:
        """The words as they are."""
        words = self.cleaned_data["period_words"]
        reading = dates.read(
            words, DateContext(policy=Policy.PERIOD, country=self.instance.partnership.country)
        )
        if reading.is_impossible:
            raise forms.ValidationError(
                _("“%(text)s” is a date that does not exist."), params={"text": words}
            )
        self.instance.period_start, self.instance.period_end = reading.start, reading.end
        return words

    def clean(self) -> dict:
        """What has come did not come in a time that is still to begin."""
        data, start = super().clean(), self.instance.period_start
        field, value = self.came_when
        if data.get(field) == value and start and start > today_of(self.instance.partnership):
            words = gettext("This period begins on %(day)s, so nothing of it can have come yet.")
            self.add_error("period_words", words % {"day": dated(start)})
        return data

    def save_or_conflict(self, **also: Any) -> Benefit | Contribution:
        """Save the days of the period with its words."""
        days = {name: getattr(self.instance, name) for name in ("period_start", "period_end")}
        return super().save_or_conflict(**also, **days)


def web_address(column: str, model: type) -> forms.URLField:
    """The field of a column that holds a web address."""
    of = model._meta.get_field(column)
    return forms.URLField(
        label=of.verbose_name,
        help_text=_("A web address. Files can be chosen below."),
        required=False,
        assume_scheme="https",
        max_length=of.max_length,
    )


class ContributionForm(WithCurrency, PeriodWordsForm):
    came_when = ("state", Contribution.State.DELIVERED)
    proof_link = web_address("proof_link", Contribution)

    class Meta:
        model = Contribution
        fields = [
            "description",
            "kind",
            "quantity",
            "unit",
            "value",
            "currency",
            "basis",
            "conditions",
            "state",
            "delivered_on",
            "period_words",
            "source",
            "proof_link",
        ]
        widgets = {"kind": forms.RadioSelect, "state": forms.RadioSelect}
        help_texts = {
            "description": _("Such as: extension staff, a meeting room, field data."),
            "period_words": _(
                "When it is given over a time, as people say it: 2026, autumn 2026. A report counts the days that fall "
                "into its own period."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.in_place_of_id:
            # It is agreed to with its own button, by which what holds becomes this.
            for name in ("state", "delivered_on"):
                self.fields.pop(name, None)
        self.fields["currency"].required = False
        self.fields["quantity"].unit = self["unit"].value() or ""
        self.fields["value"].unit = self["currency"].value() or self.instance.partnership.currency

    def clean(self) -> dict:
        """What is changed after it was signed off is signed off anew; what has not come (any more) has no day."""
        if set(self.changed_data) - {"revision"}:
            self.instance.signed_off_at = self.instance.signed_off_by = None
        data = super().clean()
        if data.get("delivered_on") and data.get("state") != Contribution.State.DELIVERED:
            self._take_off_day(data)
        return data

    def _take_off_day(self, data):
        if "delivered_on" in self.changed_data:
            self.add_error("delivered_on", _("Mark it as delivered, or leave this day empty."))
        else:
            data["delivered_on"] = None

    def save_or_conflict(self, **also: Any) -> Contribution:
        """Save it, and what became of its sign-off; what is no offer any more is not declined."""
        signed = {name: getattr(self.instance, name) for name in ("signed_off_at", "signed_off_by")}
        taken_up = {} if self.instance.state == Contribution.State.OFFERED else NOT_DECLINED
        return super().save_or_conflict(**{**taken_up, **also, **signed})

    def clean_delivered_on(self) -> date | None:
        """What was delivered was delivered on a day that has been."""
        day = self.cleaned_data["delivered_on"]
        if day and day > today_of(self.instance.partnership):
            raise forms.ValidationError(_("This day is in the future."))
        return day


class OfferedAnew(ModelForm):
    """What a partner changes is offered anew: a "not now" was said of what it was."""

    def save_or_conflict(self, **also: Any) -> Benefit | Contribution:
        """Save it without what was said before."""
        return super().save_or_conflict(**also, **NOT_DECLINED)


class DeclineForm(Form):
    """Why an offer is not taken up now, as its partner reads it."""

    words = forms.CharField(label=_("Why not now?"), max_length=400, help_text=_("The partner reads this."))


class OfferForm(OfferedAnew, ContributionForm):
    """What a partner offers to give; its coordinator agrees."""

    class Meta(ContributionForm.Meta):
        fields = [
            "description",
            "kind",
            "quantity",
            "unit",
            "value",
            "currency",
            "basis",
            "conditions",
            "period_words",
        ]
        widgets = {"kind": forms.RadioSelect}


class BenefitForm(PeriodWordsForm):
    came_when = ("expected", False)
    evidence_link = web_address("evidence_link", Benefit)

    class Meta:
        model = Benefit
        fields = [
            "description",
            "own_words",
            "expected",
            "period_words",
            "evidence",
            "evidence_link",
            "source",
        ]
        labels = {"period_words": _("When it came")}
        help_texts = {
            "period_words": _(
                "A day, a year or a time: 11 May 2026, 2025, autumn 2025. A report lists it when that falls into its "
                "own period; what has no date is named and not counted."
            ),
            "source": _("Who said so, or where it is written."),
        }


class ProposedBenefitForm(OfferedAnew, BenefitForm):
    """What a partner says that it gets, or hopes for; its coordinator agrees."""

    class Meta(BenefitForm.Meta):
        fields = ["description", "expected", "period_words", "evidence", "evidence_link"]


class NoteForm(ModelForm):
    class Meta:
        model = PrivateNote
        fields = ["about", "text", "outcome", "next_call_on", "review_on"]
        widgets = {"about": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "text": _("Write it so that the person concerned could read it; they may ask to."),
            "outcome": _("After a call: what was agreed, in a sentence."),
            "next_call_on": _("You are reminded on that day."),
            "review_on": _(
                "You are asked then whether it is still needed; a month later it is deleted for good."
            ),
        }

    def __init__(self, data: Any = None, *, partnership: Any, **kwargs: Any) -> None:
        usual = today_of(partnership) + notes.NEEDED_FOR
        super().__init__(data, partnership=partnership, initial={"review_on": usual}, **kwargs)

    def clean_review_on(self) -> date:
        """A day to come: what is not needed is not written down."""
        return self._to_come("review_on") or today_of(self.instance.partnership) + notes.NEEDED_FOR

    def clean_next_call_on(self) -> date | None:
        """A call to come."""
        return self._to_come("next_call_on")

    def _to_come(self, name):
        day, today = self.cleaned_data[name], today_of(self.instance.partnership)
        if day and day < today:
            raise forms.ValidationError(_("Choose a day in the future."))
        if day and day > today + notes.LONGEST:
            raise forms.ValidationError(_("Two years ahead at most."))
        return day
