"""The form of a figure. What is unlikely is asked about, on the page itself: which of two holds, whether it is so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.numbers import number
from backbone.pages.forms import Form, ModelForm
from backbone.reading.shares import is_unlikely_share
from backbone.time import dates
from backbone.time.days import today_of
from impact import corrections
from impact.figures import current_among, period_of
from impact.forms import shares
from impact.forms.periods import ReadsPeriod
from impact.models import Measurement

CORRECTS, THIS, OTHER, OPEN = "corrects", "this", "other", "open"
QUESTIONS = ("holds", "is_so", "is_of_another_period")


class MeasurementForm(ReadsPeriod, ModelForm):
    holds = forms.ChoiceField(
        label=gettext_lazy("Which one is right?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (CORRECTS, gettext_lazy("This one corrects the other")),
            (THIS, gettext_lazy("Both stay, and this one counts")),
            (OTHER, gettext_lazy("Both stay, and the other one counts")),
            (OPEN, gettext_lazy("Both stay; nobody knows yet which one is right, so neither counts")),
        ],
    )
    is_so = shares.tick(gettext_lazy("The value is right as it is"))
    is_of_another_period = shares.tick(gettext_lazy("It corrects a figure of another period"))

    class Meta:
        model = Measurement
        fields = ["value", "period_words", "source", "note", "provisional", "supersedes"]
        help_texts = {
            "period_words": gettext_lazy(
                "A year, a quarter, a month, a day, or from one day to another: 2025, Q1 2026."
            ),
        }

    field_order = ["value", "is_so", "period_words", "holds", "source", "note", "provisional", "supersedes"]

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, indicator = by, self.instance.indicator
        self.fields["value"].unit = indicator.unit
        self.fields["period_words"].required = True
        self.fields["period_words"].error_messages["required"] = _(
            "Say when this was measured, for example 2025 or the first quarter of 2026."
        )
        self.others = self._others(indicator)
        corrected = [row.pk for row in self.others] + [self.instance.supersedes_id or 0]
        self.fields["supersedes"].queryset = Measurement.objects.filter(pk__in=corrected)
        self.fields["supersedes"].label_from_instance = lambda m: f"{m.when}: {number(m.value)}"
        if not self.is_bound:
            self._show_only(())

    def clean(self) -> dict:
        """Ask about what is unlikely; a question that does not arise is not on the page."""
        data = super().clean()
        asked = self._questions(data)
        for name, question in asked.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, question)
        self._show_only([*asked, *(name for name in QUESTIONS if name in self.errors)])
        if data.get("holds") == CORRECTS:
            self._correct_the_other(data)
        self._refuse_what_has_not_begun()
        return data

    def save_or_conflict(self, **also: Any) -> Measurement:
        """Save the figure, and the choice between it and another of its period; in a new period nobody chose it yet."""
        if "period_words" in self.changed_data:
            also |= {"chosen_at": None, "chosen_by": None}
        with transaction.atomic():
            saved = super().save_or_conflict(**also)
            if saved and (chosen := self._chosen(saved)):
                corrections.choose(chosen, self.by)
            return saved

    def _correct_the_other(self, data):
        beside = self._beside()
        if len(beside) == 1:
            data["supersedes"] = beside[0]
        elif data.get("supersedes") not in beside:
            self.add_error("supersedes", _("There are several; choose the one that it corrects."))

    def _questions(self, data):
        """{field that answers it: question} for all that is unlikely here."""
        known = {"holds": self._ask_which(data), "is_so": self._ask_share(data)}
        known["is_of_another_period"] = self._ask_period(data)
        return {name: question for name, question in known.items() if question}

    def _others(self, indicator):
        """The figures that hold, without this one and those that it has been corrected by."""
        rows = list(Measurement.objects.filter(indicator=indicator).order_by("period_start", "pk"))
        later = corrections.corrected_by(self.instance, rows) if self.instance.pk else set()
        return [row for row in current_among(rows) if row.pk != self.instance.pk and row.pk not in later]

    def _show_only(self, names):
        for name in QUESTIONS:
            if name not in names:
                self.fields.pop(name, None)

    def _beside(self):
        """The other figures of the same period that hold."""
        return [row for row in self.others if row.period_end and period_of(row) == period_of(self.instance)]

    def _ask_which(self, data):
        is_known = self.instance.period_end and "period_words" not in self.errors
        beside = self._beside() if is_known else []
        is_corrected = data.get("supersedes") in beside or self._was_settled(beside)
        if not beside or is_corrected:
            return ""
        figures = "; ".join(number(row.value) for row in beside)
        return _("For this period there is already: %(figures)s. Say which one is right.") % {
            "figures": figures
        }

    def _was_settled(self, beside):
        """Whether somebody chose between them already, and this figure kept its period."""
        chosen = any(row.chosen_at for row in (*beside, self.instance))
        return bool(self.instance.pk) and chosen and "period_words" not in self.changed_data

    def _ask_share(self, data):
        value = data.get("value")
        is_unlikely = is_unlikely_share(value, self.instance.indicator.unit)
        return shares.words_about(value) if is_unlikely else ""

    def _ask_period(self, data):
        corrected = data.get("supersedes")
        is_known = self.instance.period_end and "period_words" not in self.errors
        if not corrected or not is_known or period_of(corrected) == period_of(self.instance):
            return ""
        words = {"other": corrected.when, "this": data.get("period_words")}
        return _("The figure that it corrects is of %(other)s, this one of %(this)s.") % words

    def _refuse_what_has_not_begun(self):
        start = self.instance.period_start
        if start and start > today_of(self.instance.partnership) and "period_words" not in self.errors:
            words = _("This period begins on %(day)s, so nothing of it can have been measured.")
            self.add_error("period_words", words % {"day": dates.dated(start)})

    def _chosen(self, saved):
        """The figure that was chosen, if any."""
        holds = self.cleaned_data.get("holds")
        beside = self._beside()
        others = [row for row in beside if row.chosen_at] or (beside if len(beside) == 1 else [])
        return {THIS: saved, OTHER: others[0] if others else None}.get(holds)


class StrikeForm(Form):
    """Why a figure is struck out."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is struck out"),
        max_length=300,
        help_text=gettext_lazy("Kept beside the figure, for whoever looks for it later."),
    )
