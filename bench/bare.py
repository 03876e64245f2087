"""The least that Django can do: one view, no middleware, the bytes of a file."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

PAGE = Path(os.environ.get("BENCH_FOLDER", ".")) / "page"


def page(request):
    """The page that was last put there."""
    return HttpResponse(PAGE.read_bytes())


urlpatterns = [path("", page)]

if not settings.configured:
    settings.configure(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"], SECRET_KEY="bench", DEBUG=False)
application = get_wsgi_application()
