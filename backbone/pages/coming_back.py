"""Where somebody came from, as an address tells the next page: `?back=/my-work/`."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def asked_back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that `back` names, in the form that was sent or in the address; else `otherwise`."""
    back = request.POST.get("back") or request.GET.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else otherwise
