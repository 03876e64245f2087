"""What the digests of one morning take with them: asked for all their people together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleIn
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.panels import registry
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.digests import Section, partnerships_of, parts_for
from partnerships.correspondence.models import Notice
from partnerships.models import Partnership

if TYPE_CHECKING:
    Pair = tuple[Person, Partnership]
    Key = tuple[int, int]


def take(people: list[Person]) -> dict[int, list[Section]]:
    """Take what is due and new for these people, whose rows are locked: the sections of each, by the person's key.

    Raises Busy when somebody else has a row of it just now.
    """
    pairs = _pairs(people)
    if not pairs:
        return {}
    pieces, notices = _pieces(pairs), _notices(pairs)
    found: dict[int, list[Section]] = {}
    for person, partnership in pairs:
        key = person.pk, partnership.pk
        section = Section(partnership, pieces.get(key, []), notices.get(key, []))
        if not section.is_empty:
            found.setdefault(person.pk, []).append(section)
    return found


def _pairs(people) -> list[Pair]:
    """Each person with each partnership of theirs that has anything for them now."""
    keys = _keys(people)
    pairs = []
    for person in people:
        own = [partnership for person_pk, partnership in keys if person_pk == person.pk]
        if own:
            pairs += [(person, partnership) for partnership in partnerships_of(person).filter(pk__in=own)]
    return pairs


def _keys(people) -> set[Key]:
    now, everywhere = timezone.now(), Partnership.objects.all()
    news = Notice.objects.filter(person__in=people, digested_at=None)
    found = set(news.order_by().values_list("person", "partnership").distinct())
    for part in registry.sorted("digest"):
        found |= {key for key, at in part.owed(everywhere, people).items() if at <= now}
    return found


def _pieces(pairs):
    """{key: [(part, what it has)]}"""
    budget = Budget({pair[1].pk for pair in pairs}, {pair[0].pk for pair in pairs})
    has_room = {
        (person.pk, partnership.pk): budget.left(person.pk, partnership) > 0 for person, partnership in pairs
    }
    found: dict[Key, list] = {}
    for part in registry.sorted("digest"):
        wanted = [pair for pair in pairs if part in parts_for(pair[0])]
        for key, own in part.claim(wanted, has_room).items():
            found.setdefault(key, []).append((part, own))
    return found


def _notices(pairs):
    """{key: the news that the digest tells}; none to those who want only what needs them."""
    keys = [
        (person.pk, partnership.pk)
        for person, partnership in pairs
        if person.mail_preference != MailPreference.NEEDED
    ]
    found: dict[Key, list] = {}
    if keys:
        rows = Notice.objects.filter(TupleIn(Tuple(F("person"), F("partnership")), keys), digested_at=None)
        for notice in rows.select_for_update():
            found.setdefault((notice.person_id, notice.partnership_id), []).append(notice)
        taken = [notice.pk for notices in found.values() for notice in notices]
        Notice.objects.filter(pk__in=taken).update(digested_at=timezone.now())
    return found
