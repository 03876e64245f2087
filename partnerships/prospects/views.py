"""Prospects: the list with the sectors that are wanted, and the form of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.pointed_to import set_pointed_to
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, status_of
from partnerships import organisations
from partnerships.access import get_partnership
from partnerships.named import people_in
from partnerships.prospects import sectors
from partnerships.prospects.access import get_prospect
from partnerships.prospects.forms import ProspectForm, WishesForm
from partnerships.prospects.models import Prospect
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_safe
def prospect_list(request: Any, slug: str) -> HttpResponse:
    """Who might join, the next step first, and below who did or does not."""
    return _list(request, get_partnership(request.user, slug, "coordinate"))


def _list(request, partnership, wishes=None):
    rows = partnership.prospects.order_by(*Prospect._meta.ordering)
    still, settled = rows.filter(state__in=Prospect.OPEN), rows.exclude(state__in=Prospect.OPEN)
    lists = {
        "open": first_rows(still, request.GET, "open"),
        "settled": first_rows(settled, request.GET, "settled"),
    }
    for page in lists.values():
        set_pointed_to(list(page), "known_by", people_in(partnership))
    context = {
        "partnership": partnership,
        "nav": "prospects",
        **lists,
        "sectors": sectors.present(partnership),
        "wishes": wishes or WishesForm(wishes=sectors.wishes(partnership)),
    }
    return render(request, "prospects/list.html", context, status=status_of(context["wishes"]))


@require_http_methods(FORM)
def prospect_new(request: Any, slug: str) -> HttpResponse:
    """Add an organisation that might join, also one that is to fill the gap of a sector."""
    partnership = get_partnership(request.user, slug, "coordinate")
    initial = sectors.begun(partnership, request.GET.get("sector", ""))
    form = ProspectForm(request.POST or None, partnership=partnership, initial=initial)
    return _form(request, form, partnership, _("A new prospect"), another=True)


@require_http_methods(FORM)
def prospect_edit(request: Any, pk: int) -> HttpResponse:
    """Change what is known of a prospect, or what came of it."""
    row = get_prospect(request.user, pk)
    form = ProspectForm(request.POST or None, instance=row, partnership=row.partnership)
    page = {"removal": reverse("prospect_removal", args=[pk]), "history": f"prospect-{pk}"}
    return _form(request, form, row.partnership, row.name, **page)


def _form(request, form, partnership, title, **page):
    words = {"title": title, "submit": _("Save prospect"), "done": _saved}
    back = reverse("prospects", args=[partnership.slug])
    return form_page(request, form, partnership, back=back, nav="prospects", **words, **page)


def _saved(row):
    """That it was saved, and what speaks against it: it may be right all the same."""
    partner = organisations.partner_called(row.partnership, row.name) if row.is_open else None
    already = partner and _("%(partner)s is a partner here already.") % {"partner": partner}
    return " ".join(filter(None, (_("Prospect saved."), already)))


@require_POST
def prospect_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a prospect that was recorded by mistake."""
    row = get_prospect(request.user, pk)
    return remove(request, row, back=reverse("prospects", args=[row.partnership.slug]))


@require_POST
def sector_wishes(request: Any, slug: str) -> HttpResponse:
    """Say for each sector who of it is still missing."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = WishesForm(request.POST, wishes={})
    if not form.is_valid():
        return _list(request, partnership, form)
    sectors.wish(partnership, form.changed())
    messages.success(request, _("Saved."))
    return redirect("prospects", slug)
