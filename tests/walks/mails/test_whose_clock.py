"""The subject of a mail about a meeting says when it is where it is held; who reads another clock is told whose it is."""

from datetime import UTC, datetime

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from meetings.models import Meeting
from partnerships.correspondence.models import MailWording
from tests import factories
from tests.walks.mails import made

pytestmark = pytest.mark.fast
# Half past eleven in the evening in Amsterdam, and the next day in Kampala.
LATE = datetime(2027, 1, 7, 22, 30, tzinfo=UTC)
KINDS = ["invitation", "meeting_moved", "meeting_cancelled", "invitation_copy"]
ZONES = {
    "Europe/Amsterdam": "Thu 7 Jan 2027, 23:30",
    # Another name, the same clock.
    "Europe/Brussels": "Thu 7 Jan 2027, 23:30",
    "Africa/Kampala": "Thu 7 Jan 2027, 23:30 (Europe/Amsterdam)",
    "America/New_York": "Thu 7 Jan 2027, 23:30 (Europe/Amsterdam)",
}


def subject(coffee, client, kind, zone):
    Meeting.objects.update(starts_at=LATE)
    if kind == "invitation_copy":
        factories.assistant(coffee.anna, coffee.of)
    Person.objects.update(timezone=zone)
    made_as = "invitation" if kind == "invitation_copy" else kind
    getattr(made, made_as)(coffee, client)
    return Message.objects.filter(kind=kind).latest("pk").subject


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_says_the_clock_of_the_place(coffee, client, kind, zone):
    assert subject(coffee, client, kind, zone).endswith(f"Steering committee 10, {ZONES[zone]}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_field_of_own_words_says_the_same(coffee, client, kind):
    MailWording.objects.create(kind=kind, language="en", subject="Own {date}")
    assert subject(coffee, client, kind, "Africa/Kampala").endswith(f"Own {ZONES['Africa/Kampala']}")


@pytest.mark.parametrize("kind", ["minutes", "minutes_copy"])
def test_minutes_name_the_day_of_the_place(coffee, client, kind):
    Meeting.objects.update(starts_at=datetime(2026, 12, 10, 22, 30, tzinfo=UTC))
    Person.objects.update(timezone="Africa/Kampala")
    getattr(made, kind)(coffee, client)
    assert ", 10 Dec: minutes" in Message.objects.filter(kind=kind).latest("pk").subject
