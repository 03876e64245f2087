"""Removing a row with Undo at the place, and bringing back what was removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.undo import say_with_undo
from partnerships import removing
from partnerships.access import get_partnership, get_removal


def remove(request: Any, row: Model, *, back: str, page: str = "") -> HttpResponse:
    """Remove a row and say so with an Undo, or say why it stays.

    back: where to go on; page: where the row is seen when it stays or is brought back, if not there
    """
    try:
        removal = removing.remove(row, by=request.user, page=page or back)
    except removing.Refused as why:
        messages.error(request, str(why))
        return redirect(page or back)
    say_with_undo(
        request,
        _("“%(what)s” is removed. It lies in the bin for thirty days.") % {"what": removal.name},
        reverse("removal_return", args=[removal.pk]),
    )
    return redirect(back)


@require_safe
def bin_page(request: Any, slug: str) -> HttpResponse:
    """What was removed in the last thirty days, the newest first, and who removed it."""
    partnership = get_partnership(request.user, slug, "look_back")
    page = first_rows(removing.in_bin(partnership), request.GET, "page")
    context = {"partnership": partnership, "removals": page, "nav": "overview"}
    return render(request, "partnerships/bin.html", context)


@require_POST
def removal_return(request: Any, pk: int) -> HttpResponse:
    """Undo a removal: what was removed is there again."""
    removal = get_removal(request.user, pk)
    try:
        removing.bring_back(removal, by=request.user)
    except removing.Refused as why:
        messages.error(request, str(why))
        is_coordinator = removal.partnership.access.coordinate
        return redirect("bin", removal.partnership.slug) if is_coordinator else redirect(removal.page)
    messages.success(request, _("“%(what)s” is back.") % {"what": removal.name})
    return redirect(removal.page)
