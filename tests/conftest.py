"""What every test gets, and a mail server for whoever sends. Fixtures for one subject stand beside its tests."""

import logging
import os
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase, override_settings

from backbone.time.working_days import is_working_day
from tests.kept import KeptWorld, empty_tables
from tests.ports import free_port

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AT_WORK = ("", "NL", "UG", "GB")
MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE)
logging.getLogger("mail.log").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Copy the migrated database that tests/servers.py made, rather than migrate once more."""
    if "BACKBONE_TEST_TEMPLATE" in os.environ:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ["BACKBONE_TEST_TEMPLATE"]


@pytest.fixture(scope="session", autouse=True)
def quick_settings(django_test_environment):
    """Static files without a manifest, so that nothing needs collecting; cheap password hashes."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=PLAIN_STATIC, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_emptying():
    """Between tests that commit, Django truncates all tables and asks each app for its permissions again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def kept_world(django_db_setup, django_db_blocker):
    """The demo, loaded once."""
    with django_db_blocker.unblock():
        return KeptWorld()


@pytest.fixture
def world(kept_world):
    """The demo, with one row of each kind that an address can name."""
    return kept_world.again()


@pytest.fixture
def on_a_working_day(time_machine):
    """The clock on a day on which people are reminded, and before another one: now, or as soon as there is one."""
    moment = datetime.now(UTC)
    while not all(
        is_working_day((moment + timedelta(days=more)).date(), country)
        for more in (-1, 0, 1, 2)
        for country in AT_WORK
    ):
        moment += timedelta(days=1)
    if moment.date() != datetime.now(UTC).date():
        time_machine.move_to(moment)


class Postbox:
    """An SMTP server on the loopback address that refuses, fails and dawdles on demand: `answers` maps an address to replies, used up one by one."""

    def __init__(self):
        self.taken, self.answers = [], {}
        # How many times each Message-ID was taken.
        self.counts = Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):
        waiting = self.answers.get(address) or []
        if waiting:
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(SimpleNamespace(to=envelope.rcpt_tos[0], content=envelope.content))
        self.counts[MESSAGE_ID.search(envelope.content)[1].decode()] += 1
        return "250 taken"

    @property
    def mails(self):
        return [message_from_bytes(letter.content, policy=policy.default) for letter in self.taken]


@pytest.fixture
def postbox(settings):
    """A running server, with the settings that lead to it."""
    handler = Postbox()
    handler.port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, ready_timeout=60)
    controller.start()
    handler.loop = controller.loop
    settings.EMAIL_BACKEND = "backbone.outbox.backends.PatientSMTP"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = handler.port
    settings.EMAIL_TIMEOUT = 60
    yield handler
    controller.stop()
