"""The next daily digest of each person, before its time has come: read only, nothing claimed, no link made."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.accounts.models import MailPreference, Person
from backbone.outbox.mail import compose
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming, registry
from backbone.time.days import day_of
from backbone.time.mornings import next_morning
from partnerships.correspondence.digests import mail_of, partnerships_of, section
from partnerships.correspondence.links import dead_link
from partnerships.correspondence.models import Notice


def forthcoming(partnerships):
    """The next digest with something in it of each person who wants one, as far as it is about these partnerships."""
    sender, owed = SenderSettings.load(), _owed(partnerships)
    people = Person.objects.filter(pk__in=owed, is_active=True, mail_preference=MailPreference.DIGEST)
    return [
        _digest(person, owed[person.pk], partnerships, sender) for person in people if person.mail_address
    ]


def _owed(partnerships):
    """The first moment at which somebody's digest has something to say, by the person's key."""
    notices = Notice.objects.filter(partnership__in=partnerships, digested_at=None).order_by()
    first = dict.fromkeys(notices.values_list("person", flat=True).distinct(), timezone.now())
    for part in registry.digest:
        for (person, _partnership), at in part.owed(partnerships).items():
            first[person] = min(at, first.get(person, at))
    return first


def _digest(person, owed_at, partnerships, sender):
    at = _morning(person, owed_at, sender)
    return Forthcoming(
        key=f"digest-{person.pk}",
        person=person,
        about=_("Daily digest"),
        leaves_at=at,
        letter=partial(_letter, person, partnerships, at),
    )


def _morning(person, owed_at, sender):
    """The first of the person's digests at or after that moment."""
    first = leaves_at(person.next_digest_at or next_morning(person.zone), person.zone, sender)
    return first if owed_at <= first else next_morning(person.zone, owed_at - timedelta(seconds=1))


def _letter(person, partnerships, at):
    own = partnerships_of(person).filter(pk__in=[of.pk for of in partnerships])
    sections = [found for of in own if (found := _section(person, of, at))]
    if not sections:
        return None
    return compose(not_before=at, **mail_of(person, day_of(at, person.zone), sections))


def _section(person, partnership, at):
    parts = registry.sorted("digest")
    pieces = [(part, own) for part in parts if (own := part.ahead(person, partnership, at))]
    notices = list(Notice.objects.filter(person=person, partnership=partnership, digested_at=None))
    return section(partnership, pieces, notices, person, dead_link)
