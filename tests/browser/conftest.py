"""The whole product for the browser: a live server, a real Celery worker beside it, and Chromium.

The worker is a process of its own on the same throwaway database and Valkey. Mails land in BACKBONE_VAR/mail.
"""

import os
import re
import shutil
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from playwright.sync_api import expect

from backbone.celery import app
from backbone.embedded.install import find_chromium
from backbone.outbox.models import SenderSettings
from tests.workers import worker

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
PATIENCE = 120
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium() or None,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", *quiet],
    }


@pytest.fixture(scope="session")
def nothing_open(django_db_setup):
    """Playwright has a context of its own, in which Django does not find the connection that is open outside."""
    connections.close_all()


@pytest.fixture(scope="session")
def playwright(nothing_open, playwright):
    """What the browser is driven by; the connection of its context ends before it does."""
    yield playwright
    connections.close_all()


@pytest.fixture
def site(live_server, settings, celery):
    """The address of the running product; mails carry it, sending is released."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    SenderSettings.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Backbone",
            "address": "backbone@example.org",
            "held": False,
            "released_at": "2026-01-01T00:00Z",
        },
    )
    return live_server.url


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server that ends before its database is dropped."""
    return live_server


@pytest.fixture(scope="package")
def celery(live_server):
    """One Celery worker on this run's database; it ends with the browser's tests, so as to take no other test's work."""
    child = worker("browser", django_settings.VAR / "worker.log", BASE_URL=live_server.url).start()
    wait_for(lambda: app.control.ping(timeout=0.5))
    yield child
    child.stop()
    # The list of sent mail is a page of other tests, too.
    shutil.rmtree(django_settings.MAIL_DIRECTORY, ignore_errors=True)


def wait_for(condition, seconds=PATIENCE):
    """What the condition answers once it is true; fails when it never is."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {condition}")
        time.sleep(0.1)  # between two looks at another process; nothing is timed by it
    return answer


class Post:
    """The mails that have been delivered into the mail directory since the test began."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.before = set(self.directory.glob("*.eml"))

    def all(self):
        new = sorted(set(self.directory.glob("*.eml")) - self.before)
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in new]

    def to(self, address, about=""):
        """The latest mail to this address whose subject has these words, waited for."""
        return wait_for(lambda: self._find(address, about))

    def _find(self, address, about):
        found = [
            mail for mail in self.all() if address in mail["To"] and about.lower() in mail["Subject"].lower()
        ]
        return found[-1] if found else None


def text_of(mail):
    """The plain part of a mail."""
    return mail.get_body(("plain",)).get_content()


def link_in(mail):
    """The personal address in a mail."""
    return re.search(r"https?://\S+/l/[\w-]+/", text_of(mail))[0]


@pytest.fixture
def post(site):
    """What arrives in the mail directory."""
    return Post(django_settings.MAIL_DIRECTORY)


@pytest.fixture
def sign_in(site, context, client):
    """Sign a person in without walking through the mailed code, which has a test of its own."""

    def enter(person):
        client.force_login(person)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    return enter
