"""Mails that a worker has claimed: left alone while it lives, freed when it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.database.claims import Held
from backbone.outbox import delivery
from backbone.outbox.delivery import claim, free_lost_claims
from backbone.outbox.models import Message
from tests.backbone.outbox.mails import put, state
from tests.leases import living

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]


@pytest.fixture(autouse=True)
def no_worker(settings):
    """The tests call `drain` themselves; what queueing wakes goes to a queue that nobody reads."""
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


def test_a_claim_of_a_living_worker_is_left_alone(released, ruth):
    message = put(ruth)
    assert claim(living(), released) == [message]
    Message.objects.update(claimed_at=timezone.now() - timedelta(minutes=1))
    assert free_lost_claims() == 0
    assert claim(living(), released) == []


def test_the_claim_of_a_dead_worker_and_a_stuck_one_are_freed(released, ruth):
    dead, stuck = put(ruth), put(ruth, key="mail:2")
    old = timezone.now() - delivery.CLAIM_LASTS - timedelta(seconds=1)
    Message.objects.filter(pk=dead.pk).update(
        state="claimed", claimed_by="1/1", claimed_at=timezone.now() - timedelta(seconds=10)
    )
    Message.objects.filter(pk=stuck.pk).update(state="claimed", claimed_by=living(), claimed_at=old)
    assert free_lost_claims() == 2
    assert (state(dead), state(stuck)) == ("waiting", "waiting")


def test_mails_that_died_together_come_apart(released, ruth):
    messages = [put(ruth, key=f"mail:{number}") for number in range(3)]
    Message.objects.update(
        state="claimed", claimed_by="1/1", claimed_at=timezone.now() - timedelta(hours=1), attempts=5
    )
    assert free_lost_claims() == 3
    assert len({state(message) and message.not_before for message in messages}) == 3


def test_a_mail_that_kills_its_workers_is_given_up(released, ruth):
    message = put(ruth)
    Message.objects.update(
        state="claimed",
        claimed_by="1/1",
        claimed_at=timezone.now() - timedelta(hours=1),
        attempts=delivery.MOST_ATTEMPTS,
    )
    free_lost_claims()
    assert state(message) == "given_up"
    assert message.error


def test_a_mail_whose_claim_is_old_is_not_sent_on_it(postbox, released, ruth, monkeypatch):
    message = put(ruth)
    owner = delivery.Delivery(Held())
    batch = claim(owner.lease.name, released)
    Message.objects.update(claimed_by="another")
    delivery.release(batch, owner.lease.name)
    assert (state(message), message.attempts) == ("claimed", 1)
    monkeypatch.setattr(delivery, "CLAIM_IS_SAFE", timedelta(0))
    owner.send_batch(batch, released)
    assert not postbox.taken
