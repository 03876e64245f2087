"""Outcomes and indicators: made, changed and retired."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import form_page, show_form
from impact import outcomes
from impact.access import get_indicator, get_outcome
from impact.forms import IndicatorForm, OutcomeForm, RetirementForm
from partnerships.access import get_partnership
from workplans.models import Indicator, Outcome

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def outcome_new(request: Any, slug: str) -> HttpResponse | None:
    """Say what is to change."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = Outcome(partnership=partnership, position=outcomes.next_position(partnership))
    return _outcome(request, row, _("What is to change?"), _("Save the outcome"))


@require_http_methods(FORM)
def outcome_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change the words of an outcome; issued reports keep theirs."""
    row = get_outcome(request.user, pk, "coordinate")
    return _outcome(request, row, _("Change an outcome"), _("Save the outcome"))


@require_http_methods(FORM)
def indicator_new(request: Any, pk: int) -> HttpResponse | None:
    """Say by what it is seen that an outcome comes."""
    outcome = get_outcome(request.user, pk, "coordinate")
    row = Indicator(outcome=outcome, partnership=outcome.partnership)
    return _indicator(
        request, row, _("What is measured?"), reverse("impact", args=[outcome.partnership.slug])
    )


@require_http_methods(FORM)
def indicator_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change an indicator; what that does to its figures is asked."""
    row = get_indicator(request.user, pk, "coordinate")
    return _indicator(request, row, _("Change an indicator"), reverse("indicator", args=[pk]))


@require_http_methods(FORM)
def outcome_retirement(request: Any, pk: int) -> HttpResponse | None:
    """Retire an outcome, with the reason."""
    return _retirement(request, get_outcome(request.user, pk, "coordinate"))


@require_http_methods(FORM)
def indicator_retirement(request: Any, pk: int) -> HttpResponse | None:
    """Retire an indicator, with the reason."""
    return _retirement(request, get_indicator(request.user, pk, "coordinate"))


@require_POST
def outcome_return(request: Any, pk: int) -> HttpResponse:
    """Take an outcome up again."""
    return _take_up(request, get_outcome(request.user, pk, "coordinate"))


@require_POST
def indicator_return(request: Any, pk: int) -> HttpResponse:
    """Take an indicator up again."""
    return _take_up(request, get_indicator(request.user, pk, "coordinate"))


def _outcome(request, row, title, submit):
    form = OutcomeForm(request.POST or None, instance=row, partnership=row.partnership)
    words = {"title": title, "submit": submit, "done": _("Outcome saved.")}
    lead = _("A change that it is all for. Reports that were issued keep the words they were issued with.")
    return form_page(request, form, row.partnership, **_page(row.partnership), lead=lead, **words)


def _indicator(request, row, title, back):
    form = IndicatorForm(request.POST or None, instance=row, partnership=row.partnership)
    page = _page(row.partnership) | {"kicker": row.outcome, "back": back, "title": title}
    lead = _("Its figures stay as they were recorded, and issued reports as they were issued.")
    return form_page(
        request,
        form,
        row.partnership,
        **page,
        lead=lead,
        submit=_("Save the indicator"),
        done=_("Indicator saved."),
        also=outcomes.who_stated(form, request.user) if form.is_bound else None,
    )


def _retirement(request, row):
    form = RetirementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcomes.retire(row, request.user, form.cleaned_data["reason"])
        messages.success(request, _("“%(name)s” is retired. Its figures and reports stay.") % {"name": row})
        return redirect("impact", row.partnership.slug)
    page = _page(row.partnership) | {
        "title": _("Retire “%(name)s”") % {"name": row},
        "submit": _("Retire it"),
    }
    lead = _(
        "From today on it is neither on the scorecard nor in forms. It stays in the reports of the years before."
    )
    return show_form(request, form, row.partnership, **page, lead=lead)


def _take_up(request, row):
    outcomes.take_up(row, request.user)
    messages.success(request, _("“%(name)s” is in use again.") % {"name": row})
    return redirect("impact", row.partnership.slug)


def _page(partnership):
    return {"kicker": _("Impact"), "back": reverse("impact", args=[partnership.slug]), "nav": "impact"}
