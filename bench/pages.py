"""Four pages against a bare Django view that returns the same bytes, both behind one gunicorn process."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from backbone import links
from partnerships.links import link_for
from partnerships.models import Partnership, Role

WARM_UP, REQUESTS = 20, 200


def measure():
    """Rows of (what, median seconds, median seconds of the bare view)."""
    partnership = Partnership.objects.annotate(size=Count("partners")).order_by("-size").first()
    coordinator = Role.objects.filter(partnership=partnership, kind=Role.Kind.COORDINATOR).first().person
    cookie = _sign_in(coordinator)
    with (
        tempfile.TemporaryDirectory() as folder,
        _web("backbone.wsgi") as ours,
        _web("bench.bare", folder) as bare,
    ):
        return [
            (f"Page: {name}", *_both(ours, bare, path, cookie if signed_in else "", Path(folder)))
            for name, path, signed_in in _pages(partnership, coordinator)
        ]


def _pages(partnership, coordinator):
    link = link_for(coordinator, partnership, "tasks")
    return [
        ("overview", reverse("partnership", args=[partnership.slug]), True),
        ("plan", reverse("plan", args=[partnership.slug]), True),
        ("My work", reverse("my_work"), True),
        ("a link's page", f"/l/{links.token(link.pk)}/", False),
    ]


def _sign_in(person):
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


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


@contextmanager
def _web(application, folder=""):
    port = _free_port()
    environment = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "BENCH_FOLDER": str(folder)}
    environment["LOG_LEVEL"] = "WARNING"
    argv = [sys.executable, "-m", "gunicorn", "-c", "python:backbone.webserver", application]
    process = subprocess.Popen(argv, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port, process):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not start")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
