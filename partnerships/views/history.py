"""The history of a partnership and of each of its rows, for coordinators."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.access import get_partnership
from partnerships.forms.history import HistoryForm
from partnerships.past import history

MOST_ROWS = 1_000_000


@require_safe
def history_page(request: Any, slug: str) -> HttpResponse:
    """What changed, newest first: all of it, of one row (`row`), or the rows of one entry (`entry`)."""
    partnership = get_partnership(request.user, slug, "look_back")
    if "entry" in request.GET:
        return _entry(request, partnership)
    kinds, row = _row(request)
    form = HistoryForm(request.GET, partnership=partnership)
    page = history.page_of(partnership, form.asked(row, request.GET.get("before", "")), kinds)
    context = {
        "partnership": partnership,
        "page": page,
        "form": form,
        "row": request.GET.get("row", "") if row else "",
        "is_filtered": any(form.data.get(name) for name in form.fields),
        "nav": "history",
    }
    return render(request, "partnerships/history.html", context)


def _row(request):
    found = history.read_row(request.GET.get("row", "")) if "row" in request.GET else (None, "")
    if found is None:
        raise Http404
    return found


def _entry(request, partnership):
    act = history.read_key(request.GET["entry"])
    if act is None:
        raise Http404
    after = request.GET.get("after", "")
    place = min(int(after), MOST_ROWS) if after.isascii() and after.isdecimal() and len(after) < 8 else 0
    page = history.opened(partnership, act, place)
    if not any(entry.rows for entry in page.entries):
        raise Http404
    context = {"partnership": partnership, "entry": page.entries[0], "page": page, "nav": "history"}
    return render(request, "partnerships/history_entry.html", context)
