"""What a request gets that would change a closed partnership: a page that says so, whichever button it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from backbone.pages.htmx import is_fragment
from partnerships.access import Closed

if TYPE_CHECKING:
    from django.http import HttpRequest

READS = ("GET", "HEAD", "OPTIONS")
CONFLICT = 409


class ClosedMiddleware:
    """Lets access know which requests change something, and answers every `Closed`."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable, args: tuple, kwargs: dict) -> None:
        """`partnerships.access.check` reads it off the person who asks."""
        request.user.is_changing = request.method not in READS

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """The page that says since when it is closed and by whom; None for every other exception."""
        if not isinstance(exception, Closed):
            return None
        partnership = exception.partnership
        if is_fragment(request):
            # A whole page: the partnership's own says the same in its place.
            return HttpResponse(headers={"HX-Redirect": partnership.get_absolute_url()})
        return render(request, "partnerships/closed.html", {"partnership": partnership}, status=CONFLICT)
