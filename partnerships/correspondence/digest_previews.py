"""The next daily digest of each person, before its time has come: read only, nothing claimed, no link made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.accounts.models import MailPreference, Person
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming, registry
from backbone.time.days import day_of
from backbone.time.mornings import next_morning
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.digests import Digest, Section, new_notices, partnerships_of, parts_for
from partnerships.correspondence.models import Notice
from partnerships.correspondence.sending import preview
from partnerships.taking_part import takes_part

if TYPE_CHECKING:
    from partnerships.models import Partnership


def forthcoming(partnerships: QuerySet[Partnership] | list[Partnership]) -> list[Forthcoming]:
    """The next digest with something in it of each person who wants one, as far as it is about these partnerships.

    What the budget holds back of it is listed by itself, for each partnership.
    """
    asks, anyhow, told = _owed(partnerships)
    news = {**told, **_with_news(partnerships)}
    wanted = {person for person, _partnership in asks} | set(news)
    get_one = Q(mail_preference=MailPreference.DIGEST) | Q(pk__in=anyhow)
    people = Person.objects.filter(get_one, pk__in=wanted, is_active=True)
    rows = _Rows(list(partnerships), news, asks)
    return [mail for person in people if person.mail_address for mail in rows.mails_of(person)]


def _with_news(partnerships):
    """Who has been told something that no digest said yet: it is said in the next one."""
    notices = Notice.objects.filter(takes_part("person"), partnership__in=partnerships, digested_at=None)
    return dict.fromkeys(notices.order_by().values_list("person", flat=True).distinct(), timezone.now())


def _owed(partnerships):
    """The first moment at which a digest asks something, by (person, partnership); who gets one for it anyhow; and
    the first at which one tells something, by person."""
    first: dict = {}
    anyhow: set[int] = set()
    told: dict = {}
    for part in registry.digest:
        owed = part.owed(partnerships)
        anyhow |= {person for person, _partnership in owed} if part.for_everybody else set()
        for pair, at in owed.items():
            rows, key = (first, pair) if part.asks else (told, pair[0])
            rows[key] = min(at, rows.get(key, at))
    return first, anyhow, told


class _Rows:
    """What the page lists of each person."""

    def __init__(self, partnerships, news, asks):
        self.partnerships, self.news, self.asks = partnerships, news, asks
        self.sender, self.budget = SenderSettings.load(), Budget(partnerships)

    def mails_of(self, person: Person) -> Iterator[Any]:
        """The digest, if anything is to go, and what is held back of it."""
        mornings = {
            partnership: self._morning(person, at) for partnership, at in self._asked_of(person).items()
        }
        held_back = {
            partnership: at
            for partnership, at in mornings.items()
            if not self.budget.left(person.pk, partnership, at)
        }
        free = [at for partnership, at in mornings.items() if partnership not in held_back]
        if person.pk in self.news and person.mail_preference != MailPreference.NEEDED:
            free.append(self._morning(person, self.news[person.pk]))
        if free:
            yield self._digest(person, min(free))
        for partnership, at in held_back.items():
            yield self._held_back(person, partnership, at)

    def _asked_of(self, person):
        pairs = (
            (partnership, self.asks.get((person.pk, partnership.pk))) for partnership in self.partnerships
        )
        return {partnership: at for partnership, at in pairs if at}

    def _morning(self, person, owed_at):
        """The first of the person's digests at or after that moment."""
        first = leaves_at(person.next_digest_at or next_morning(person.zone), person.zone, self.sender)
        return first if owed_at <= first else next_morning(person.zone, owed_at - timedelta(seconds=1))

    def _digest(self, person, at):
        return Forthcoming(
            key=f"digest-{person.pk}",
            person=person,
            about=_("Daily digest"),
            leaves_at=at,
            message=partial(_message, person, self.partnerships, at, self.budget),
        )

    def _held_back(self, person, partnership, at):
        return Forthcoming(
            key=f"digest-{person.pk}-{partnership.pk}",
            person=person,
            about=_("Daily digest"),
            leaves_at=at,
            message=partial(_message, person, [partnership], at),
            partnership=partnership,
            held_back=True,
        )


def _message(person, partnerships, at, budget=None):
    own = partnerships_of(person).filter(pk__in=[partnership.pk for partnership in partnerships])
    sections = [found for partnership in own if (found := _section(person, partnership, at, budget))]
    return preview(Digest(person, day_of(at, person.zone), sections), at) if sections else None


def _section(person, partnership, at, budget):
    """What a digest of that moment has of a partnership; without a budget, also what is held back."""
    has_room = budget is None or budget.left(person.pk, partnership, at)
    parts = [part for part in parts_for(person) if has_room or not part.asks]
    pieces = [(part, own) for part in parts if (own := part.preview(person, partnership, at))]
    section = Section(partnership, pieces, list(new_notices(person, partnership)))
    return None if section.is_empty else section
