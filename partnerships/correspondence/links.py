"""Access links: what a mail carries so that a partner can act without an account."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.panels import registry
from partnerships.correspondence.models import AccessLink
from partnerships.models import Partner, Partnership, Removal
from partnerships.taking_part import ROWS, takes_part

VALID_FOR = timedelta(days=90)
MOST_SHOWN = 20


def new_link(person: Person, partnership: Partnership, purpose: str) -> AccessLink:
    """A link for one mail, so that it can be revoked alone; it opens nothing before it is saved."""
    expires_at = timezone.now() + VALID_FOR
    return AccessLink(person=person, partnership=partnership, purpose=purpose, expires_at=expires_at)


def open_link(token: str) -> AccessLink | None:
    """The valid link behind a token; 404 for a foreign one, `ExpiredLink` for one that is over.

    `RestingLink` while its partnership is closed; `LeftLink` where its person left, and it still opens what it asks.
    """
    uuid = link_tokens.uuid_of(token)
    link = uuid and with_part().filter(pk=uuid).first()
    if not link:
        raise Http404
    if link.partnership.closed_at and not link.revoked_at:
        raise RestingLink(link)
    if link.revoked_at or link.expires_at <= timezone.now() or not link.person.is_active:
        raise ExpiredLink(link)
    if not link.has_part:
        raise LeftLink(link) if link.purpose in reaching_who_left() else ExpiredLink(link)
    return link


def reaching_who_left() -> set[str]:
    """The purposes of links that open what they ask though their person takes part no more, and which mails come."""
    return {"preferences", *(kind.link for kind in registry.mails.values() if kind.reaches_who_left)}


def with_part() -> QuerySet[AccessLink]:
    """Links, each with `has_part`: whether its person still takes part in its partnership.

    That is over when every role and seat there has ended; a guest at a meeting never had one.
    """
    links_with = AccessLink.objects.select_related("person", "partnership")
    return links_with.annotate(has_part=Q(person__is_active=True) & takes_part("person"))


def ended_by_another_address(sender: Any, person: Person, before: str = "", **_: Any) -> None:
    """End all links of a person: whoever reads mail at the address of before may be somebody else by now.

    before: where their mail went. What waits goes to the new address, and without one to none. Links made since
    somebody said that it is not theirs were never mailed.
    """
    own = AccessLink.objects.filter(person=person)
    mailed = own.filter(revoked_at=None)
    if since := own.aggregate(first=Min("denied_at"))["first"]:
        mailed = mailed.filter(created_at__lte=since)
    mailed.update(revoked_at=timezone.now())
    # Another address to sign in with, while mail goes where it went: whoever reads it is the same.
    if person.mail_address != before:
        _goes_on_to(person)
        address_is_right(person)


def _goes_on_to(person):
    """A mail has an address always; that of somebody without one is stopped (`panels.is_for_a_wrong_address`).

    What was not delivered goes there too, once somebody tries it again.
    """
    if person.mail_address:
        states = [Message.State.WAITING, Message.State.GIVEN_UP]
        held = Message.objects.filter(recipient=person, state__in=states)
        held.filter(correspondence__isnull=False).update(to_address=person.mail_address)


def address_is_right(person: Person) -> None:
    """Their address is theirs, as who coordinates says, or they have another: mail goes there again."""
    AccessLink.objects.filter(person=person).exclude(denied_at=None).update(denied_at=None)


def denied() -> QuerySet[AccessLink]:
    """Links behind which somebody said that they are not its person, and nobody has looked at the address since."""
    return AccessLink.objects.filter(denied_at__isnull=False)


def used(partnership: Partnership) -> QuerySet[AccessLink]:
    """A partnership's links behind which their person said something, as far as nobody says that it was another."""
    return AccessLink.objects.filter(partnership=partnership, last_used_at__isnull=False, denied_at=None)


def is_denied(person: Person) -> bool:
    """Whether somebody else reads the person's mails, as they said there."""
    return denied().filter(person=person).exists()


def denied_among(people: Iterable[Person]) -> list[Person]:
    """Those of these people whose mail waits, because somebody else reads it."""
    people = {person.pk: person for person in people}
    rows = denied().filter(person__in=people).order_by("person").values_list("person", flat=True)
    return [people[key] for key in rows.distinct()]


def ended_by_removal(removal: Removal) -> None:
    """End the links of those whose only seats or roles in a partnership went into its bin: no row says that they left."""
    gone = {
        json.loads(row)["person_id"]
        for model in ROWS
        for row in removal.rows.get(model._meta.label_lower, {}).values()
    }
    there = AccessLink.objects.filter(partnership=removal.partnership_id, person__in=gone, revoked_at=None)
    # What asked them before they took part asks them again.
    there = there.exclude(purpose__in=reaching_who_left())
    for model in ROWS:
        still = model.objects.filter(partnership=removal.partnership_id, person__in=gone)
        there = there.exclude(person__in=still.values("person"))
    there.update(revoked_at=timezone.now())


def ended_by_merge(gone: Any, stays: Any) -> Iterator[tuple[QuerySet, dict]]:
    """What changes when somebody turns out to be another: what was mailed to them must not open the other's part."""
    if isinstance(gone, Person):
        yield AccessLink.objects.filter(person=gone, revoked_at=None), {"revoked_at": timezone.now()}
        yield denied().filter(person=gone), {"denied_at": None}


class ExpiredLink(Exception):
    """The link was real and is over; its page says how to get a new one."""

    def __init__(self, link):
        self.link = link
        super().__init__("expired")


class LeftLink(ExpiredLink):
    """Its person takes part no more, and is asked something all the same: it opens that alone."""


class RestingLink(Exception):
    """The link's partnership is closed: it asks and takes nothing until that is opened again."""

    def __init__(self, link: AccessLink):
        self.link = link
        super().__init__("resting")


def represented(link: AccessLink, pk: int) -> Partner:
    """A partner that the link's person represents now; 404 for any other."""
    seats = link.person.represents.current().filter(partnership=link.partnership, partner=pk)
    seat = seats.select_related("partner__organisation").first()
    if seat is None:
        raise Http404
    return seat.partner


def own_partners(link: AccessLink) -> list[Partner]:
    """The first partners that the link's person represents now, as its page leads to what is theirs."""
    seats = link.person.represents.current().filter(partnership=link.partnership, partner__withdrawn_on=None)
    own = Partner.objects.filter(pk__in=seats.order_by().values("partner")).select_related("organisation")
    return list(own.order_by("pk")[:MOST_SHOWN])
