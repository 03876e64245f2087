"""A mailbox on the loopback address that refuses, fails and dawdles on demand, and what was taken in it."""

import logging
import re
from collections import Counter
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import SenderSettings
from tests.ports import free_port

MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE)
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Postbox:
    """An SMTP server's behaviour: `answers` maps an address to replies, used up one by one."""

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


@pytest.fixture
def released(db):
    """Sending, released."""
    return SenderSettings.objects.create(
        name="Uganda Coffee Platform",
        address="ruth@coffee.example.org",
        held=False,
        released_at=timezone.now(),
    )


@pytest.fixture
def ruth(db):
    return Person.objects.create_user("ruth@example.org", name="Ruth Nansubuga")
