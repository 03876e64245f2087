"""A worker lives as long as it renews its lease: what it claimed is its own until then, and free afterwards."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models.functions import Now

from backbone import deadlines
from backbone.database.claims import Held, forget_old_leases, lease
from backbone.database.models import Lease
from backbone.outbox.delivery import Delivery, claim, free_lost_claims
from backbone.outbox.models import Message
from backbone.outbox.tasks import drain
from tests.backbone.outbox.mails import put, state

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]
TRIES = 2000


@pytest.fixture(autouse=True)
def no_worker(settings):
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"


@pytest.fixture
def mail(ruth):
    return put(ruth)


def make_older(seconds):
    Lease.objects.update(renewed_at=Now() - timedelta(seconds=seconds))
    Message.objects.update(claimed_at=Now() - timedelta(seconds=seconds))


def claim_and_break(sender):
    with lease() as held:
        claim(held.name, sender)
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("seconds", "freed"), [(deadlines.LEASE_LASTS - 3, 0), (deadlines.LEASE_LASTS + 3, 1)]
)
def test_what_a_worker_claimed_is_free_when_it_renews_no_more(mail, released, seconds, freed):
    Lease.objects.create(name="silent")
    claim("silent", released)
    make_older(seconds)
    assert free_lost_claims() == freed


def test_it_is_renewed_while_the_work_goes_on(monkeypatch):
    # Not a hundredth of a second: under a set clock a thread that waits with a limit does not wake.
    monkeypatch.setattr(deadlines, "LEASE_RENEWED", 0)
    with lease() as held:
        before = Lease.objects.get(name=held.name).renewed_at
        assert any(Lease.objects.get(name=held.name).renewed_at > before for _try in range(TRIES))
    assert not Lease.objects.exists()


def test_it_ends_with_the_work_that_breaks(mail, released):
    with pytest.raises(ZeroDivisionError):
        claim_and_break(released)
    make_older(3)
    assert free_lost_claims() == 1


def test_a_worker_that_could_not_renew_begins_no_mail(postbox, mail, released, monkeypatch):
    held = Held()
    batch = claim(held.name, released)
    monkeypatch.setattr(deadlines, "LEASE_IS_SAFE", 0)
    assert not held.is_good
    Delivery(held).send_batch(batch, released)
    assert state(mail) == "waiting"
    assert not postbox.taken


def test_a_lease_that_was_given_up_for_dead_is_not_renewed(monkeypatch):
    """A machine wakes up: others may have taken what it had claimed."""
    held = Held()
    Lease.objects.create(name=held.name)
    make_older(deadlines.LEASE_LASTS + 3)
    monkeypatch.setattr(deadlines, "LEASE_RENEWED", 0.001)
    monkeypatch.setattr(deadlines, "LEASE_IS_SAFE", 0)
    thread = Thread(target=held.renew_until_ended)
    thread.start()
    held.end()
    thread.join()
    assert not Lease.objects.names_of_living().exists()


def test_what_killed_workers_left_is_forgotten_in_the_end():
    Lease.objects.create(name="killed")
    make_older(deadlines.CLAIM_LASTS - 3)
    forget_old_leases()
    assert Lease.objects.exists()
    make_older(deadlines.CLAIM_LASTS + 3)
    forget_old_leases()
    assert not Lease.objects.exists()


def test_a_drain_leaves_no_lease_and_no_connection(postbox, mail, released):
    drain()
    assert (state(mail), Lease.objects.count()) == ("sent", 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%%lease%%'"
            " AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)
