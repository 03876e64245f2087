"""The server's clock was ahead and is set back: nothing goes twice, and what died or paused before goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from backbone.outbox.delivery import claim, free_lost_claims, record_trouble
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import put, state
from tests.leases import living

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]
AHEAD = datetime(2026, 12, 11, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings, time_machine):
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"
    time_machine.move_to(AHEAD, tick=False)
    return time_machine


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(hours=1), timedelta(days=30)])
def test_a_dead_workers_claim_is_freed_at_once(released, ruth, clock, back):
    message = put(ruth)
    claim(living(), released)
    Message.objects.update(claimed_by="1/1")
    clock.move_to(AHEAD - back, tick=False)
    assert free_lost_claims() == 1
    assert state(message) == "waiting"


def test_a_living_workers_claim_is_left_alone(released, ruth, clock):
    put(ruth)
    claim(living(), released)
    clock.move_to(AHEAD - timedelta(hours=1), tick=False)
    assert free_lost_claims() == 0


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=30)])
def test_the_pause_of_a_server_that_failed_does_not_last_until_then(postbox, released, ruth, clock, back):
    record_trouble("connection refused")
    assert SenderSettings.load().is_paused
    clock.move_to(AHEAD - back, tick=False)
    assert not SenderSettings.load().is_paused
    message = put(ruth)
    drain()
    assert state(message) == "sent"


def test_what_was_sent_is_not_sent_again(postbox, released, ruth, clock):
    message = put(ruth)
    drain()
    clock.move_to(AHEAD - timedelta(days=1), tick=False)
    free_lost_claims()
    drain()
    assert (state(message), len(postbox.taken)) == ("sent", 1)


# A server that refuses for an hour, minute by minute


@pytest.mark.parametrize("answer", ["451 4.3.0 try later", "421 4.3.2 closing", "450 4.2.0 greylisted"])
def test_a_server_that_refuses_for_an_hour_gets_each_mail_once_afterwards(
    postbox, released, ruth, clock, answer
):
    messages = [put(ruth, key=f"mail:{number}") for number in range(3)]
    postbox.answers["ruth@example.org"] = [answer] * 10_000
    for minute in range(60):
        clock.move_to(AHEAD + timedelta(minutes=minute), tick=False)
        drain()
    assert not postbox.taken
    assert {state(message) for message in messages} == {"waiting"}
    postbox.answers.clear()
    for minute in range(60, 130):
        clock.move_to(AHEAD + timedelta(minutes=minute), tick=False)
        drain()
    assert {state(message) for message in messages} == {"sent"}
    assert sorted(postbox.counts.values()) == [1, 1, 1]
