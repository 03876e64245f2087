"""What an outcome is worth in a period, and what the partnership has decided on for its reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page
from backbone.time.days import today_of
from impact.access import get_outcome, get_valuation
from impact.forms import DiscountRateForm, HourValueForm, ValuationForm
from impact.models import DiscountRate, HourValue, Valuation
from partnerships.access import get_partnership

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def valuation(request: Any, pk: int) -> HttpResponse | None:
    """What an outcome is worth in its latest valued period, or in the first one; each answer may stay open."""
    outcome = get_outcome(request.user, pk, "coordinate")
    row = Valuation.objects.filter(outcome=outcome).order_by("period_end", "pk").last()
    return _valuation(request, row or Valuation(outcome=outcome))


@require_http_methods(FORM)
def valuation_new(request: Any, pk: int) -> HttpResponse | None:
    """What an outcome is worth in another period; those that are there stay."""
    return _valuation(request, Valuation(outcome=get_outcome(request.user, pk, "coordinate")))


@require_http_methods(FORM)
def valuation_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change what was answered for one period."""
    return _valuation(request, get_valuation(request.user, pk, "coordinate"))


def _valuation(request, row):
    outcome = row.outcome
    return form_page(
        request,
        ValuationForm(request.POST or None, instance=row, partnership=outcome.partnership),
        outcome.partnership,
        title=_("What is “%(outcome)s” worth?") % {"outcome": outcome},
        kicker=_("Impact"),
        lead=_(
            "Impact is quantity × proxy × (1 − deadweight) × (1 − displacement) × (1 − attribution). Leave blank what nobody knows yet: the report will say so."
        ),
        submit=_("Save the answers"),
        done=_("Answers saved."),
        back=reverse("impact", args=[outcome.partnership.slug]),
        nav="impact",
        also={"answered_by": request.user, "answered_at": timezone.now()},
    )


@require_safe
def decisions(request: Any, slug: str) -> HttpResponse | None:
    """What was decided for the reports, the earlier decisions too."""
    partnership = get_partnership(request.user, slug, "report")
    hours = HourValue.objects.filter(partnership=partnership).select_related("recorded_by")
    rates = DiscountRate.objects.filter(partnership=partnership).select_related("recorded_by")
    context = {
        "partnership": partnership,
        "nav": "impact",
        "hour_values": first_rows(hours, request.GET, "hours"),
        "rates": first_rows(rates, request.GET, "rates"),
    }
    return render(request, "impact/decisions.html", context)


@require_http_methods(FORM)
def hour_value_new(request: Any, slug: str) -> HttpResponse | None:
    """Record what was decided that an hour is worth."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = HourValue(partnership=partnership, recorded_by=request.user)
    form = HourValueForm(
        request.POST or None,
        instance=row,
        partnership=partnership,
        initial={"decided_on": today_of(partnership)},
    )
    return _decision(request, form, partnership, _("What an hour in meetings is worth"))


@require_http_methods(FORM)
def discount_rate_new(request: Any, slug: str) -> HttpResponse | None:
    """Record the discount rate that was decided on."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = DiscountRate(partnership=partnership, recorded_by=request.user)
    form = DiscountRateForm(
        request.POST or None,
        instance=row,
        partnership=partnership,
        initial={"decided_on": today_of(partnership)},
    )
    return _decision(request, form, partnership, _("By how much a year later is worth less"))


def _decision(request, form, partnership, title):
    return form_page(
        request,
        form,
        partnership,
        title=title,
        kicker=_("Impact"),
        lead=_(
            "It applies to every report from now on, until something else is decided; issued reports stay as they are."
        ),
        submit=_("Record the decision"),
        done=_("Decision recorded."),
        back=reverse("impact_decisions", args=[partnership.slug]),
        nav="impact",
    )
