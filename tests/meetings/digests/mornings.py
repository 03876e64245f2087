"""A morning of digests: when it is, what was decided, and what somebody's digest says."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from partnerships.correspondence import digest_mornings

NOW = datetime(2026, 12, 4, 7, 0, tzinfo=UTC)
WORDS = "We open nurseries in Kasese, and nowhere else before the rains of March have come & gone"


def wake(person, time_machine=None, days=0):
    if days:
        time_machine.shift(timedelta(days=days))
    Person.objects.filter(pk=person.pk).update(next_digest_at=timezone.now())


def digest(person):
    """The last digest that they have got by now; None without one."""
    digest_mornings.send_due()
    return Message.objects.filter(kind="digest", recipient=person).order_by("-pk").first()
