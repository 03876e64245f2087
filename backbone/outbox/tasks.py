"""The outbox's two tasks: `drain` sends, `sweep` (on beat) repairs and wakes."""

from __future__ import annotations

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from backbone.database.claims import forget_old_leases, lease

from .delivery import Delivery, free_lost_claims, note_that_somebody_works
from .models import Message, SenderSettings

log = logging.getLogger(__name__)


@shared_task(name="outbox.drain")
def drain() -> None:
    """Send what may go. A long queue is shared: each drain that finds one calls one more."""
    free_lost_claims()
    if Message.objects.may_go(SenderSettings.load()).exists():
        with lease() as held:
            Delivery(held).run(call_another=_call_another)


def _call_another():
    """While the broker is away this one goes on with what it claimed; the sweep wakes the next."""
    try:
        drain.delay()
    except OperationalError:
        log.warning("no other drain could be called: the broker is away")


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Note that somebody works here, free the claims of dead workers, wake the delivery for what has become due."""
    note_that_somebody_works()
    free_lost_claims()
    forget_old_leases()
    if Message.objects.may_go(SenderSettings.load()).exists():
        drain.delay()
