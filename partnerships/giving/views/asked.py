"""What is asked of a partner beside what was agreed: for its coordinators, and its own for the partner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form, status_of
from backbone.panels import registry
from backbone.time.days import today_of
from partnerships.access import get_own_partner
from partnerships.correspondence.links import represented
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.giving import asked, counted
from partnerships.giving.access import get_renegotiation
from partnerships.giving.forms import RenegotiationForm, SettlementForm, ToldRenegotiationForm


@require_http_methods(["GET", "HEAD", "POST"])
def asked_and_agreed(request: Any, pk: int) -> HttpResponse:
    """Tasks, meetings and mails beside the time that was agreed; a POST asks to renegotiate."""
    partner = get_own_partner(request.user, pk)
    form = _form(request, partner)
    if request.method == "POST" and form.is_valid():
        told = form.told(request.user) if isinstance(form, ToldRenegotiationForm) else None
        _renegotiate(request, partner, form.cleaned_data["words"], by=request.user, told=told)
        return redirect("asked_and_agreed", pk)
    days, first, last = asked.period(partner, request.GET.get("days"))
    people = asked.by_person(partner, first, last)
    rows = counted.chosen(partner, people, request.GET, first, last, request.user)
    context = {
        "partnership": partner.partnership,
        "partner": partner,
        "people": first_rows(people, request.GET, "people"),
        "counted": rows,
        "counted_rows": first_rows(rows.rows, request.GET, "rows") if rows else None,
        "agreed": asked.agreed(partner),
        "agreed_time": [line for source in registry.agreed_time for line in source(partner)],
        "renegotiations": (talks := asked.renegotiations(partner)),
        "is_open": any(row.settled_at is None for row in talks),
        "days": days,
        "periods": asked.PERIODS,
        "first": first,
        "form": form,
        "nav": "partners",
    }
    return render(request, "giving/asked_and_agreed.html", context, status=status_of(form))


def _form(request, partner):
    """Whoever speaks for the partner says it; a coordinator says how they were told."""
    access = partner.partnership.access
    if access.coordinate and partner.pk not in access.partner_ids:
        return ToldRenegotiationForm(request.POST or None, today=today_of(partner.partnership))
    return RenegotiationForm(request.POST or None)


def _renegotiate(request, partner, words, told=None, **how):
    if asked.renegotiate(partner, words, told=told, **how):
        said = _("Noted.") if told else _("Your coordinator is told, and calls to talk it over.")
        messages.success(request, said)
    else:
        why = _("It is open with the coordinator already; it is settled first.")
        not_saved(request, why, asked.open_words(partner))


@with_link
@require_POST
def link_renegotiation(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The same from a mailed link, without an account."""
    partner = represented(link, pk)
    form = RenegotiationForm(request.POST)
    if form.is_valid():
        _renegotiate(request, partner, form.cleaned_data["words"], by=link.person, way="link")
    else:
        not_saved(request, _("Write in a sentence what should be different."), level=messages.ERROR)
    return HttpResponseRedirect(f"/l/{token}/", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def settlement(request: Any, pk: int) -> HttpResponse:
    """Note what came of a talk about what is asked."""
    row = get_renegotiation(request.user, pk)
    form = SettlementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if asked.settle(row, form.cleaned_data["outcome"], by=request.user):
            messages.success(request, _("Noted."))
        else:
            messages.info(request, _("It was settled meanwhile, and that stays."))
        return redirect("asked_and_agreed", row.partner_id)
    back = reverse("asked_and_agreed", args=[row.partner_id])
    words = {"title": row.partner, "lead": row.words, "submit": _("Note it"), "nav": "partners"}
    return show_form(request, form, row.partnership, back=back, **words)
