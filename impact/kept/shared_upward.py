"""Indicators and stories as they are shared upward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.search import has_words
from backbone.registered.shared_upward import SharedKind, UpwardLine
from backbone.time import dates
from backbone.time.days import day_of
from impact import figure_rows, figures
from impact.models import Measurement, Story
from workplans.models import Indicator

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _indicators(partnerships: Any) -> QuerySet[Indicator]:
    """Those in use for which something was measured."""
    measured = Measurement.objects.filter(indicator=OuterRef("pk"), struck_at=None)
    rows = Indicator.objects.in_use().filter(Exists(measured), partnership__in=partnerships)
    rows = rows.filter(outcome__retired_on=None).select_related("partnership")
    return rows.order_by("outcome__position", "pk")


def _indicators_with(rows, words):
    return rows.filter(has_words(words, "name"))


def _figures(rows):
    """Each with its latest figure that stands, its period and its source; one query for all."""
    measured = {row.pk: [] for row in rows}
    for measurement in figure_rows.measured(list(measured)) if rows else ():
        measured[measurement.indicator_id].append(measurement)
    return {row.pk: _figure(figures.series_for(row, measured[row.pk])) for row in rows}


def _figure(series):
    latest, url = series.latest, reverse("indicator", args=[series.indicator.pk])
    if latest is None:
        return UpwardLine(series.indicator.name, detail=_("No figure stands."), url=url)
    detail = _("%(value)s (source: %(source)s)") % {
        "value": series.words(latest.value),
        "source": latest.source,
    }
    word = _("provisional") if latest.provisional else ""
    shape = "part" if latest.provisional else ""
    return UpwardLine(series.indicator.name, detail, shape, word, latest.when, url)


def _stories(partnerships):
    return Story.objects.filter(partnership__in=partnerships).select_related("partnership")


def _stories_with(rows, words):
    return rows.filter(has_words(words, "title", "need", "what_changed"))


def _told(rows):
    """What changed, and never one person's story: their consent was given to their own partnership."""
    return {
        row.pk: UpwardLine(
            row.title,
            detail=row.what_changed,
            when=dates.dated(day_of(row.created_at, row.partnership.zone)),
            url=reverse("story", args=[row.pk]),
        )
        for row in rows
    }


KINDS = [
    SharedKind(
        "indicators",
        gettext_lazy("Figures"),
        gettext_lazy("Figure"),
        _indicators,
        _indicators_with,
        _figures,
        40,
    ),
    SharedKind(
        "stories", gettext_lazy("ROI stories"), gettext_lazy("ROI story"), _stories, _stories_with, _told, 50
    ),
]
