"""Slow and dying mail servers, and Valkey away for four seconds ten times: nothing lost, nothing twice but as said."""

import asyncio
import random
import time

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from backbone import deadlines
from backbone.celery import app
from backbone.embedded.valkey import Valkey
from backbone.outbox.mail import queue
from backbone.outbox.models import Message
from backbone.outbox.tasks import sweep
from tests.backbone.outbox.workers import Workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

AWAY, TIMES, MAILS, PATIENCE = 4, 10, 300, 400
SLOW, DIES = {20, 140}, set(range(9, MAILS, 30))
# The finding: a server that took the mail and said so after 24 s got it up to three times.
LATE = 24


@pytest.fixture
def broker(tmp_path):
    """A Valkey of this test's own, which it may kill; on a disk, as an installation's."""
    for name in ("log", "sockets"):
        (tmp_path / name).mkdir()
    valkey = Valkey(tmp_path, tmp_path / "sockets", throwaway=False)
    child = valkey.child().start()
    yield valkey, child
    child.stop()


def test_nothing_is_lost_and_nothing_comes_twice_but_as_said(
    postbox, released, broker, tmp_path, record_property
):
    behave_badly(postbox)
    valkey, child = broker
    workers = started(postbox, valkey, tmp_path)
    try:
        queue_mails(range(MAILS))
        take_valkey_away(workers, valkey, child)
        wait_until_all_is_over(workers, valkey)
    finally:
        workers.stop()
    duplicates = sum(postbox.counts.values()) - len(postbox.counts)
    facts = {
        "mails": MAILS,
        "away": TIMES,
        "workers_ended": workers.ended,
        "twice": duplicates,
        "perhaps": len(DIES),
    }
    for name, fact in facts.items():
        record_property(name, fact)
    print(facts)
    assert len(postbox.counts) == MAILS
    assert duplicates <= workers.ended
    perhaps = Message.objects.filter(state="perhaps").values_list("to_address", flat=True)
    assert set(perhaps) == {address(number) for number in DIES}
    assert Message.objects.filter(state="sent").count() == MAILS - len(DIES)


def test_a_server_that_answers_after_24_seconds_gets_each_mail_once(postbox, released, broker, tmp_path):
    async def late(server):
        await asyncio.sleep(LATE)
        return "250 taken"

    after_the_dot(postbox, lambda number: late)
    workers = started(postbox, broker[0], tmp_path)
    try:
        queue_mails(range(4))
        wait_until_all_is_over(workers, broker[0])
    finally:
        workers.stop()
    print(dict(postbox.counts))
    assert set(postbox.counts.values()) == {1}
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


def behave_badly(postbox):
    """Each mail takes its time, some for longer than the row waits to say so; every thirtieth ends in a hang-up."""
    chance = random.Random(20261126)

    async def taken(server, seconds=0.0):
        await asyncio.sleep(seconds or chance.uniform(0.1, 0.4))
        return "250 taken"

    async def slow(server):
        return await taken(server, deadlines.ANSWER_IS_LATE + 3)

    async def dies(server):
        server.transport.abort()
        await asyncio.Event().wait()

    after_the_dot(postbox, lambda number: slow if number in SLOW else dies if number in DIES else taken)


def after_the_dot(postbox, behaviour_of):
    take = postbox.handle_DATA

    async def handle(server, session, envelope):
        await take(server, session, envelope)
        number = int(envelope.rcpt_tos[0].removeprefix("person").partition("@")[0])
        return await behaviour_of(number)(server)

    postbox.handle_DATA = handle


def address(number):
    return f"person{number}@example.org"


def queue_mails(numbers):
    with transaction.atomic():
        for number in numbers:
            queue(key=f"mail:{number}", address=address(number), kind="test", context={})


def started(postbox, valkey, tmp_path):
    settings = {"EMAIL_URL": f"smtp://127.0.0.1:{postbox.port}", "OUTBOX_RETRY_SECONDS": "1", **valkey.urls()}
    workers = Workers(2, tmp_path / "workers.log", **settings)
    workers.ended = 0
    for child in workers.children:
        child.start()
    return workers


def take_valkey_away(workers, valkey, child):
    """kill -9 while mail is under way, and back after four seconds."""
    for _time in range(TIMES):
        sent = Message.objects.filter(state="sent").count()
        wait_until(lambda sent=sent: Message.objects.filter(state="sent").count() > sent + 4, workers, valkey)
        child.process.kill()
        child.process.wait()
        time.sleep(AWAY)
        child.start()


def wait_until_all_is_over(workers, valkey):
    wait_until(lambda: not Message.objects.filter(state__in=["waiting", "claimed"]).exists(), workers, valkey)


def wait_until(done, workers, valkey):
    """Do what a supervisor and beat do until then."""
    deadline, last = time.monotonic() + PATIENCE, 0
    while not done():
        assert time.monotonic() < deadline, list(
            Message.objects.exclude(state="sent").values("state", "error")[:5]
        )
        start_again(workers)
        if time.monotonic() - last > 0.5:
            last = time.monotonic()
            wake(valkey)
        time.sleep(0.05)


def start_again(workers):
    for child in workers.children:
        if not child.alive():
            workers.ended += 1
            child.start()


def wake(valkey):
    try:
        with app.connection_for_write(url=valkey.urls()["CELERY_BROKER_URL"]) as connection:
            sweep.apply_async(connection=connection, retry=False)
    except OperationalError:
        pass
