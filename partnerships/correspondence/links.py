"""Access links: what a mail carries so that a partner can act without an account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox import link_tokens
from partnerships.correspondence.models import AccessLink
from partnerships.models import Partnership, Removal
from partnerships.taking_part import ROWS, takes_part

VALID_FOR = timedelta(days=90)


def new_link(person: Person, partnership: Partnership, purpose: str) -> AccessLink:
    """A link for one mail, so that it can be revoked alone; it opens nothing before it is saved."""
    expires_at = timezone.now() + VALID_FOR
    return AccessLink(person=person, partnership=partnership, purpose=purpose, expires_at=expires_at)


def open_link(token: str) -> AccessLink | None:
    """The valid link behind a token; 404 for a foreign one, `ExpiredLink` for one that is over.

    `RestingLink` while its partnership is closed.
    """
    uuid = link_tokens.uuid_of(token)
    link = uuid and with_part().filter(pk=uuid).first()
    if not link:
        raise Http404
    if link.partnership.closed_at and not link.revoked_at:
        raise RestingLink(link)
    if link.revoked_at or link.expires_at <= timezone.now() or not link.has_part:
        raise ExpiredLink(link)
    return link


def with_part() -> QuerySet[AccessLink]:
    """Links, each with `has_part`: whether its person still takes part in its partnership.

    That is over when every role and seat there has ended; a guest at a meeting never had one.
    """
    links_with = AccessLink.objects.select_related("person", "partnership")
    return links_with.annotate(has_part=Q(person__is_active=True) & takes_part("person"))


def ended_by_another_address(sender: Any, person: Person, **_: Any) -> None:
    """End all links of a person: whoever reads mail at the address of before may be somebody else by now."""
    AccessLink.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
    AccessLink.objects.filter(person=person).exclude(denied_at=None).update(denied_at=None)


def is_denied(link: AccessLink) -> bool:
    """Whether its mails reach somebody else: they said so there, and nobody answered behind a later link since."""
    own = AccessLink.objects.filter(person=link.person_id, partnership=link.partnership_id)
    denied_at = own.aggregate(last=Max("denied_at"))["last"]
    return bool(denied_at) and not own.filter(created_at__gt=denied_at, last_used_at__isnull=False).exists()


def ended_by_removal(removal: Removal) -> None:
    """End the links of those whose only seats or roles in a partnership went into its bin: no row says that they left."""
    gone = {
        json.loads(row)["person_id"]
        for model in ROWS
        for row in removal.rows.get(model._meta.label_lower, {}).values()
    }
    there = AccessLink.objects.filter(partnership=removal.partnership_id, person__in=gone, revoked_at=None)
    for model in ROWS:
        still = model.objects.filter(partnership=removal.partnership_id, person__in=gone)
        there = there.exclude(person__in=still.values("person"))
    there.update(revoked_at=timezone.now())


def ended_by_merge(gone: Any, stays: Any) -> Iterator[tuple[QuerySet, dict]]:
    """What changes when somebody turns out to be another: what was mailed to them must not open the other's part."""
    if isinstance(gone, Person):
        yield AccessLink.objects.filter(person=gone, revoked_at=None), {"revoked_at": timezone.now()}


class ExpiredLink(Exception):
    """The link was real and is over; its page says how to get a new one."""

    def __init__(self, link):
        self.link = link
        super().__init__("expired")


class RestingLink(Exception):
    """The link's partnership is closed: it asks and takes nothing until that is opened again."""

    def __init__(self, link: AccessLink):
        self.link = link
        super().__init__("resting")
