"""Presentation: what somebody may show on a wall. Whoever presents sees what an observer sees, and no own settings.

That nothing private is on an observer's pages is what access decides and `tests/walks/test_private.py` holds; so
there is no second list of private things to forget one in. It lasts as long as the session, or until it is ended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

PRESENTING = "presenting"
SWITCH = "/me/presentation/"
# Addresses, telephone numbers and codes of one's own, the mail that this machine wrote, and what a
# mail's link opens for one person.
OWN_PAGES = ("/me/", "/mail/", "/l/", "/sign-in/again/")


class PresentationMiddleware:
    """Sets `request.is_presenting`, and makes an onlooker of whoever presents; stands after the second step's."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.is_presenting = request.user.is_authenticated and request.session.get(PRESENTING, False)
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable, args: tuple, kwargs: dict) -> None:
        """Refuse one's own pages; after this all that asks what the person may do hears what is public."""
        if not request.is_presenting or request.path == SWITCH:
            return
        request.user.standing = request.user.standing.in_public
        if request.path.startswith(OWN_PAGES):
            raise PermissionDenied


@require_POST
def switch(request: Any) -> HttpResponse:
    """Begin to present, or end it; back to the page where that was pressed."""
    if request.POST.get("on"):
        request.session[PRESENTING] = True
    else:
        request.session.pop(PRESENTING, None)
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if is_ours else "/")
