"""What a minute-taker is told who changes minutes after they were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.pages.htmx import is_fragment
from meetings.access import AlreadyIssued

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class AfterIssueMiddleware:
    """Answers every `AlreadyIssued` with a plain word on the minutes' page, whichever button it was."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The minutes' page with the word; None for every other exception."""
        if not isinstance(exception, AlreadyIssued):
            return None
        words = _(
            "Nothing was changed: these minutes were issued, and the coordinator corrects them. "
            "What you type here is kept for the coordinator as a proposal."
        )
        messages.error(request, words)
        return _to_minutes(request, reverse("minutes", args=[exception.meeting.pk]))


def _to_minutes(request, address):
    """A whole page, also when only a piece of one was asked for: the word stands above the lines."""
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    response = redirect(address)
    response.status_code = 303
    return response
