"""The product behind gunicorn, and somebody signed in: for the measurements and the README's picture."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db.models import Count
from django.test import Client

from partnerships.models import Partnership, Role


def largest_partnership():
    """The demo's largest partnership and its coordinator."""
    partnership = Partnership.objects.annotate(size=Count("partners")).order_by("-size").first()
    role = Role.objects.filter(partnership=partnership, kind=Role.Kind.COORDINATOR).first()
    return partnership, role.person


def session_of(person):
    """The value of a session cookie with which this person is signed in."""
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def web(application, folder=""):
    """The port of a WSGI application behind one gunicorn process."""
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
