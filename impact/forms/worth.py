"""The forms of what an outcome is worth, and of what the partnership decides on for its reports."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from impact.forms.periods import ReadsPeriod
from impact.models import DiscountRate, HourValue, Valuation
from impact.valuing import ANSWERS


class ValuationForm(ReadsPeriod, ModelForm):
    class Meta:
        model = Valuation
        fields = [
            "period_words",
            *(name for answer in ANSWERS for name in (answer, f"{answer}_source")),
            "years",
        ]
        labels = {"period_words": gettext_lazy("period it is valued for")}
        help_texts = {
            "period_words": gettext_lazy(
                "The quantity is of this period; a report counts it when the whole of it lies in the report’s."
            ),
            "quantity": gettext_lazy("How many people, hectares or units changed in this period."),
            "proxy": gettext_lazy("What one unit of that change is worth, in the partnership’s currency."),
            "deadweight": gettext_lazy("The share that would have happened without you, in percent."),
            "displacement": gettext_lazy("The share that only moved a problem elsewhere, in percent."),
            "attribution": gettext_lazy("The share that is due to others, in percent."),
            "drop_off": gettext_lazy("The share that is lost each year from the second year on, in percent."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proxy"].unit = self.instance.outcome.partnership.currency

    def clean(self) -> dict:
        """The same days are not valued twice."""
        data, row = super().clean(), self.instance
        if row.period_end and "period_words" not in self.errors and (other := self._overlapping()):
            words = _("This outcome is valued for %(period)s already, and these days overlap.")
            self.add_error("period_words", words % {"period": other.when})
        return data

    def _overlapping(self):
        row = self.instance
        others = Valuation.objects.filter(outcome=row.outcome).exclude(pk=row.pk)
        return others.filter(period_start__lte=row.period_end, period_end__gte=row.period_start).first()


class DecisionForm(ModelForm):
    """What every decision carries: its day, who decided, and why."""

    def clean_decided_on(self) -> date:
        """A decision holds from its day on, so it has been taken."""
        day = self.cleaned_data["decided_on"]
        if day > today_of(self.instance.partnership):
            raise forms.ValidationError(_("This day is in the future."))
        return day


DECIDED = ("decided_on", "decided_by", "reason")


class HourValueForm(DecisionForm):
    class Meta:
        model = HourValue
        fields = ["kind", "value", *DECIDED]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "kind": gettext_lazy(
                "By the organisation they are there for. A kind without a value of its own takes everybody else’s."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = HourValue.Kind.choices
        self.fields["value"].unit = self.instance.partnership.currency


class DiscountRateForm(DecisionForm):
    class Meta:
        model = DiscountRate
        fields = ["rate", *DECIDED]
