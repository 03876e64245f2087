"""The search over everything one may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backbone.pages.bounded import first_rows
from backbone.typed_text import clean_text, searched_words
from partnerships import searching
from partnerships.access import get_partnership

PER_PAGE = 30


@require_safe
def search(request: Any) -> HttpResponse:
    """What has the words, a few of each kind, or all of one; in a partnership, or everywhere."""
    words = searched_words(request.GET)
    slug, key = clean_text(request.GET.get("in", "")), request.GET.get("kind", "")
    partnership = get_partnership(request.user, slug) if slug else None
    context = {"words": words, "partnership": partnership}
    if words and key:
        context |= _one_kind(request, words, key, partnership)
    elif words:
        context["found"] = searching.search(request.user, words, partnership)
    return render(request, "partnerships/search.html", context)


def _one_kind(request, words, key, partnership):
    kind, rows = searching.of_kind(request.user, words, key, partnership)
    page = first_rows(rows, request.GET, "page", PER_PAGE)
    hits = [kind.hit(row) for row in page.object_list] if kind else []
    return {"kind": kind, "hits": hits, "page": page}
