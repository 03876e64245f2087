"""One digest per person and local day: what has become due and what is new, a section per partnership.

`Person.next_digest_at` is the claim: the digest is queued and the next one scheduled in one transaction.
An empty digest is not sent. While sending is held, everything waits and comes in one digest the morning
after the release.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.isolation import each, rested
from backbone.outbox.mail import queue
from backbone.outbox.models import Message, SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.pages.partnership_colour import tones
from backbone.panels import registry
from backbone.time.days import day_of
from backbone.time.mornings import next_morning
from partnerships.correspondence.links import link_for
from partnerships.correspondence.models import AccessLink, Notice
from partnerships.models import Partnership


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
    sender = SenderSettings.load()
    if sender.held:
        return 0
    _schedule_new()
    _leave_to_the_morning(sender)
    due = Person.objects.filter(next_digest_at__lte=timezone.now()).values_list("pk", flat=True)
    return each(due, send_digest, what="digest of person", put_off=_put_off)


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
    return _queue(person, day_of(now, person.zone))


def mail_of(person, day, sections):
    """The digest of these sections."""
    link = sections[0].link.placeholder
    context = {"sections": sections, "day": day, "preferences": link, "unsubscribe": f"{link}unsubscribe/"}
    return {"person": person, "template": "digest", "context": context}


def partnerships_of(person):
    """Where the person takes part, has been told something, or was mailed a link."""
    return Partnership.objects.filter(
        Q(pk__in=Partnership.objects.visible_to(person).values("pk"))
        | Q(pk__in=Notice.objects.filter(person=person, digested_at=None).values("partnership"))
        | Q(pk__in=AccessLink.objects.filter(person=person).values("partnership"))
    )


def section(partnership, pieces, notices, person, new_link):
    """What the partnership has to say, or None."""
    if not pieces and not notices:
        return None
    link = new_link(person, partnership, "digest")
    return Section(partnership, pieces, notices, link, tones(partnership.hue).ink)


def _put_off(person_id):
    """A digest that could not be made is tried again tomorrow, with all that is new by then."""
    Person.objects.filter(pk=person_id).update(next_digest_at=rested())


def _schedule_new():
    """Those who have just chosen the digest get their first one on their next morning."""
    new = Person.objects.filter(
        mail_preference=MailPreference.DIGEST, next_digest_at=None, is_active=True
    ).values_list("pk", flat=True)
    each(new, _schedule, what="first digest of person", put_off=_put_off)


def _schedule(person_id):
    person = Person.objects.get(pk=person_id)
    waiting = Person.objects.filter(pk=person_id, next_digest_at=None)
    waiting.update(next_digest_at=next_morning(person.zone))


def _leave_to_the_morning(sender):
    """A digest that fell due while sending was held does not rush out at the release."""
    late = Person.objects.filter(next_digest_at__lte=sender.released_at).values_list("pk", flat=True)
    each(
        late,
        lambda pk: _wait_for_morning(pk, sender),
        what="digest after the release of person",
        put_off=_put_off,
    )


def _wait_for_morning(person_id, sender):
    person = Person.objects.get(pk=person_id)
    morning = leaves_at(person.next_digest_at, person.zone, sender)
    Person.objects.filter(pk=person_id, next_digest_at=person.next_digest_at).update(next_digest_at=morning)


def _queue(person, day):
    key = f"digest:{person.pk}:{day}"
    if Message.objects.filter(key=key).exists():
        return None  # What is new since then waits for tomorrow's.
    sections = [found for of in partnerships_of(person) if (found := _claim(person, of))]
    return queue(key=key, **mail_of(person, day, sections)) if sections else None


def _claim(person, partnership):
    parts = registry.sorted("digest")
    pieces = [(part, own) for part in parts if (own := part.claim(person, partnership))]
    new = Notice.objects.filter(person=person, partnership=partnership, digested_at=None)
    notices = list(new.select_for_update())
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digested_at=timezone.now())
    return section(partnership, pieces, notices, person, link_for)
