"""Give and get, side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backbone.pages.bounded import first_rows
from partnerships.access import get_partnership
from partnerships.giving import side_by_side

PER_PAGE = 25


@require_safe
def give_and_get(request: Any, slug: str) -> HttpResponse:
    """What all partners give, in kind beside cash, and what they get; totals per kind and currency."""
    partnership = get_partnership(request.user, slug)
    partners = partnership.partners.present().select_related("organisation")
    page = first_rows(partners, request.GET, "page", PER_PAGE)
    context = {
        "partnership": partnership,
        "nav": "give_and_get",
        "totals": side_by_side.totals(partnership),
        "rows": side_by_side.partner_rows(partnership, list(page)),
        "page": page,
    }
    return render(request, "giving/give_and_get.html", context)
