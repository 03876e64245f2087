"""Impact: the scorecard, an indicator's course, and its figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.numbers import number
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, show_form
from backbone.panels import registry, shown
from impact import corrections
from impact.access import get_indicator, get_measurement
from impact.figures import series_for, series_of
from impact.forms import MeasurementForm, StrikeForm
from impact.giving import given_by_partner
from impact.hours import decided_rate, decided_values
from impact.models import Measurement, Report, Story
from impact.valuing import missing_answers, valuations
from partnerships.access import get_partnership
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
SHOWN = ("recorded_by", "superseded_by", "struck_by", "chosen_by")
IN_TIME = ("period_end", "period_start", "recorded_at", "pk")


@require_safe
def impact(request: Any, slug: str) -> HttpResponse | None:
    """What came of it: scorecard, given and gained, stories, reports, and what each outcome is worth."""
    partnership = get_partnership(request.user, slug)
    may_report = partnership.access.report
    context = {
        "partnership": partnership,
        "series": _scorecard(partnership, request.GET),
        "given": first_rows(given_by_partner(partnership), request.GET, "given"),
        "stories": first_rows(Story.objects.filter(partnership=partnership), request.GET, "stories"),
        "reports": _reports(partnership) if may_report else None,
        "valuations": _worth(partnership, request.GET) if may_report else [],
        "decisions": _decisions(partnership) if may_report else None,
        "outcomes": first_rows(_outcomes(partnership), request.GET, "outcomes"),
    }
    return render(request, "impact/impact.html", context)


@require_safe
def indicator(request: Any, pk: int) -> HttpResponse | None:
    """One indicator: its course, every figure with its source, corrected ones included."""
    row = get_indicator(request.user, pk)
    measurements = list(Measurement.objects.filter(indicator=row).select_related(*SHOWN).order_by(*IN_TIME))
    series = series_for(row, measurements)
    page = first_rows(measurements, request.GET, "page")
    page.object_list = [(m, _standing_of(m, series)) for m in page]
    context = {
        "partnership": row.partnership,
        "nav": "impact",
        "indicator": row,
        "series": series,
        "chart": series.line(row.partnership.hue) if series.measurements else None,
        "measurements": page,
    }
    return render(request, "impact/indicator.html", context)


@require_http_methods(FORM)
def measurement_new(request: Any, pk: int) -> HttpResponse | None:
    """Record a figure with its source, or the correction of an earlier one."""
    row = get_indicator(request.user, pk, "coordinate")
    measurement = Measurement(indicator=row, partnership=row.partnership, recorded_by=request.user)
    return _measurement(request, measurement, _("Record a figure"), _("Record the figure"))


@require_http_methods(FORM)
def measurement_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change a figure that was recorded by mistake; the history keeps what stood there."""
    measurement = get_measurement(request.user, pk, "coordinate")
    removal = reverse("measurement_removal", args=[pk])
    return _measurement(request, measurement, _("Change a figure"), _("Save the figure"), removal=removal)


@require_POST
def measurement_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a figure that no story and no issued report can have used."""
    row = get_measurement(request.user, pk, "coordinate")
    return remove(request, row, back=reverse("indicator", args=[row.indicator_id]))


@require_http_methods(FORM)
def measurement_striking(request: Any, pk: int) -> HttpResponse | None:
    """Strike a figure out, with the reason; it is kept and marked, and out of everything that is computed."""
    row = get_measurement(request.user, pk, "coordinate")
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        corrections.strike(row, request.user, form.cleaned_data["reason"])
        messages.success(request, _("Figure struck out. It is kept here and counts nowhere."))
        return redirect("indicator", row.indicator_id)
    page = _figure_page(row) | {"title": _("Strike a figure out"), "submit": _("Strike it out")}
    lead = f"{row.indicator}, {row.when}: {number(row.value)}"
    return show_form(request, form, row.partnership, **page | {"lead": lead})


@require_POST
def measurement_return(request: Any, pk: int) -> HttpResponse:
    """Let a figure that was struck out stand again."""
    row = get_measurement(request.user, pk, "coordinate")
    corrections.put_back(row, request.user)
    messages.success(request, _("The figure is back."))
    return redirect("indicator", row.indicator_id)


@require_POST
def measurement_choice(request: Any, pk: int) -> HttpResponse:
    """Of several figures for one period, this one holds."""
    row = get_measurement(request.user, pk, "coordinate")
    corrections.choose(row, request.user)
    messages.success(request, _("For %(when)s this figure counts now.") % {"when": row.when})
    return redirect("indicator", row.indicator_id)


def _measurement(request, measurement, title, submit, **also):
    form = MeasurementForm(
        request.POST or None, instance=measurement, partnership=measurement.partnership, by=request.user
    )
    page = _figure_page(measurement) | {"title": title, "submit": submit, "done": _("Figure saved.")}
    if measurement.pk:
        page["panels"] = shown(registry.row_page, person=request.user, row=measurement)
    return form_page(request, form, measurement.partnership, **page, **also)


def _figure_page(measurement):
    row = measurement.indicator
    return {
        "kicker": row.outcome,
        "lead": f"{row} ({row.unit})" if row.unit else row,
        "back": reverse("indicator", args=[row.pk]),
        "nav": "impact",
    }


def _standing_of(measurement, series):
    """How a figure stands: "struck", "corrected", "undated", "not over", "to choose", or "" for one that holds."""
    if measurement.struck_at:
        return "struck"
    lists = (("undated", series.undated), ("not over", series.not_over))
    known = next((word for word, rows in lists if measurement in rows), "")
    if known or measurement in series.measurements:
        return known
    return "to choose" if measurement in series.current else "corrected"


def _scorecard(partnership, query):
    page = first_rows(series_of(partnership), query, "measures")
    page.object_list = [(series, series.spark(partnership.hue)) for series in page]
    return page


def _reports(partnership):
    return Report.objects.filter(partnership=partnership).select_related("document")[:5]


def _worth(partnership, query):
    """Each outcome in use with its valuations, and the answers that each still lacks."""
    page = first_rows(partnership.outcomes.in_use(), query, "worth")
    rows = list(valuations(partnership).filter(outcome__in=[outcome.pk for outcome in page]))
    own = {outcome: [v for v in rows if v.outcome_id == outcome.pk] for outcome in page}
    page.object_list = [(outcome, [(v, missing_answers(v)) for v in known]) for outcome, known in own.items()]
    return page


def _decisions(partnership):
    """What holds: the value of an hour for each kind of person, and the rate."""
    return {"hours": list(decided_values(partnership).values()), "rate": decided_rate(partnership)}


def _outcomes(partnership):
    """All outcomes with their indicators, the retired ones too."""
    return partnership.outcomes.prefetch_related("indicators")
