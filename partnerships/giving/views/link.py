"""What a partner offers, and what it gets, said from a mailed link: an account is not needed for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.pages.form_pages import CONFLICT, keep_chosen_files, status_of
from partnerships import partners, removing
from partnerships.attachments.forms import add_files
from partnerships.correspondence.links import own_partners, represented
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.forms.terms import OfferForm, ProposedBenefitForm
from partnerships.giving import asked, asking
from partnerships.models import Benefit, Contribution
from partnerships.offering import agreeing, changes

SHOWN = 20
KINDS = {"offer": Contribution, "benefit": Benefit}


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """The way to what each partner gives and gets that the link's person represents."""
    rows = own_partners(link)
    return {"partners": rows, "token": token} if rows else None


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def link_giving(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """What the partner gives and gets, and two short forms: to offer something, and to say what it gets or hopes for."""
    partner = represented(link, pk)
    partner.partnership = link.partnership
    said = _said(request) if request.method == "POST" else None
    forms = {kind: _form(kind, request.POST if kind == said else None, partner, link) for kind in KINDS}
    for form in forms.values():
        add_files(form, request.FILES)
    if said and forms[said].is_valid():
        row = forms[said].save_or_conflict()
        messages.success(request, _("Thank you. The coordinator sees it, and agrees or calls you."))
        keep_chosen_files(request, forms[said], row, link.person)
        return HttpResponseRedirect(request.path, status=303)
    context = {
        "link": link,
        "token": token,
        "partner": partner,
        "partnership": link.partnership,
        "contributions": partner.contributions.order_by("-pk")[:SHOWN],
        "benefits": partner.benefits.order_by("-pk")[:SHOWN],
        "renegotiation": asked.latest(partner),
        **forms,
    }
    status = status_of(forms[said]) if said else 200
    return render(request, "giving/link_giving.html", context, status=status)


def _said(request):
    """Which of the forms was sent."""
    said = request.POST.get("say")
    return said if said in KINDS else "offer"


def _form(kind, data, partner, link):
    common = {
        "partner": partner,
        "partnership": link.partnership,
        "source": link.person.name,
        "recorded_by": link.person,
    }
    if kind == "offer":
        row = Contribution(currency=link.partnership.currency, state=Contribution.State.OFFERED, **common)
    else:
        row = Benefit(own_words=True, is_proposed=True, **common)
    return _form_of(kind, data, row, link)


def _form_of(kind, data, row, link):
    form = OfferForm if kind == "offer" else ProposedBenefitForm
    return form(data, instance=row, partnership=link.partnership, auto_id=f"{kind}-%s")


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def link_offer(request: Any, link: AccessLink, token: str, pk: int, kind: str) -> HttpResponse:
    """Change what the partner offers or proposes, while no coordinator agreed, or withdraw it."""
    row = asking.offered(link, KINDS[kind], pk)
    back = reverse("link_giving", args=[token, row.partner_id])
    if not row.is_open_offer:
        return _too_late(request, link, token, row, back)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, link, row, back)
    form = _form_of(kind, request.POST or None, row, link)
    if request.method == "POST" and form.is_valid() and (saved := form.save_or_conflict()):
        words = _("Saved: “%(what)s”. The coordinator sees it.")
        messages.success(request, words % {"what": partners.in_words(saved)})
        return HttpResponseRedirect(back, status=303)
    return _offer_page(request, link, token, row, back, form)


def _offer_page(request, link, token, row, back, form, **also):
    context = {
        "link": link,
        "token": token,
        "partnership": link.partnership,
        "form": form,
        "row": row,
        "back": back,
        **also,
    }
    status = CONFLICT if also else status_of(form)
    return render(request, "giving/link_offer.html", context, status=status)


def _too_late(request, link, token, row, back):
    """It was agreed meanwhile: what was typed stays, beside what holds, and is proposed as a change of it."""
    if not changes.is_typed(request.POST):
        words = _("“%(what)s” was agreed already. Ask the coordinator for a change.")
        not_saved(request, words % {"what": partners.in_words(row)})
        return HttpResponseRedirect(back, status=303)
    form_class = OfferForm if isinstance(row, Contribution) else ProposedBenefitForm
    form = changes.form_of(row, form_class, request.POST, link.person)
    add_files(form, request.FILES)
    if changes.is_proposed(request.POST) and form.is_valid():
        saved = form.save_or_conflict()
        messages.success(request, changes.done())
        keep_chosen_files(request, form, saved, link.person)
        return HttpResponseRedirect(back, status=303)
    return _offer_page(request, link, token, row, back, form, agreed=changes.in_words(row))


@transaction.atomic
def _withdraw(request, link, row, back):
    if agreeing.open_offer(row):
        removing.remove(row, by=link.person, page=row.partner.get_absolute_url())
        words = _("“%(what)s” is withdrawn. The coordinator can bring it back for thirty days.")
        messages.success(request, words % {"what": row})
    else:
        not_saved(request, _("It was agreed already."))
    return HttpResponseRedirect(back, status=303)
