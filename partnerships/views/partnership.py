"""A partnership's pages: the list, the overview, its edit page and the history of its purpose."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import status_of
from backbone.panels import registry, shown
from partnerships import partners, purposes
from partnerships.access import access_to, get_partnership, may_start_partnership
from partnerships.forms.partnership import ClosingForm, PartnershipForm
from partnerships.models import Partnership
from partnerships.needing.later import needs_now
from partnerships.setup_steps import next_step

ON_OVERVIEW = 12
PER_PAGE = 50


@require_safe
def partnership_list(request: Any) -> HttpResponse:
    """The partnerships in which the person takes part, and below them those that are closed."""
    present = Count("partners", filter=Q(partners__withdrawn_on=None))
    rows = Partnership.objects.visible_to(request.user).order_by("sort_name", "pk")
    context = {
        "partnerships": first_rows(
            rows.open().annotate(partner_count=present), request.GET, "page", PER_PAGE
        ),
        "closed": _closed(rows, request),
        "may_start": may_start_partnership(request.user),
    }
    return render(request, "partnerships/partnership_list.html", context)


def _closed(rows, request):
    """The closed ones, the last first; each knows what the person may do there."""
    rows = rows.closed().select_related("closed_by").order_by("-closed_at", "pk")
    page = first_rows(rows, request.GET, "closed")
    for partnership in page:
        partnership.access = access_to(request.user, partnership)
    return page


@require_safe
def overview(request: Any, slug: str) -> HttpResponse | None:
    """A partnership's page: what needs the reader first, then what the apps have to show, then the partners."""
    partnership = get_partnership(request.user, slug)
    needs = needs_now(request.user, partnership)
    present = list(partnership.partners.present().select_related("organisation"))
    panels = shown(registry.sorted("overview"), partnership=partnership, person=request.user, request=request)
    context = {
        "partnership": partnership,
        "action": _first_action(partnership, request.user),
        "needs": first_rows(needs.in_groups(request.GET.get("group", "")), request.GET, "needs"),
        "next_step": _next_step(partnership),
        "panels": panels,
        "partners": partners.table(partnership, present[:ON_OVERVIEW]),
        "partner_count": len(present),
    }
    return render(request, "partnerships/overview.html", context)


def _first_action(partnership, person):
    offers = (action.offer(partnership, person) for action in registry.sorted("actions"))
    return next((offer for offer in offers if offer), None)


def _next_step(partnership):
    """For coordinators: the first thing of a new partnership that is not done yet."""
    step = next_step(partnership) if partnership.access.coordinate else None
    return step and {"title": step.title, "why": step.why, "url": reverse("setup", args=[partnership.slug])}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, slug: str) -> HttpResponse | None:
    """What the partnership is for and how it works; a new purpose is kept with its reason."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = PartnershipForm(request.POST or None, instance=copy(partnership), person=request.user)
    if request.method == "POST" and form.is_valid() and _save(form, request.user):
        messages.success(request, _("Partnership saved."))
        return redirect("partnership", slug)
    panels = shown(registry.row_page, person=request.user, row=partnership)
    context = {"form": form, "closing": ClosingForm(), "partnership": partnership, "panels": panels}
    return render(request, "partnerships/partnership_form.html", context, status=status_of(form))


@transaction.atomic
def _save(form, person):
    saved = form.save_or_conflict()
    if saved:
        purposes.record_change(saved, form.purpose_before, reason=form.cleaned_data["reason"], by=person)
    return saved


@require_safe
def purpose_history(request: Any, slug: str) -> HttpResponse:
    """Every wording of the purpose with the reason for its change."""
    partnership = get_partnership(request.user, slug)
    page = first_rows(purposes.history(partnership), request.GET, "page")
    context = {
        "partnership": partnership,
        "statements": page,
        "is_of_today": purposes.was_said_today(partnership, page[0] if page else None),
        "nav": "overview",
    }
    return render(request, "partnerships/purpose_history.html", context)


@require_POST
def purpose_reaffirmation(request: Any, slug: str) -> HttpResponse:
    """Note that the partners said today that the purpose still holds, or take that back."""
    partnership = get_partnership(request.user, slug, "coordinate")
    if "undo" in request.POST:
        if purposes.take_back(partnership):
            messages.success(request, _("It is not noted any more."))
    elif partnership.purpose:
        purposes.reaffirm(partnership, by=request.user)
        messages.success(request, _("Noted: the purpose still holds."))
    return redirect("purpose_history", slug)
