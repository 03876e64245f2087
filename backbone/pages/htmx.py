"""Same address, same view: a fragment request gets the page's partial, any other the whole page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def is_fragment(request: Any) -> bool:
    """True when htmx asks for a piece of a page; boosted links and history restores want all of it."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: Any, template: str, context: dict, partial: str | None = None, status: int | None = None
) -> HttpResponse:
    """Render `partial` of the template's file for a fragment request, the page otherwise.

    A fragment brings waiting flash messages along, out of band, into the page's live region.
    """
    if partial is None or not is_fragment(request):
        return render(request, template, context, status=status)
    response = render(request, f"{template}#{partial}", context, status=status)
    response.write(render_to_string("ui/flash.html", {"out_of_band": True}, request))
    response["Vary"] = "HX-Request"
    return response
