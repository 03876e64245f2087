"""A mail server that has had a whole mail and answers late, strangely or not at all: that mail is not sent again by itself."""

import asyncio
import socket
import threading

import pytest

from backbone import deadlines
from backbone.accounts.models import Person
from backbone.database.claims import Held
from backbone.outbox.corrections import cancel, try_again
from backbone.outbox.delivery import Delivery, claim, free_lost_claims, record_late, record_sent
from backbone.outbox.models import Message
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import make_due, put, state
from tests.leases import living

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.fixture(autouse=True)
def no_worker(settings):
    """The tests call `drain` themselves; what queueing wakes goes to a queue that nobody reads."""
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    monkeypatch.setattr(deadlines, "ANSWER_IS_LATE", 0.05)
    monkeypatch.setattr(deadlines, "ANSWER", 0.3)


async def say_nothing(server):
    await asyncio.Event().wait()


async def hang_up(server):
    server.transport.close()
    await say_nothing(server)


async def break_down(server):
    server.transport.abort()
    await say_nothing(server)


async def half_a_line(server):
    server.transport.write(b"25")
    await hang_up(server)


def words(text):
    async def answer(server):
        return text

    return answer


def after_the_dot(postbox, behave):
    """Take each mail, then behave like that."""
    take = postbox.handle_DATA

    async def handle(server, session, envelope):
        await take(server, session, envelope)
        return await behave(server)

    postbox.handle_DATA = handle


@pytest.mark.parametrize(
    "behave",
    [say_nothing, hang_up, break_down, half_a_line]
    + [
        words(text)
        for text in ("what?", "251 forwarded", "354 go on", "200 hm", "999 nine", "25", "-1 no", "")
    ],
)
def test_without_a_plain_answer_a_mail_is_perhaps_taken_and_waits_for_a_person(
    postbox, released, ruth, behave
):
    after_the_dot(postbox, behave)
    message = put(ruth)
    drain()
    assert (state(message), message.attempts) == ("perhaps", 1)
    assert message.error
    assert message.unanswered_since
    make_due(message)
    drain()
    assert free_lost_claims() == 0
    assert (state(message), len(postbox.taken)) == ("perhaps", 1)
    assert not cancel(message)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("250 taken", "sent"),
        ("250-taken\r\n250 as 4711", "sent"),
        ("451 4.3.0 later", "waiting"),
        ("421 4.3.2 closing", "waiting"),
        ("452 4.2.2 full", "waiting"),
        ("550 5.7.1 spam", "given_up"),
        ("554 5.6.0 no", "given_up"),
    ],
)
def test_a_plain_answer_is_believed(postbox, released, ruth, answer, expected):
    after_the_dot(postbox, words(answer))
    message = put(ruth)
    drain()
    assert (state(message), message.unanswered_since) == (expected, None)


def test_what_ends_before_the_dot_is_tried_again(postbox, released, ruth):
    async def drop(server, session, envelope, address, options):
        return await hang_up(server)

    postbox.handle_RCPT = drop
    message = put(ruth)
    drain()
    assert (state(message), message.unanswered_since) == ("waiting", None)
    assert not postbox.taken


