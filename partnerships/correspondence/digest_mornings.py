"""Sending the digests whose time has come, the people of a morning together.

`Person.next_digest_at` is the claim: the digest is queued and the next one scheduled in one transaction.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.isolation import each, rested, together
from backbone.outbox.mail import known_keys
from backbone.outbox.models import SenderSettings
from backbone.time.days import day_of
from backbone.time.mornings import next_morning
from partnerships.correspondence import digest_claims
from partnerships.correspondence.digests import Digest, key_of
from partnerships.correspondence.leaving import leave_to_the_morning
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import post_all


def send_due() -> int:
    """Queue the digests whose time has come; returns how many there were."""
    sender = SenderSettings.load()
    if sender.held:
        return 0
    _schedule_new()
    leave_to_the_morning(_due(), "next_digest_at", "pk", sender, "digest after the release of person")
    people = _due().values_list("pk", flat=True)
    return together(people, send_digests, what="digest of person", put_off=_put_off)


@transaction.atomic
def send_digests(people: list[int]) -> int:
    """Claim these people's digests, schedule their next ones, queue those that have anything; returns how many."""
    now = timezone.now()
    due = list(_due().filter(pk__in=people).select_for_update(skip_locked=True))
    for person in due:
        person.next_digest_at = _next(person, now)
    Person.objects.bulk_update(due, ["next_digest_at"])
    days = {person.pk: day_of(now, person.zone) for person in due}
    # What is new since today's waits for tomorrow's.
    known = known_keys(key_of(person, days[person.pk]) for person in due)
    free = [one for one in due if _can_get_one(one) and key_of(one, days[one.pk]) not in known]
    sections = digest_claims.take(free)
    return _post([Digest(one, days[one.pk], sections[one.pk]) for one in free if one.pk in sections])


def _next(person, now):
    wants_more = person.mail_preference == MailPreference.DIGEST and person.is_active
    return next_morning(person.zone, now) if wants_more else None


def _can_get_one(person):
    return bool(person.mail_address) and person.is_active


def _post(digests):
    messages = {message.key: message for message in post_all(digests)} if digests else {}
    sent = defaultdict(list)
    for digest in digests:
        for section in digest.sections:
            for part, own in section.pieces:
                sent[part].append((own, messages[digest.key]))
    for part, pieces in sent.items():
        if part.sent:
            part.sent(pieces)
    return len(messages)


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
