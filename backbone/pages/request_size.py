"""A request that is larger than anything a page sends is refused before its body is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from backbone.numbers import number

# Of a refused body this much is read all the same, since a browser that still sends hears no answer.
READ_ON = 16 * 1024 * 1024
AT_ONCE = 64 * 1024


class RequestSizeMiddleware:
    """413 for a body of more than REQUEST_LIMIT bytes, by what the request says of itself."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _size(request) <= settings.REQUEST_LIMIT:
            return self.get_response(request)
        _read_on(request)
        words = _(
            "What was sent is larger than %(most)s MB, so nothing of it was kept. Send fewer files at once."
        )
        return _answer(request, words % {"most": number(settings.REQUEST_LIMIT // 1024 // 1024)})


def _size(request):
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0


def _read_on(request):
    left = READ_ON
    while left > 0 and (some := request.read(AT_ONCE)):
        left -= len(some)


def _answer(request, words):
    text = words if "HX-Request" in request.headers else render_to_string("413.html", {"words": words})
    kind = "text/plain; charset=utf-8" if text is words else None
    response = HttpResponse(text, content_type=kind, status=413)
    response["Connection"] = "close"
    return response
