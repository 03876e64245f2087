"""One digest per person and local day: what has become due and what is new, a section per partnership.

`Person.next_digest_at` is the claim: the digest is queued and the next one scheduled in one transaction.
An empty digest is not sent. While sending is held, everything waits and comes in one digest afterwards.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.identity import tones
from backbone.mornings import next_morning
from backbone.outbox.mail import queue
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import registry, shown
from partnerships.links import link_for
from partnerships.models import AccessLink, Notice, Partnership


@dataclass
class Section:
    """What one partnership has for a person today."""

    partnership: Partnership
    pieces: list
    notices: list
    link: AccessLink
    colour: str


def send_due():
    """Queue the digests whose time has come; returns how many there were."""
    if SenderSettings.load().held:
        return 0
    _schedule_new()
    due = Person.objects.filter(next_digest_at__lte=timezone.now()).values_list("pk", flat=True)
    return sum(bool(send_digest(pk)) for pk in list(due))


@transaction.atomic
def send_digest(person_id):
    """Claim a person's digest, schedule the next, and queue this one unless it is empty."""
    now = timezone.now()
    due = Person.objects.filter(pk=person_id, next_digest_at__lte=now)
    person = due.select_for_update(skip_locked=True).first()
    if person is None:
        return None
    wants_more = person.mail_preference == MailPreference.DIGEST and person.is_active
    person.next_digest_at = next_morning(person.zone, now) if wants_more else None
    person.save(update_fields=["next_digest_at"])
    if not person.mail_address or not person.is_active:
        return None
    return _queue(person, now.astimezone(person.zone).date())


def _schedule_new():
    """Those who have just chosen the digest get their first one on their next morning."""
    for person in Person.objects.filter(
        mail_preference=MailPreference.DIGEST, next_digest_at=None, is_active=True
    ):
        Person.objects.filter(pk=person.pk, next_digest_at=None).update(
            next_digest_at=next_morning(person.zone)
        )


def _queue(person, day):
    key = f"digest:{person.pk}:{day}"
    if Message.objects.filter(key=key).exists():
        return None  # What is new since then waits for tomorrow's.
    sections = [section for of in _partnerships(person) if (section := _section(person, of))]
    if not sections:
        return None
    first = sections[0]
    return queue(
        key=key,
        person=person,
        template="digest",
        context={
            "sections": sections,
            "day": day,
            "preferences": first.link.placeholder,
            "unsubscribe": f"{first.link.placeholder}unsubscribe/",
        },
    )


def _partnerships(person):
    """Where the person takes part, has been told something, or was mailed a link."""
    return Partnership.objects.filter(
        Q(pk__in=Partnership.objects.visible_to(person).values("pk"))
        | Q(pk__in=Notice.objects.filter(person=person, digested_at=None).values("partnership"))
        | Q(pk__in=AccessLink.objects.filter(person=person).values("partnership"))
    )


def _section(person, partnership):
    pieces = shown(registry.sorted("digest"), person=person, partnership=partnership)
    notices = list(
        Notice.objects.select_for_update().filter(person=person, partnership=partnership, digested_at=None)
    )
    if not pieces and not notices:
        return None
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digested_at=timezone.now())
    link = link_for(person, partnership, "digest")
    return Section(partnership, pieces, notices, link, tones(partnership.hue).ink)