def test_text_that_never_gets_through_is_tried_again(settings, released, ruth, monkeypatch):
    """The server says 354 and then reads nothing, until its buffers are full."""
    monkeypatch.setattr(deadlines, "MAIL_TEXT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        settings.EMAIL_BACKEND = "backbone.outbox.backends.PatientSMTP"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        threading.Thread(target=read_up_to_the_text, args=[server], daemon=True).start()
        message = put(ruth)
        Message.objects.update(text="x" * 70 * 300_000)
        drain()
    assert (state(message), message.unanswered_since) == ("waiting", None)


def read_up_to_the_text(server):
    client, _ = server.accept()
    lines = client.makefile("rb", buffering=0)
    client.sendall(b"220 hello\r\n")
    for line in iter(lines.readline, b""):
        client.sendall(b"354 go on\r\n" if line.lower().startswith(b"data") else b"250 yes\r\n")
        if line.lower().startswith(b"data"):
            return client.recv(1) and threading.Event().wait(5)


def test_a_late_answer_is_waited_for_and_said_meanwhile(postbox, released, ruth, monkeypatch):
    """The server answers once the row says that it is late."""
    monkeypatch.setattr(deadlines, "ANSWER", 60)
    late = asyncio.Event()

    async def answer_when_it_is_noted(server):
        await late.wait()
        return "250 taken at last"

    after_the_dot(postbox, answer_when_it_is_noted)
    message, seen = put(ruth), []

    def look(of, session):
        record_late(of, session)
        seen.append((state(message), message.unanswered_since))
        postbox.loop.call_soon_threadsafe(late.set)

    monkeypatch.setattr("backbone.outbox.delivery.record_late", look)
    drain()
    ((before, since),) = seen
    assert before == "claimed"
    assert since
    assert (state(message), message.unanswered_since, len(postbox.taken)) == ("sent", None, 1)


def test_the_next_mail_goes_over_a_connection_of_its_own(postbox, released, ruth):
    behaviours = [say_nothing, words("250 taken")]
    after_the_dot(postbox, lambda server: behaviours.pop(0)(server))
    first = put(ruth)
    second = put(Person.objects.create_user("b@example.org", name="B"), key="mail:2")
    drain()
    assert (state(first), state(second)) == ("perhaps", "sent")


@pytest.mark.parametrize(("was_late", "expected"), [(True, "perhaps"), (False, "waiting")])
def test_a_worker_that_dies_while_the_server_is_late_leaves_it_to_a_person(
    released, ruth, was_late, expected
):
    message = put(ruth)
    claim(living(), released)
    if was_late:
        record_late(message, living())
    Message.objects.update(claimed_by="1/1", claimed_at="2026-01-01T00:00Z")
    assert free_lost_claims() == 1
    assert state(message) == expected
    assert bool(message.error) == was_late


def test_an_answer_that_comes_after_all_is_recorded(released, ruth):
    message = put(ruth)
    claim(living(), released)
    record_late(message, living())
    Message.objects.update(claimed_by="1/1", claimed_at="2026-01-01T00:00Z")
    free_lost_claims()
    record_sent(message)
    assert (state(message), message.error, message.unanswered_since) == ("sent", "", None)


def test_one_click_sends_it_again_as_the_same_mail(postbox, released, ruth):
    behaviours = [hang_up, words("250 taken")]
    after_the_dot(postbox, lambda server: behaviours.pop(0)(server))
    message = put(ruth)
    drain()
    assert try_again(message)
    assert not try_again(message)
    drain()
    assert (state(message), message.unanswered_since) == ("sent", None)
    assert dict(postbox.counts) == {message.message_id: 2}


def test_behind_a_slow_server_each_claim_is_fresh_and_another_drain_goes_on(
    postbox, released, ruth, monkeypatch
):
    monkeypatch.setattr(deadlines, "DRAIN", 0)
    calls = []
    put(ruth)
    Delivery(Held()).run(call_another=lambda: calls.append(1))
    assert (len(calls), len(postbox.taken)) == (1, 0)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CONNECT", "TASK_SOFT"),
        ("ANSWER_IS_LATE", "ANSWER"),
        ("LEASE_RENEWED", "LEASE_IS_SAFE"),
        ("LEASE_IS_SAFE", "LEASE_LASTS"),
        ("LEASE_LASTS", "CLAIM_LASTS"),
        ("ANSWER", "ONE_MAIL"),
        ("ONE_MAIL", "TASK_SOFT"),
        ("TASK_SOFT", "TASK_HARD"),
        ("TASK_HARD", "CLAIM_LASTS"),
        ("CLAIM_LASTS", "VISIBILITY"),
    ],
)
def test_each_limit_fits_into_the_next(short, long, settings, monkeypatch):
    monkeypatch.undo()
    assert getattr(deadlines, short) < getattr(deadlines, long)
    assert deadlines.ANSWER >= 150
    assert settings.EMAIL_TIMEOUT == deadlines.CONNECT <= 30
    assert settings.CELERY_TASK_TIME_LIMIT == deadlines.TASK_HARD
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] == deadlines.VISIBILITY
