"""The forms of minutes: a line, what it became, and what the minutes say of the meeting itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.day_field import NOT_A_DAY
from backbone.pages.forms import Conflict, Form, ModelForm
from backbone.time import dates
from meetings import agendas
from meetings.forms import in_time_of
from meetings.minutes import lines
from meetings.models import Line, Meeting
from partnerships.taking_part import people_of

if TYPE_CHECKING:
    from meetings.owners import Candidate

LONGEST_LINE = 10_000
# What is pasted at once, and becomes a line of the minutes for each of its lines.
LONGEST_PASTE, MOST_LINES = 50_000, 200


class LineForm(ModelForm):
    """The words of a line, as somebody would type them again."""

    class Meta:
        model = Line
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_LINE, "data-focus": ""})}
        labels = {"text": _("The line, with its sign")}

    def __init__(self, *args, instance, **kwargs):
        kwargs.setdefault("initial", {})["text"] = lines.as_typed(instance)
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["text"].max_length = LONGEST_LINE

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text) > LONGEST_LINE:
            raise ValidationError(_("A line can hold at most 10,000 characters. Split it in two."))
        return text

    def show_conflict(self) -> None:
        """Somebody changed the line meanwhile: show both texts and go on from theirs."""
        self.conflict = Conflict(self)


class ActionForm(Form):
    """Who does it and by when; the day may be typed in words."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    owner = forms.ChoiceField(label=_("owner"), required=False)
    due = forms.CharField(
        label=_("due"),
        required=False,
        max_length=60,
        help_text=_("Such as 11 December, next Friday or 11-12."),
    )

    def __init__(self, *args, instance, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance, self.by_key = instance, {one.key: one for one in people}
        names = [(one.key, f"{one.name}, {one.short}" if one.short else one.name) for one in people]
        self.fields["owner"].choices = [
            ("", _("nobody yet")),
            *sorted(names, key=lambda pair: pair[1].casefold()),
        ]

    def clean_owner(self) -> Candidate | None:
        return self.by_key.get(self.cleaned_data["owner"])

    def clean_due(self) -> date | None:
        text = self.cleaned_data["due"].strip()
        try:
            day = lines.read_day(self.instance.meeting, text) if text else None
        except lines.DayGoneBy as passed:
            words = _("That day has gone by. Write which is meant: %(past)s or %(coming)s.")
            past, coming = map(dates.long, passed.days)
            raise ValidationError(words % {"past": past, "coming": coming}) from None
        if text and day is None:
            raise ValidationError(NOT_A_DAY)
        return day

    def show_conflict(self, line: Line) -> None:
        """Somebody changed the line meanwhile: say what it has now, keep what was typed, and go on from theirs."""
        due = dates.long(line.due_on) if line.due_on else _("no date yet")
        words = _("Somebody else changed this line meanwhile. It has now: %(owner)s, %(due)s.")
        self.add_error(None, words % {"owner": line.owner or _("nobody yet"), "due": due})
        self.data = self.data.copy()
        self.data["revision"] = str(line.revision)


class DecisionForm(ModelForm):
    """How a decision line was decided. The words are the line's own."""

    class Meta:
        model = Line
        fields = ["rule", "result", "review_on"]
        widgets = {"review_on": forms.DateInput}
        help_texts = {"result": _("Such as: no objections; or 9 for, 2 against, 1 abstained.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        body = self.instance.meeting.body
        if body and not self.instance.rule:
            self.initial["rule"] = body.decision_rule

    def show_conflict(self) -> None:
        """Somebody changed the line meanwhile: show both texts and go on from theirs."""
        self.conflict = Conflict(self)


class ClosingForm(ModelForm):
    """What the minutes say about the meeting itself."""

    class Meta:
        model = Meeting
        fields = [
            "started_at",
            "ended_at",
            "chair",
            "minute_taker",
            "previous_minutes",
            "previous_words",
            "interests",
        ]
        labels = {"started_at": _("began"), "ended_at": _("ended")}
        widgets = {"started_at": forms.DateTimeInput, "ended_at": forms.DateTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = people_of(self.instance.partnership)
        self.fields["chair"].queryset = self.fields["minute_taker"].queryset = present
        self.fields["started_at"].help_text = self.fields["ended_at"].help_text = in_time_of(self.instance)
        self.fields["started_at"].required = self.fields["ended_at"].required = True
        # None where the minutes of the meeting before are not in here: then they were on paper.
        self.approved = agendas.earlier_of_body(self.instance).first()
        self.fields["previous_minutes"].help_text = (
            self.approved and f"{self.approved}, {dates.long(self.approved.day)}"
        )

    def clean(self) -> dict:
        data = super().clean()
        began, ended = data.get("started_at"), data.get("ended_at")
        if began and ended and ended < began:
            self.add_error("ended_at", _("This is before the meeting began."))
        if data.get("previous_minutes") and self.approved and not self.approved.is_issued:
            words = _("The minutes of “%(meeting)s” were not issued yet, so they can’t be approved.")
            self.add_error("previous_minutes", words % {"meeting": self.approved})
        return data
