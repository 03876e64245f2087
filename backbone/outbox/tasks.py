"""The outbox's two tasks: `drain` sends, `sweep` (on beat) repairs and wakes."""

from celery import shared_task

from .delivery import Delivery, free_lost_claims
from .models import Message, SenderSettings


@shared_task(name="outbox.drain")
def drain():
    """Send what may go. A long queue is shared: each drain that finds one calls one more."""
    free_lost_claims()
    if Message.objects.may_go(SenderSettings.load()).exists():
        Delivery().run(call_another=drain.delay)


@shared_task(name="outbox.sweep")
def sweep():
    """Free the claims of dead workers and wake the delivery for whatever has become due."""
    free_lost_claims()
    if Message.objects.may_go(SenderSettings.load()).exists():
        drain.delay()
