"""The forms of outcomes and indicators: what is meant to change, and by what that is seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.pages.forms import Form, ModelForm
from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.shares import is_unlikely_share
from backbone.time.days import today_of
from impact.forms import shares
from workplans.models import Indicator, Outcome

# What gives the figures that were recorded already another meaning.
MEANING = ("unit", "direction")
QUESTIONS = ("is_so", "figures_fit")


class OutcomeForm(ModelForm):
    class Meta:
        model = Outcome
        fields = ["name", "goal", "lead_body", "assumptions"]
        labels = {"name": gettext_lazy("what is to change")}
        help_texts = {
            "name": gettext_lazy("A change for people or places, such as: families earn a living income."),
            "goal": gettext_lazy("The larger goal that it serves, in the partnership’s own words."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_body"].queryset = self.instance.partnership.bodies.all()


class IndicatorForm(ModelForm):
    is_so = shares.tick(gettext_lazy("The numbers are right as they are"))
    figures_fit = shares.tick(gettext_lazy("The recorded figures fit this as well"))

    class Meta:
        model = Indicator
        fields = [
            "name",
            "unit",
            "direction",
            "baseline",
            "baseline_period",
            "baseline_source",
            "verification",
            "target",
            "due_words",
            "target_source",
            "informs",
            "on_scorecard",
        ]
        widgets = {"direction": forms.RadioSelect}
        help_texts = {
            "unit": gettext_lazy("Families, hectares, % …"),
            "due_words": gettext_lazy("A date, or words that say one: June 2027, end of next year."),
            "informs": gettext_lazy("A measure that informs no decision is not worth its work."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = Indicator.Direction.choices
        if not self.is_bound:
            self._show_only(())

    def clean_due_words(self) -> str | None:
        """The words; their day is kept beside them, so that "end of next year" stays what it was."""
        words = self.cleaned_data["due_words"]
        if words and "due_words" not in self.changed_data and self.instance.due_on:
            return words
        self.instance.due_on = self._due(words) if words else None
        return words

    def clean(self) -> dict:
        """Ask about shares that cannot be, and about recorded figures that get another meaning."""
        data = super().clean()
        if self._has_unlikely(data):
            self._ask("is_so", shares.words_about(self._has_unlikely(data)[0]), data)
        if self._changes_meaning():
            self._ask("figures_fit", self._words_about_figures(), data)
        self._show_only([name for name in QUESTIONS if name in self.errors or data.get(name)])
        return data

    def save_or_conflict(self, **also: Any) -> Indicator:
        """Save the day of the target too; a number takes the place of the words that a table had instead of it."""
        kept = {
            f"{name}_words": getattr(self.instance, f"{name}_words")
            if self.cleaned_data[name] is None
            else ""
            for name in ("baseline", "target")
        }
        return super().save_or_conflict(**also, **kept, due_on=self.instance.due_on)

    def _due(self, words):
        partnership = self.instance.partnership
        for policy in (Policy.NEXT, Policy.PERIOD):
            reading = dates.read(words, DateContext(today_of(partnership), policy, partnership.country))
            if reading.is_read:
                return reading.end
        raise forms.ValidationError(
            _("“%(text)s” does not say a date. Write one, such as June 2027."), params={"text": words}
        )

    def _has_unlikely(self, data):
        values = [data.get("baseline"), data.get("target")]
        return [value for value in values if is_unlikely_share(value, data.get("unit") or "")]

    def _changes_meaning(self):
        changed = self.instance.pk and set(MEANING) & set(self.changed_data)
        return bool(changed) and self.instance.measurements.exists()

    def _words_about_figures(self):
        count = self.instance.measurements.count()
        return ngettext(
            "%(n)s figure was recorded as it was before; it is not converted. Tick that it fits, or retire this "
            "indicator and make a new one.",
            "%(n)s figures were recorded as it was before; they are not converted. Tick that they fit, or retire this "
            "indicator and make a new one.",
            count,
        ) % {"n": count}

    def _ask(self, name, question, data):
        if not data.get(name):
            self.add_error(name, question)

    def _show_only(self, names):
        for name in QUESTIONS:
            if name not in names:
                self.fields.pop(name, None)


class RetirementForm(Form):
    """Why an outcome or an indicator is retired."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is retired"),
        max_length=300,
        help_text=gettext_lazy(
            "Reports that were issued stay as they are; new ones show it for the years before."
        ),
    )
