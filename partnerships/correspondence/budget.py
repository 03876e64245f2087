"""The budget of asks: how many things a person was asked lately, and how many more may be asked this month.

The coordinator sets it for a partnership (`asks_per_month`).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partner, Partnership

BUDGET_DAYS = 30


class Budget:
    """What the people of some partnerships were asked in the last 30 days, read in one query."""

    def __init__(self, partnerships, people=None):
        rows = _lately().filter(partnership__in=partnerships, asks__gt=0).order_by()
        rows = rows if people is None else rows.filter(person__in=people)
        self.asked = {}
        for person, partnership, at, asks in rows.values_list("person", "partnership", "at", "asks"):
            self.asked.setdefault((person, partnership), []).append((at, asks))

    def left(self, person_pk: int, partnership: Partnership, at: datetime | None = None) -> int:
        """How many more things the person may be asked, now or at a later moment if nothing is asked till then."""
        since = (at or timezone.now()) - timedelta(days=BUDGET_DAYS)
        rows = self.asked.get((person_pk, partnership.pk), ())
        return max(partnership.asks_per_month - sum(asks for moment, asks in rows if moment >= since), 0)


def asks_left(person: Person, partnership: Partnership) -> int:
    """How many more things the person may be asked this month."""
    return Budget([partnership], [person.pk]).left(person.pk, partnership)


def room(person: Person, partnership: Partnership) -> int:
    """How many more things the person may be asked; until the transaction ends nobody else asks them."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return asks_left(person, partnership)


def asked_by_partner(partnership: Partnership, partners: Iterable[Partner]) -> dict[int, int]:
    """How many things were asked of these partners' people in the last 30 days, by the partner's key."""
    rows = _lately().filter(partnership=partnership, partner__in=partners)
    return dict(rows.order_by().values_list("partner").annotate(Sum("asks")))


def _lately():
    """What was mailed or waits to be; a mail that was refused or kept back has asked nobody."""
    rows = Correspondence.objects.filter(at__gte=timezone.now() - timedelta(days=BUDGET_DAYS))
    return rows.exclude(message__state__in=[Message.State.GIVEN_UP, Message.State.CANCELLED])
