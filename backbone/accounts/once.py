"""Two clicks make one: a form that was sent twice is done once, and the second click sees what the first one saw.

Each form of a page carries a UUID (`csrf_token` writes it). The same UUID with the same content is the same click;
with other content it is somebody who went back and changed something, which counts.
"""

import hashlib
import time
from datetime import timedelta

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
        key = _key(request)
        if key is None:
            return self.get_response(request)
        done = _first_or_done(key)
        return _again(done) if done else self._first(request, key)

    def _first(self, request, key):
        click = Click.objects.filter(key=key)
        try:
            response = self.get_response(request)
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


def _key(request):
    """What tells this click from others; None for what is no click of a signed-in person's form."""
    if request.method != "POST" or not request.user.is_authenticated or FIELD not in request.POST:
        return None
    posted = [
        (name, request.POST.getlist(name)) for name in sorted(request.POST) if name != "csrfmiddlewaretoken"
    ]
    files = [(name, file.name, file.size) for name, file in sorted(request.FILES.items())]
    whole = repr((request.user.pk, request.get_full_path(), posted, files))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
