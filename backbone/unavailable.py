"""What a page answers while something that it needs is away: 503, and what that is in words."""

from __future__ import annotations

import errno
import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError as BrokerError
from redis import RedisError

from backbone.pages.htmx import is_fragment

log = logging.getLogger(__name__)

VALKEY = _("Signing in, limits and work in the queue need a server that does not answer just now.")
DISK = _("The server’s disk is full: nothing can be saved until its administrator makes room.")
DATABASE = _("The database does not answer just now.")
# PostgreSQL's codes: no room on the disk; it starts, stops or has lost us (classes 08 and 57P).
DISK_FULL, GONE = "53100", ("08", "57P")
# The web server's own disk, where a large upload waits while it comes in.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# When this process last heard of a full disk, the database's, which may be another machine's.
_heard = {}
REMEMBERED = 300


class UnavailableMiddleware:
    """Valkey or the database away, or the disk full: that is no mistake of the page, and it passes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request: Any, error: Any) -> HttpResponse | None:
        return _answer(request, error)


class FormReadingMiddleware:
    """Reads what was sent before anything looks at it: where a disk is full, that is said and no mistake."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            request.FILES.keys()
        except OSError as error:
            # Of somebody who hung up nothing is left to read, and nobody to tell.
            if answer := _answer(request, error):
                return answer
        return self.get_response(request)


def _answer(request, error):
    words = missing(error)
    if not words:
        return None
    view = request.resolver_match.view_name if request.resolver_match else "reading a form"
    log.error("%s needs what is away: %s", view, type(error).__name__)
    answer = HttpResponse(words) if is_fragment(request) else _page(words)
    answer.status_code, answer["Retry-After"] = 503, "30"
    return answer


def _page(words):
    """Without the request: what is about the person may need what is away."""
    return HttpResponse(render_to_string("503.html", {"words": words}))


def missing(error: BaseException) -> str:
    """What was away when this was raised, as a sentence; empty when the error is another."""
    if isinstance(error, RedisError | BrokerError):
        return VALKEY
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return DISK
    if not isinstance(error, OperationalError | InterfaceError):
        return ""
    code = getattr(error.__cause__, "sqlstate", None)
    if code == DISK_FULL:
        _heard["disk"] = time.monotonic()
        return DISK
    return DATABASE if code is None or code.startswith(GONE) else ""


def is_disk_full() -> bool:
    """Whether the database refused something in the last minutes because its disk is full, as far as this process saw."""
    return time.monotonic() - _heard.get("disk", float("-inf")) < REMEMBERED
