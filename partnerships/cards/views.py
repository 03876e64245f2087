"""A partner's card, filled in and read on one page."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.pages.form_pages import form_page
from backbone.panels import registry, shown
from partnerships.access import get_own_partner
from partnerships.cards.forms import CardForm
from partnerships.cards.models import Card


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
    row = Card.objects.filter(partner=partner).first() or Card(partner=partner)
    row.partner, row.partnership = partner, partnership
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
