"""A partner's card, filled in and read on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.files.storing import upload_response
from backbone.pages.form_pages import form_page, keep_chosen_files, status_of
from backbone.panels import registry, shown
from partnerships.access import get_own_partner
from partnerships.attachments.forms import add_files
from partnerships.attachments.shown import behind_link
from partnerships.cards.access import get_card_file_behind_link
from partnerships.cards.forms import CardForm
from partnerships.cards.models import Card
from partnerships.correspondence.links import own_partners, represented
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.models import Partner


@require_http_methods(["GET", "HEAD", "POST"])
def partner_card(request: Any, pk: int) -> HttpResponse | None:
    """What the coordinators and the partner itself know of how it works, with its files."""
    partner = get_own_partner(request.user, pk)
    if request.method != "POST":
        return _page(request, partner)
    try:
        with transaction.atomic():
            return _page(request, partner)
    except IntegrityError:
        # Somebody filled it in a moment faster; their words are shown beside these.
        return _page(request, partner)


def _page(request, partner):
    partnership = partner.partnership
    row = _card_of(partner)
    form = CardForm(request.POST or None, instance=row, partnership=partnership)
    page = {"panels": shown(registry.row_page, person=request.user, row=row)} if row.pk else {}
    return form_page(
        request,
        form,
        partnership,
        title=_("How %(partner)s works") % {"partner": partner},
        lead=_("For its coordinators and the partner itself. Nothing has to be filled in."),
        submit=_("Save card"),
        done=_("Card saved."),
        back=partner.get_absolute_url(),
        nav="partners",
        **page,
    )


def _card_of(partner):
    row = Card.objects.filter(partner=partner).first() or Card(partner=partner)
    row.partner, row.partnership = partner, partner.partnership
    return row


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """The way to the card of each partner that the link's person represents."""
    partners = own_partners(link)
    return {"partners": partners, "token": token} if partners else None


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def link_card(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The card filled in from a mailed link, with the organisation chart beside the first words."""
    partner = represented(link, pk)
    partner.partnership = link.partnership
    try:
        with transaction.atomic():
            return _link_page(request, link, token, partner)
    except IntegrityError:
        return _link_page(request, link, token, partner)


def _link_page(request, link: AccessLink, token: str, partner: Partner) -> HttpResponse:
    row = _card_of(partner)
    form = CardForm(request.POST or None, instance=row, partnership=link.partnership)
    add_files(form, request.FILES, also_later=True)
    if request.method == "POST" and form.is_valid() and (saved := form.save_or_conflict()):
        messages.success(request, _("Thank you. Your coordinators and your own people see it."))
        keep_chosen_files(request, form, saved, link.person)
        return HttpResponseRedirect(request.path, status=303)
    context = {
        "link": link,
        "token": token,
        "partner": partner,
        "partnership": link.partnership,
        "form": form,
        "files": behind_link(row, lambda file: reverse("link_card_file", args=[token, file.pk])),
    }
    return render(request, "cards/link_card.html", context, status=status_of(form))


@with_link
@require_safe
def link_card_file(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """A file beside the card of a partner that the link's person represents, to keep."""
    return upload_response(get_card_file_behind_link(link, pk).upload.file, request)
