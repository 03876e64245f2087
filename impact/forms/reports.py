"""The form of a report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from impact.models import Measurement, Report, Story

if TYPE_CHECKING:
    from partnerships.models import Partnership


class ReportForm(ModelForm):
    class Meta:
        model = Report
        fields = ["start", "end", "story"]
        help_texts = {"story": _("Its text appears beside the figures.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = Story.objects.filter(partnership=self.instance.partnership)

    def clean_start(self) -> date:
        """Of days to come nothing is recorded."""
        day = self.cleaned_data["start"]
        if day and day > today_of(self.instance.partnership):
            raise forms.ValidationError(_("This day is in the future."))
        return day

    @classmethod
    def proposed(cls, partnership: Partnership) -> dict:
        """The period a report would span: from the partnership's first year, or the first measured one, until today."""
        today = today_of(partnership)
        first = partnership.started_on
        if first is None:
            measured = Measurement.objects.filter(partnership=partnership, struck_at=None)
            first = measured.aggregate(first=Min("period_start"))["first"]
        year = min((first or today).year, today.year)
        return {"start": date(year, 1, 1), "end": today, "story": partnership.stories.first()}
