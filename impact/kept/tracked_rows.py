"""Which rows of impact the history shows, and how each reads."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.tracked import Tracked
from impact.models import SHARES, DiscountRate, HourValue, Measurement, Report, SourceFile, Story, Valuation

KINDS = [
    Tracked(
        SourceFile,
        _("Source of a figure"),
        ("name",),
        labels={"measurement": _("Figure")},
        left_out=("upload",),
    ),
    Tracked(
        Measurement,
        _("Figure"),
        ("indicator", "period_words"),
        labels={"struck_at": _("Struck out"), "chosen_at": _("Chosen")},
    ),
    Tracked(
        Valuation, _("What an outcome is worth"), ("outcome", "period_words"), money=("proxy",), shares=SHARES
    ),
    Tracked(HourValue, _("Value of an hour"), ("kind",), money=("value",)),
    Tracked(DiscountRate, _("Discount rate"), ("decided_on",), shares=("rate",)),
    Tracked(Story, _("Story"), ("title",), lambda pk: reverse("story", args=[pk])),
    Tracked(Report, _("Report"), ("start", "end"), lambda pk: reverse("report", args=[pk])),
]
