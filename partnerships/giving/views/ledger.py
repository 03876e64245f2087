"""The ledger of what came in kind, its workbook, signing off, and what funders require."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import form_page
from backbone.tables.spreadsheets import XLSX
from partnerships.access import get_contribution, get_partnership
from partnerships.giving import ledger, matches, quarters
from partnerships.giving.access import get_match
from partnerships.giving.forms import MatchForm
from partnerships.giving.models import Match
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_safe
def ledger_page(request: Any, slug: str) -> HttpResponse:
    """What came in kind; for coordinators with what funders require and what was asked about the last quarter."""
    partnership = get_partnership(request.user, slug, "work")
    context = {
        "partnership": partnership,
        "nav": "give_and_get",
        "rows": first_rows(ledger.with_files(ledger.rows_of(partnership)), request.GET, "page", PER_PAGE),
    }
    if partnership.access.coordinate:
        context["matches"] = matches.progress(partnership)
        context["counts_cash"] = any(one.match.takes_cash for one in context["matches"])
        context["quarter"] = quarters.last_shown(partnership, request.GET)
    return render(request, "giving/ledger.html", context)


@require_safe
def ledger_workbook(request: Any, slug: str) -> HttpResponse:
    """The ledger as a spreadsheet."""
    partnership = get_partnership(request.user, slug, "work")
    response = HttpResponse(ledger.workbook(partnership), content_type=XLSX)
    words = _("What came in kind")
    name = f"{words} {partnership.slug}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_POST
def contribution_sign_off(request: Any, pk: int) -> HttpResponse:
    """Say that it came as it stands there; "take back" undoes it."""
    row = get_contribution(request.user, pk, "coordinate")
    if request.POST.get("take") == "back":
        is_done, words = ledger.take_back(row, by=request.user), _("“%(what)s” is signed off no more.")
    else:
        is_done, words = ledger.sign_off(row, by=request.user), _("“%(what)s” is signed off.")
    if is_done:
        messages.success(request, words % {"what": row})
    else:
        messages.info(request, _("Somebody did that before you."))
    return redirect(asked_back(request, reverse("ledger", args=[row.partnership.slug])))


@require_http_methods(FORM)
def match_new(request: Any, slug: str) -> HttpResponse:
    """Add what a funder requires."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = Match(partnership=partnership, currency=partnership.currency)
    return _match(request, row, _("What a funder requires"))


@require_http_methods(FORM)
def match_edit(request: Any, pk: int) -> HttpResponse:
    """Change what a funder requires."""
    row = get_match(request.user, pk)
    page = {"removal": reverse("match_removal", args=[pk]), "history": f"match-{pk}"}
    return _match(request, row, row.funder, **page)


def _match(request, row, title, **page):
    form = MatchForm(request.POST or None, instance=row, partnership=row.partnership)
    words = {"title": title, "submit": _("Save"), "done": _("Saved.")}
    back = reverse("ledger", args=[row.partnership.slug])
    return form_page(request, form, row.partnership, back=back, nav="give_and_get", **words, **page)


@require_POST
def match_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a match that was set by mistake."""
    row = get_match(request.user, pk)
    return remove(request, row, back=reverse("ledger", args=[row.partnership.slug]))
