"""The forms of impact."""

from datetime import date

from django import forms
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from backbone.numbers import number
from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from impact.models import Measurement, Report, Story, Valuation


class MeasurementForm(ModelForm):
    class Meta:
        model = Measurement
        fields = [
            "value",
            "period_words",
            "period_start",
            "period_end",
            "source",
            "note",
            "provisional",
            "supersedes",
        ]
        labels = {"period_start": _("from"), "period_end": _("until"), "period_words": _("period, in words")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        indicator = self.instance.indicator
        self.fields["value"].unit = indicator.unit
        standing = Measurement.objects.filter(indicator=indicator, superseded_by=None).exclude(
            pk=self.instance.pk
        )
        self.fields["supersedes"].queryset = standing
        self.fields["supersedes"].label_from_instance = lambda m: f"{m.period_words}: {number(m.value)}"

    def clean(self):
        data = super().clean()
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it starts."))
        if not start and not data.get("period_words"):
            self.add_error(
                "period_words", _("Say when this was measured, such as 2025 or the first quarter of 2026.")
            )
        return data


class ValuationForm(ModelForm):
    class Meta:
        model = Valuation
        fields = [
            "quantity",
            "quantity_source",
            "proxy",
            "proxy_source",
            "deadweight",
            "displacement",
            "attribution",
            "drop_off",
            "years",
        ]
        help_texts = {
            "quantity": _("How many people, hectares or units changed in a year."),
            "proxy": _("What one unit of that change is worth, in the partnership's currency."),
            "deadweight": _("The share that would have happened without you, in percent."),
            "displacement": _("The share that only moved a problem elsewhere, in percent."),
            "attribution": _("The share that is due to others, in percent."),
            "drop_off": _("The share that is lost each year from the second year on, in percent."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proxy"].unit = self.instance.outcome.partnership.currency


class StoryForm(ModelForm):
    class Meta:
        model = Story
        fields = [
            "title",
            "need",
            "only_together",
            "what_we_did",
            "what_changed",
            "quote",
            "quote_by",
            "consent_on",
            "consent_how",
            "limits",
            "ask",
        ]
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("need", "only_together", "what_we_did", "what_changed", "quote", "limits", "ask")
        }


class ReportForm(ModelForm):
    class Meta:
        model = Report
        fields = ["start", "end", "story", "hour_value", "discount_rate"]
        help_texts = {
            "story": _("Its words stand beside the figures."),
            "discount_rate": _(
                "3.5 percent is the rate that the SROI guide takes; it only counts when a return can be computed."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partnership = self.instance.partnership
        self.fields["hour_value"].unit = partnership.currency
        self.fields["story"].queryset = Story.objects.filter(partnership=partnership)

    @classmethod
    def proposed(cls, partnership):
        """The period a report would span: from the first year that was worked or measured until today."""
        today = today_of(partnership)
        measured = Measurement.objects.filter(partnership=partnership)
        first = measured.aggregate(first=Min("period_start"))["first"]
        known = [day for day in (partnership.started_on, first) if day]
        start = date(min(known).year if known else today.year, 1, 1)
        return {"start": start, "end": today, "story": partnership.stories.first()}
