"""The decision register: what was decided, by which rule, and when it is looked at again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import confidential
from meetings.models import Decision
from partnerships.access import get_partnership

PER_PAGE = 40


@require_safe
def decision_list(request: Any, slug: str) -> HttpResponse:
    """The numbered decisions of a partnership, the newest first, found by their words."""
    partnership = get_partnership(request.user, slug)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = Decision.objects.registered(partnership).select_related("meeting")
    rows = rows.filter(text__icontains=words) if words else rows
    if request.is_presenting:
        rows = confidential.without_confidential(rows)
    page = Paginator(rows.order_by("-number"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "meetings/decisions.html", {"partnership": partnership, "page_obj": page, "words": words}
    )
