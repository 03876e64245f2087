"""Two clicks make one: a form that was sent twice is done once, and the second click sees what the first one saw.

Each form of a page carries a UUID (`csrf_token` writes it). The same UUID with the same content is the same click;
with other content it is somebody who went back and changed something, which counts.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from backbone.accounts.models import Click
from backbone.pages.click_mark import FIELD
from backbone.pages.htmx import is_fragment

KEPT = timedelta(hours=12)
# Gunicorn ends a request that takes longer: whoever was first is gone.
LONGEST = timedelta(seconds=60)
LOOKS_AGAIN = 0.05


class OnceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.user.is_authenticated:
            return self.get_response(request)
        return once(request, request.user.pk, self.get_response)


def once(request: Any, whose: object, view: Callable[[Any], HttpResponse]) -> HttpResponse:
    """What the view answers; where a form of whoever this is was sent before, where that led, and nothing is done."""
    key = _key(request, whose)
    if key is None:
        return view(request)
    done = _first_or_done(key)
    return _again(done) if done else _first(request, key, view)


def _first(request, key, view):
    click = Click.objects.filter(key=key)
    try:
        response = view(request)
    except BaseException:
        click.delete()
        raise
    if _is_done(request, response):
        Click.objects.filter(at__lt=timezone.now() - KEPT).delete()
        click.update(is_done=True, location=response.headers.get("Location", "")[:2000])
    else:
        click.delete()
    return response


def _first_or_done(key):
    """None for whoever is first, or the click that was; a second one waits until the first is through.

    A row and no lock of the session, which a pooler would give to somebody else.
    """
    while not _takes(key):
        click = Click.objects.filter(key=key).first()
        if click and click.is_done:
            return click
        time.sleep(LOOKS_AGAIN)
    return None


def _takes(key):
    if Click.objects.get_or_create(key=key, defaults={"is_done": False})[1]:
        return True
    now = timezone.now()
    # A moment far ahead is from before the clock was set back.
    died = Click.objects.filter(key=key, is_done=False).exclude(at__range=(now - LONGEST, now + LONGEST))
    return bool(died.update(at=now))


def _is_done(request, response):
    """A page that comes back under the form's own address says what is wrong with it, and is shown again."""
    return 300 <= response.status_code < 400 or (is_fragment(request) and response.status_code < 300)


def _again(done):
    """Where the first click led; a piece of a page stays as it is."""
    return HttpResponseRedirect(done.location) if done.location else HttpResponse(status=204)


def _key(request, whose):
    """What tells this click from others; None for what is no click on a form of a page."""
    if request.method != "POST" or FIELD not in request.POST:
        return None
    posted = [
        (name, request.POST.getlist(name)) for name in sorted(request.POST) if name != "csrfmiddlewaretoken"
    ]
    files = [(name, file.name, file.size) for name, file in sorted(request.FILES.items())]
    whole = repr((whose, request.get_full_path(), posted, files))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
