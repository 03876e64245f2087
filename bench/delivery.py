"""1,000 mails: the outbox against a bare smtplib loop that commits a row a mail, into the same sink.

The bare loop has its mails ready as bytes. Whoever sends mails has to read and to write them too, so there is a
second one that does, with Django's mails; both send the same bytes as the outbox.

`measure()` needs Django set up on a database that may be filled: `python -m bench` sees to that.
"""

import os
import smtplib
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from backbone.celery import app
from backbone.outbox.envelope import build
from backbone.outbox.mail import queue
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.tasks import drain
from bench.results import row

MAILS = 1000
GOAL = 1.7
SINK = """
import sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
time.sleep(3600)
"""


def measure(mails=MAILS):
    """A row each for one process and for Celery's workers: how many times as long as the bare loop."""
    with sink() as port, override_settings(**smtp(port)):
        release()
        fill(mails)
        ready = list(written())
        bare = timed(lambda: bare_loop(port, ready))
        writing = timed(lambda: bare_loop(port, written()))
        alone = timed(drain_alone)
        fill(mails)
        with workers(port):
            shared = timed(drain_shared)
        return [
            row(f"{mails:,} mails, one process, against a bare loop", alone / bare, "×", goal=GOAL),
            row(f"{mails:,} mails, one process, against one that writes its mails", alone / writing, "×"),
            row(f"{mails:,} mails, two Celery workers, against a bare loop", shared / bare, "×"),
        ]


def bare_loop(port, mails):
    """What anybody would write: the mails, as (address, bytes), over one connection, and a row committed for each."""
    sender = SenderSettings.load()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_sent (address text, at timestamptz)")
        with smtplib.SMTP("127.0.0.1", port) as server:
            for address, data in mails:
                server.sendmail(sender.from_address, [address], data)
                cursor.execute("INSERT INTO bench_sent VALUES (%s, now())", [address])


def written():
    """The same mails as the outbox sends, read from their rows and written out by Django, one when it is asked for."""
    sender = SenderSettings.load()
    for message in waiting():
        yield message.to_address, build(message, sender, files=[]).message().as_bytes(linesep="\r\n")


def drain_alone():
    """One process drains until nothing waits."""
    while waiting().exists():
        drain()


def drain_shared():
    """Celery workers drain until nothing waits or is on its way."""
    drain.delay()
    while Message.objects.filter(state__in=["waiting", "claimed"]).exists():
        time.sleep(0.02)


def waiting():
    return Message.objects.filter(state="waiting")


def fill(mails):
    """Queue that many mails; nobody is woken."""
    stamp = time.time_ns()
    with transaction.atomic():
        for number in range(mails):
            queue(key=f"bench:{stamp}:{number}", address=f"p{number}@example.org", kind="test", context={})
        transaction.get_connection().run_on_commit.clear()


def release():
    fields = {"held": False, "released_at": timezone.now(), "address": "bench@example.org", "trouble": ""}
    SenderSettings.objects.update_or_create(pk=1, defaults=fields)


def timed(work):
    """The seconds that the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def sink():
    """A mail server in a process of its own that takes everything and keeps nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SINK, str(port)])
    try:
        wait_for(lambda: socket.create_connection(("127.0.0.1", port), timeout=1).close() is None)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def workers(port):
    """One Celery worker with two processes, ready."""
    environment = {**os.environ, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    argv = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "backbone",
        "worker",
        "-c",
        "2",
        "-l",
        "error",
        "-n",
        "bench@bench",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    app.control.purge()
    process = subprocess.Popen(argv, cwd=settings.BASE_DIR, env=environment, **quiet)
    try:
        wait_for(lambda: app.control.ping(destination=["bench@bench"], timeout=0.5))
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(answers, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if answers():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError("the benchmark's servers did not start")


def smtp(port):
    return {
        "EMAIL_BACKEND": "backbone.outbox.backends.PatientSMTP",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
    }
