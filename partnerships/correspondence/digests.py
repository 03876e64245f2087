"""One digest per person and local day: what has become due and what is new, a section per partnership.

`Person.next_digest_at` is the claim: the digest is queued and the next one scheduled in one transaction.
An empty digest is not sent: there is one where something is asked of the person or told to them. What only reminds of a
day that comes (`DigestPart.is_reason`) is neither, and comes along in a digest that goes anyway. While sending is held, everything waits and comes in one digest the morning
after the release. What asks something of a person who has been asked enough waits for a later digest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from backbone.accounts.models import MailPreference, Person
from backbone.outbox.mail import compose
from backbone.pages.partnership_colour import tones
from backbone.panels import DigestPart, registry
from partnerships.correspondence.drafts import NewLinks, Part
from partnerships.correspondence.models import AccessLink, Notice
from partnerships.correspondence.signing import Signing
from partnerships.models import Partnership
from partnerships.taking_part import not_left_by

if TYPE_CHECKING:
    pass

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
        """A piece asks, unless it only tells; what is only new does not."""
        return int(any(part.asks for part, _own in self.pieces))

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is reason enough for a digest."""
        return not (self.notices or any(part.is_reason for part, _own in self.pieces))

    @property
    def count(self) -> int:
        """How many tasks and questions its pieces name."""
        return sum(part.count(own) for part, own in self.pieces if part.asks)


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
        context = {"sections": sections, "day": self.day, "count": sum(one.count for one in sections)}
        context |= {"preferences": link, "unsubscribe": f"{link}unsubscribe/"}
        return {
            "kind": KIND,
            "person": self.person,
            "context": context,
            "sender": signing.settings,
            "reply_to": self._reply_to(signing),
            "words": self._words(signing),
        }

    def _words(self, signing):
        """Those of the partnership that it is about; of several, none has a say in how the others are spoken of."""
        about = self.sections[0].partnership if len(self.sections) == 1 else None
        return signing.words(KIND, self.person.language, about)

    def _reply_to(self, signing):
        """Who coordinates the first partnership in it: somebody there reads an answer."""
        sender = signing.coordinator(self.sections[0].partnership)
        return sender.mail_address if sender else ""

    def parts(self, signing: Signing) -> list[Part]:
        """A row of the correspondence for each section; of several, each with its own words alone."""
        return [self._part(one, signing) for one in self.sections]

    def _part(self, section, signing):
        partner = signing.partner(self.person, section.partnership)
        part = Part(section.partnership, KIND, partner=partner, asks=section.asks)
        if len(self.sections) == 1:
            return part
        alone = replace(self, sections=[section]).message_fields(NewLinks(self.person), signing)
        alone = compose(**alone | {"words": self._words(signing)})
        return replace(part, subject=alone.subject, text=alone.text)


def partnerships_of(person: Person) -> QuerySet[Partnership]:
    """Where the person takes part, has been told something, or was mailed a link; not where they left."""
    return Partnership.objects.filter(not_left_by(person)).filter(
        Q(pk__in=Partnership.objects.visible_to(person).values("pk"))
        | Q(pk__in=Notice.objects.filter(person=person, digested_at=None).values("partnership"))
        | Q(pk__in=AccessLink.objects.filter(person=person).values("partnership"))
    )


def key_of(person: Person, day: date) -> str:
    """One digest a day."""
    return f"digest:{person.pk}:{day}"


def parts_for(person: Person) -> list[DigestPart]:
    """The pieces that a digest of this person has: without their wish for one, only what everybody gets in one."""
    wants_one = person.mail_preference == MailPreference.DIGEST
    return [part for part in registry.sorted("digest") if wants_one or part.for_everybody]


def new_notices(person: Person, partnership: Partnership) -> QuerySet[Notice]:
    """The news that the digest tells; none to those who want only what needs them."""
    rows = Notice.objects.filter(person=person, partnership=partnership, digested_at=None)
    return rows.none() if person.mail_preference == MailPreference.NEEDED else rows
