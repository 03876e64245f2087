"""Impact: the scorecard, an indicator's course, and what an outcome is worth."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.pages.form_pages import form_page
from impact.access import get_indicator, get_measurement, get_outcome
from impact.figures import Series, series_of
from impact.forms import MeasurementForm, ValuationForm
from impact.giving import given_by_partner
from impact.models import Measurement, Report, Story, Valuation
from impact.valuing import missing_answers, valuations
from partnerships.access import get_partnership

FORM = ["GET", "HEAD", "POST"]


@require_safe
def impact(request, slug):
    """What came of it: scorecard, given and gained, stories, reports, and what each outcome is worth."""
    partnership = get_partnership(request.user, slug)
    context = {
        "partnership": partnership,
        "series": [(series, series.spark(partnership.hue)) for series in series_of(partnership)],
        "given": given_by_partner(partnership),
        "stories": Story.objects.filter(partnership=partnership),
        "reports": _reports(partnership) if partnership.access.report else None,
        "valuations": _worth(partnership) if partnership.access.report else [],
    }
    return render(request, "impact/impact.html", context)


@require_safe
def indicator(request, pk):
    """One indicator: its course, every figure with its source, corrected ones included."""
    row = get_indicator(request.user, pk)
    measurements = Measurement.objects.filter(indicator=row).select_related("recorded_by", "superseded_by")
    measurements = list(measurements.order_by("period_start", "recorded_at", "pk"))
    series = Series(row, [m for m in measurements if not hasattr(m, "superseded_by")])
    context = {
        "partnership": row.partnership,
        "nav": "impact",
        "indicator": row,
        "series": series,
        "chart": series.line(row.partnership.hue) if series.measurements else None,
        "measurements": measurements,
    }
    return render(request, "impact/indicator.html", context)


@require_http_methods(FORM)
def measurement_new(request, pk):
    """Record a figure with its source, or the correction of an earlier one."""
    row = get_indicator(request.user, pk, "coordinate")
    measurement = Measurement(indicator=row, partnership=row.partnership, recorded_by=request.user)
    return _measurement(request, measurement, _("Record a figure"), _("Record the figure"))


@require_http_methods(FORM)
def measurement_edit(request, pk):
    """Change a figure that was recorded by mistake; the history keeps what stood there."""
    measurement = get_measurement(request.user, pk, "coordinate")
    return _measurement(request, measurement, _("Change a figure"), _("Save the figure"))


def _measurement(request, measurement, title, submit):
    row = measurement.indicator
    return form_page(
        request,
        MeasurementForm(request.POST or None, instance=measurement, partnership=measurement.partnership),
        measurement.partnership,
        title=title,
        kicker=row.outcome,
        lead=f"{row} ({row.unit})" if row.unit else row,
        submit=submit,
        done=_("Figure saved."),
        back=reverse("indicator", args=[row.pk]),
        nav="impact",
    )


@require_http_methods(FORM)
def valuation(request, pk):
    """What one outcome is worth, and what is taken off; each answer may stay open."""
    outcome = get_outcome(request.user, pk, "coordinate")
    row = Valuation.objects.filter(outcome=outcome).first() or Valuation(outcome=outcome)
    return form_page(
        request,
        ValuationForm(request.POST or None, instance=row, partnership=outcome.partnership),
        outcome.partnership,
        title=_("What is “%(outcome)s” worth?") % {"outcome": outcome},
        kicker=_("Impact"),
        lead=_(
            "Impact is quantity × proxy × (1 − deadweight) × (1 − displacement) × (1 − attribution). "
            "Leave open what nobody knows yet: the report will say so."
        ),
        submit=_("Save the answers"),
        done=_("Answers saved."),
        back=reverse("impact", args=[outcome.partnership.slug]),
        nav="impact",
        also={"answered_by": request.user, "answered_at": timezone.now()},
    )


def _reports(partnership):
    return Report.objects.filter(partnership=partnership).select_related("document")[:5]


def _worth(partnership):
    """Each outcome with its valuation, if any, and the answers that are still open."""
    known = {row.outcome_id: row for row in valuations(partnership)}
    rows = [(outcome, known.get(outcome.pk)) for outcome in partnership.outcomes.all()]
    return [(outcome, row, missing_answers(row) if row else None) for outcome, row in rows]
