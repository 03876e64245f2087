"""One digest per person and local day: what has become due and what is new, a section per partnership.

`Person.next_digest_at` is the claim: the digest is queued and the next one scheduled in one transaction.
An empty digest is not sent. While sending is held, everything waits and comes in one digest the morning
after the release. What asks something of a person who has been asked enough waits for a later digest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.isolation import each, rested
from backbone.outbox.mail import compose, is_known
from backbone.outbox.models import SenderSettings
from backbone.pages.partnership_colour import tones
from backbone.panels import DigestPart, registry
from backbone.time.days import day_of
from backbone.time.mornings import next_morning
from partnerships.correspondence import budget
from partnerships.correspondence.drafts import NewLinks, Part
from partnerships.correspondence.leaving import leave_to_the_morning
from partnerships.correspondence.models import AccessLink, Confirmation, Notice
from partnerships.correspondence.sending import post_all
from partnerships.correspondence.signing import Signing
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.outbox.models import Message

KIND = "digest"


@dataclass(frozen=True)
class Section:
    """What one partnership has for a person today; `link` comes when the digest is rendered."""

    partnership: Partnership
    pieces: list
    notices: list
    link: AccessLink | None = None

    @property
    def colour(self) -> str:
        return tones(self.partnership.hue).ink

    @property
    def asks(self) -> int:
        """A piece asks; what is only new does not."""
        return int(bool(self.pieces))


@dataclass(frozen=True)
class Digest:
    """A person's digest of a day, not rendered yet; `sending.post` and `preview` take it as they take a Draft."""

    person: Person
    day: date
    sections: list[Section]
    attachments = ()

    @property
    def key(self) -> str:
        return key_of(self.person, self.day)

    @property
    def partnerships(self) -> list[Partnership]:
        return [section.partnership for section in self.sections]

    def message_fields(self, links: NewLinks, signing: Signing) -> dict:
        """What the outbox renders."""
        purpose = registry.mail(KIND).link
        sections = [replace(one, link=links(one.partnership, purpose)) for one in self.sections]
        link = sections[0].link.placeholder
        context = {"sections": sections, "day": self.day}
        context |= {"preferences": link, "unsubscribe": f"{link}unsubscribe/"}
        return {"kind": KIND, "person": self.person, "context": context, "sender": signing.settings}

    def parts(self, signing: Signing) -> list[Part]:
        """A row of the correspondence for each section; of several, each with its own words alone."""
        return [self._part(one, signing) for one in self.sections]

    def _part(self, section, signing):
        partner = signing.partner(self.person, section.partnership)
        part = Part(section.partnership, KIND, partner=partner, asks=section.asks)
        if len(self.sections) == 1:
            return part
        alone = compose(**replace(self, sections=[section]).message_fields(NewLinks(self.person), signing))
        return replace(part, subject=alone.subject, text=alone.text)


def send_due() -> int:
    """Queue the digests whose time has come; returns how many there were."""
    sender = SenderSettings.load()
    if sender.held:
        return 0
    _schedule_new()
    leave_to_the_morning(_due(), "next_digest_at", "pk", sender, "digest after the release of person")
    people = _due().values_list("pk", flat=True)
    return each(people, send_digest, what="digest of person", put_off=_put_off)


@transaction.atomic
def send_digest(person_id: int) -> Message | None:
    """Claim a person's digest, schedule the next, and queue this one unless it is empty."""
    now = timezone.now()
    person = _due().filter(pk=person_id).select_for_update(skip_locked=True).first()
    if person is None:
        return None
    wants_more = person.mail_preference == MailPreference.DIGEST and person.is_active
    person.next_digest_at = next_morning(person.zone, now) if wants_more else None
    person.save(update_fields=["next_digest_at"])
    if not person.mail_address or not person.is_active:
        return None
    return _queue(person, day_of(now, person.zone))


def partnerships_of(person: Person) -> QuerySet[Partnership]:
    """Where the person takes part, has been told something, or was mailed a link."""
    return Partnership.objects.filter(
        Q(pk__in=Partnership.objects.visible_to(person).values("pk"))
        | Q(pk__in=Notice.objects.filter(person=person, digested_at=None).values("partnership"))
        | Q(pk__in=AccessLink.objects.filter(person=person).values("partnership"))
    )


def key_of(person: Person, day: date) -> str:
    """One digest a day."""
    return f"digest:{person.pk}:{day}"


def _due():
    return Person.objects.filter(next_digest_at__lte=timezone.now())


def _put_off(person_id):
    """A digest that could not be made is tried again tomorrow, with all that is new by then."""
    Person.objects.filter(pk=person_id).update(next_digest_at=rested())


def _schedule_new():
    """Who has just chosen the digest, and who is asked in one, gets it on their next morning."""
    asked = Confirmation.objects.filter(answer="", in_digest=True)
    wanted = Q(mail_preference=MailPreference.DIGEST) | Q(pk__in=asked.values("person"))
    new = Person.objects.filter(wanted, next_digest_at=None, is_active=True).values_list("pk", flat=True)
    each(new, _schedule, what="first digest of person", put_off=_put_off)


def _schedule(person_id):
    person = Person.objects.get(pk=person_id)
    waiting = Person.objects.filter(pk=person_id, next_digest_at=None)
    waiting.update(next_digest_at=next_morning(person.zone))


def _queue(person, day):
    if is_known(key_of(person, day)):
        return None  # What is new since then waits for tomorrow's.
    sections = [found for partnership in partnerships_of(person) if (found := _claim(person, partnership))]
    return _post(Digest(person, day, sections)) if sections else None


def parts_for(person: Person) -> list[DigestPart]:
    """The pieces that a digest of this person has: without their wish for one, only what everybody gets in one."""
    wants_one = person.mail_preference == MailPreference.DIGEST
    return [part for part in registry.sorted("digest") if wants_one or part.for_everybody]


def new_notices(person: Person, partnership: Partnership) -> QuerySet[Notice]:
    """The news that the digest tells; none to those who want only what needs them."""
    rows = Notice.objects.filter(person=person, partnership=partnership, digested_at=None)
    return rows.none() if person.mail_preference == MailPreference.NEEDED else rows


def _post(digest):
    message = next(iter(post_all([digest])), None)
    pieces = [piece for section in digest.sections for piece in section.pieces]
    for part, own in pieces if message else ():
        if part.sent:
            part.sent(own, message)
    return message


def _claim(person, partnership):
    has_room = budget.room(person, partnership) > 0
    pieces = [(part, own) for part in parts_for(person) if (own := part.claim(person, partnership, has_room))]
    notices = list(new_notices(person, partnership).select_for_update())
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digested_at=timezone.now())
    return Section(partnership, pieces, notices) if pieces or notices else None
