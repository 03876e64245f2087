"""What correspondence keeps of its mail's state, so that undelivered mails and a month's asks are counted without it."""

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from partnerships.correspondence.budget import asked_by_partner, asks_left
from partnerships.correspondence.listing import troubled
from partnerships.correspondence.models import UNDELIVERED, Correspondence
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
BECAME = {
    "waiting": {},
    "claimed": {"claimed_at": timezone.now(), "claimed_by": "a worker"},
    "sent": {"sent_at": timezone.now()},
    "given_up": {"error": "refused"},
    "perhaps": {"error": "no answer", "unanswered_since": timezone.now()},
    "cancelled": {},
}
NOTHING = {
    "claimed_at": None,
    "claimed_by": "",
    "sent_at": None,
    "error": "",
    "unanswered_since": None,
}


@pytest.fixture
def partner():
    return factories.representative().represents.get().partner


def mail(partner, state="waiting", asks=1):
    """The correspondence of a mail in that state to the partner's first person."""
    number = Message.objects.count()
    message = Message.objects.create(
        key=f"kept:{number}",
        message_id=f"<kept.{number}@example.org>",
        to_address="somebody@example.org",
        subject="One",
        text="One.",
        state=state,
        **BECAME[state],
    )
    person = partner.representatives.get().person
    kept = {"partnership": partner.partnership, "partner": partner, "person": person, "asks": asks}
    return Correspondence.objects.create(message=message, cause="test", **kept)


def becomes(row, state):
    """Write to the message, as delivery does: with no word to correspondence."""
    Message.objects.filter(pk=row.message_id).update(state=state, **{**NOTHING, **BECAME[state]})
    row.refresh_from_db()


def kept_of(state):
    return state if state in UNDELIVERED else ""


@pytest.mark.parametrize("state", BECAME)
def test_correspondence_begins_with_the_state_that_its_mail_has(partner, state):
    row = mail(partner, state)
    row.refresh_from_db()
    assert row.undelivered == kept_of(state)


@pytest.mark.parametrize("before", BECAME)
@pytest.mark.parametrize("after", BECAME)
def test_correspondence_follows_its_mail(partner, before, after):
    row = mail(partner, before)
    becomes(row, after)
    assert row.undelivered == kept_of(after)


def test_the_mails_of_others_stay_as_they_are(partner):
    row, other = mail(partner), mail(partner)
    becomes(row, "given_up")
    other.refresh_from_db()
    assert other.undelivered == ""


@pytest.mark.parametrize("state", BECAME)
def test_what_was_refused_or_kept_back_has_asked_nobody(partner, state):
    row = mail(partner, asks=2)
    person, of = row.person, partner.partnership
    becomes(row, state)
    asked = 0 if state in ("given_up", "cancelled") else 2
    assert asked_by_partner([partner]).get(partner.pk, 0) == asked
    assert asks_left(person, of) == of.asks_per_month - asked


def test_undelivered_mails_are_counted_until_they_go_again(partner):
    coordinator = factories.coordinator(partner.partnership)
    first, second, third = (mail(partner) for _ in range(3))
    becomes(first, "given_up")
    becomes(second, "given_up")
    becomes(third, "perhaps")
    [(of, numbers)] = troubled(coordinator)
    assert (of, numbers) == (partner.partnership, {"given_up": 2, "perhaps": 1, "stuck": 0})
    for row in (first, second, third):
        becomes(row, "waiting")
    assert troubled(coordinator) == []
