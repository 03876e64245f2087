"""Four pages against a bare Django view that returns the same bytes, both behind one gunicorn process."""

import statistics
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from backbone.outbox import link_tokens
from bench.serving import largest_partnership, session_of, web
from partnerships.correspondence.links import new_link

WARM_UP, REQUESTS = 20, 200


def measure():
    """Rows of (what, median seconds, median seconds of the bare view)."""
    partnership, coordinator = largest_partnership()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(coordinator)}"
    with (
        tempfile.TemporaryDirectory() as folder,
        web("backbone.wsgi") as ours,
        web("bench.bare", folder) as bare,
    ):
        return [
            (f"Page: {name}", *_both(ours, bare, path, cookie if signed_in else "", Path(folder)))
            for name, path, signed_in in _pages(partnership, coordinator)
        ]


def _pages(partnership, coordinator):
    link = new_link(coordinator, partnership, "tasks")
    link.save()
    return [
        ("overview", reverse("partnership", args=[partnership.slug]), True),
        ("plan", reverse("plan", args=[partnership.slug]), True),
        ("My work", reverse("my_work"), True),
        ("a link's page", f"/l/{link_tokens.token(link.pk)}/", False),
    ]


def _both(ours, bare, path, cookie, folder):
    page = _fetch(HTTPConnection("127.0.0.1", ours), path, cookie)
    (folder / "page").write_bytes(page)
    return _median(ours, path, cookie), _median(bare, "/", "")


def _median(port, path, cookie):
    connection = HTTPConnection("127.0.0.1", port)
    for _ in range(WARM_UP):
        _fetch(connection, path, cookie)
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        _fetch(connection, path, cookie)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _fetch(connection, path, cookie):
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en"})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return content
