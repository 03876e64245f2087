"""The budget of asks: how many things a person was asked lately, and how many more may be asked this month.

The coordinator sets it for a partnership (`asks_per_month`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database.prepared import prepared
from backbone.outbox.models import Message
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partner, Partnership
from partnerships.pausing.who_rests import Pauses

if TYPE_CHECKING:
    from partnerships.correspondence.drafts import Draft

BUDGET_DAYS = 30


class Budget:
    """What the people of some partnerships were asked in the last 30 days, read in one query."""

    def __init__(self, partnerships, people=None):
        rows = _lately().filter(partnership__in=partnerships).order_by()
        rows = rows if people is None else rows.filter(person__in=people)
        self.asked = {}
        self.pauses = Pauses(partnerships)
        for person, partnership, at, asks in rows.values_list("person", "partnership", "at", "asks"):
            self.asked.setdefault((person, partnership), []).append((at, asks))

    def left(
        self,
        person_pk: int,
        partnership: Partnership,
        at: datetime | None = None,
        partner: Partner | None = None,
    ) -> int:
        """How many more things the person may be asked, now or at a later moment if nothing is asked till then.

        None while they pause, or the partner does for which they are asked.
        """
        since = (at or timezone.now()) - timedelta(days=BUDGET_DAYS)
        if self.pauses.day_of(person_pk, partnership.pk, partner and partner.pk, at):
            return 0
        rows = self.asked.get((person_pk, partnership.pk), ())
        return max(partnership.asks_per_month - sum(asks for moment, asks in rows if moment >= since), 0)


def asks_left(person: Person, partnership: Partnership) -> int:
    """How many more things the person may be asked this month."""
    return Budget([partnership], [person.pk]).left(person.pk, partnership)


def room(person: Person, partnership: Partnership) -> int:
    """How many more things the person may be asked; until the transaction ends nobody else asks them."""
    return locked([person], [partnership]).left(person.pk, partnership)


def locked(people: Iterable[Person], partnerships: Iterable[Partnership]) -> Budget:
    """What these people may be asked; until the transaction ends nobody else asks them.

    In one order for all, so that two senders can't wait for one another.
    """
    keys = {person.pk for person in people}
    rows = Person.objects.filter(pk__in=keys).order_by("sort_name", "pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return Budget({partnership.pk for partnership in partnerships}, keys)


class Rooms:
    """What may still be asked while mails are chosen that leave together; their people are locked."""

    def __init__(self, drafts: list):
        people, partnerships = [draft.person for draft in drafts], [draft.partnership for draft in drafts]
        self.budget = locked(people, partnerships) if drafts else None
        self.taken = Counter()

    def take(self, draft: Draft) -> bool:
        """Whether there is room for it, which it then takes."""
        who = draft.person.pk, draft.partnership.pk
        if self.budget.left(draft.person.pk, draft.partnership, partner=draft.partner) <= self.taken[who]:
            return False
        self.taken[who] += draft.asks
        return True


def asked_by_partner(partners: Iterable[Partner]) -> dict[int, int]:
    """How many things were asked of these partners' people in the last 30 days, by the partner's key."""
    keys = [partner.pk for partner in partners]
    return dict(_asked_since(timezone.now() - timedelta(days=BUDGET_DAYS), keys) if keys else ())


@prepared
def _asked_since(moment: datetime, partners: list[int]) -> QuerySet:
    rows = _since(moment).filter(partner__in=partners)
    return rows.order_by().values_list("partner").annotate(Sum("asks"))


def _lately():
    """What was mailed or waits to be; a mail that was refused or kept back has asked nobody."""
    return _since(timezone.now() - timedelta(days=BUDGET_DAYS))


def _since(moment):
    rows = Correspondence.objects.filter(at__gte=moment, asks__gt=0)
    return rows.exclude(undelivered__in=[Message.State.GIVEN_UP, Message.State.CANCELLED])
