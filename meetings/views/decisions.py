"""The decision register: what was decided, by which rule, and when it is looked at again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import confidential
from meetings.minutes import undoing
from meetings.models import Decision
from partnerships.access import get_partnership

PER_PAGE = 40


@require_safe
def decision_list(request: Any, slug: str) -> HttpResponse:
    """The numbered decisions of a partnership, the newest first, found by their words."""
    partnership = get_partnership(request.user, slug)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = Decision.objects.registered(partnership).select_related("meeting")
    before = undoing.decisions_before(partnership)
    rows = rows.filter(_says(words, before)) if words else rows
    if request.is_presenting:
        rows = confidential.without_confidential(rows)
    page = Paginator(rows.order_by("-number"), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = undoing.as_before(page.object_list, before)
    return render(
        request, "meetings/decisions.html", {"partnership": partnership, "page_obj": page, "words": words}
    )


def _says(words, before):
    """Whether a decision has the words: for whom a correction is not out yet, as it was before."""
    had = [pk for pk, columns in before.items() if words.casefold() in columns["text"].casefold()]
    return Q(text__icontains=words) & ~Q(pk__in=before) | Q(pk__in=had)
