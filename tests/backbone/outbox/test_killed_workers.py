"""200 mails, a server that refuses some, and workers that are killed while they send."""

import asyncio
import random
import time

import pytest
from django.db import transaction

from backbone.outbox.mail import queue
from backbone.outbox.models import Message
from backbone.outbox.tasks import sweep
from tests.backbone.outbox.workers import Workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

# The patience is for a machine that is busy with other things; on a quiet one all of it takes half a minute.
MAILS, KILLS, PATIENCE = 200, 10, 240
NO_MAILBOX = "550 5.1.1 no such mailbox"
PASSING = ["451 4.7.1 come back later", "452 4.2.2 mailbox full", "421 4.3.2 closing this connection"]


def test_every_mail_arrives_and_none_twice_but_in_the_named_window(
    postbox, released, tmp_path, record_property
):
    chance = random.Random(20261122)
    behave_badly(postbox, chance)
    workers = Workers(
        2, tmp_path / "workers.log", EMAIL_URL=f"smtp://127.0.0.1:{postbox.port}", OUTBOX_RETRY_SECONDS="1"
    )
    try:
        workers.start()
        queue_mails()
        send_while_killing(workers, postbox, chance)
    finally:
        workers.stop()
    duplicates = sum(postbox.counts.values()) - len(postbox.counts)
    record_property("duplicates", duplicates)
    print(f"{MAILS} mails, {workers.kills} kills, {duplicates} sent twice")
    assert workers.kills >= KILLS
    assert duplicates <= workers.kills
    assert_rows_tell_the_truth(postbox)


def behave_badly(postbox, chance):
    """Every tenth answer refuses for a while, every fortieth address for good, and each mail takes its time."""
    take = postbox.handle_DATA

    async def slowly(server, session, envelope):
        await asyncio.sleep(chance.uniform(0.01, 0.06))
        return await take(server, session, envelope)

    postbox.handle_DATA = slowly
    for number in range(MAILS):
        if number % 40 == 7:
            postbox.answers[address(number)] = [NO_MAILBOX] * 50
        elif chance.random() < 0.1:
            postbox.answers[address(number)] = [chance.choice(PASSING)]


def address(number):
    return f"person{number}@example.org"


def queue_mails():
    with transaction.atomic():
        for number in range(MAILS):
            queue(key=f"mail:{number}", address=address(number), kind="test", context={})


def send_while_killing(workers, postbox, chance):
    """Kill at random moments once mail is flowing; `sweep` stands in for beat."""
    deadline, next_kill, last = time.monotonic() + PATIENCE, None, 0
    while Message.objects.filter(state__in=["waiting", "claimed"]).exists():
        assert time.monotonic() < deadline, states()
        now = time.monotonic()
        if now - last > 0.5:
            sweep.delay()
            last = now
        if next_kill is None and postbox.taken:
            next_kill = now
        if next_kill and now >= next_kill and workers.kills < KILLS:
            next_kill = now + chance.uniform(0.1, 0.6)
            kill_one(workers, chance)
        assert_nothing_claims_to_be_sent_that_is_not(postbox)
        time.sleep(0.05)


def kill_one(workers, chance):
    place = chance.randrange(2)
    if workers.kills % 5 == 4 or not workers.kill_child(place):
        workers.kill_worker(place)


def assert_nothing_claims_to_be_sent_that_is_not(postbox):
    sent = set(Message.objects.filter(state="sent").values_list("message_id", flat=True))
    assert sent <= set(postbox.counts)


def assert_rows_tell_the_truth(postbox):
    refused = {address(number) for number in range(7, MAILS, 40)}
    given_up = Message.objects.filter(state="given_up")
    assert set(given_up.values_list("to_address", flat=True)) == refused
    assert set(given_up.values_list("error", flat=True)) == {NO_MAILBOX}
    sent = Message.objects.filter(state="sent")
    assert set(sent.values_list("message_id", flat=True)) == set(postbox.counts)
    assert sent.count() == MAILS - len(refused)


def states():
    rows = Message.objects.exclude(state="sent").values_list(
        "state", "attempts", "error", "not_before", "claimed_by"
    )
    return list(rows[:5])
