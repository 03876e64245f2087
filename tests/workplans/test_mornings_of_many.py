"""A morning with many reminders and digests asks the database hardly oftener than one with few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from partnerships.correspondence import digest_mornings
from tests import factories
from workplans import reminders
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
FEW, MANY = 3, 23
# Of each digest: in which capacities its person takes part, and where.
EACH_DIGEST = 2
MORNING = "2026-12-03T07:00:30Z"


@pytest.fixture
def coffee(time_machine):
    time_machine.move_to(MORNING, tick=False)
    released_at = timezone.now() - timedelta(days=30)
    SenderSettings.objects.create(held=False, released_at=released_at)
    return factories.partnership("Coffee Platform", "coffee", country="NL")


def people(coffee, count, **fields):
    partner = factories.partner(coffee)
    found = [factories.person(f"Guest Of{count}", **fields) for _number in range(count)]
    for person in found:
        factories.representative(partner, person)
        factories.task(coffee, owner=person, due_on=timezone.now().date())
    return found


def make_due():
    now = timezone.now() - timedelta(seconds=5)
    Task.objects.update(next_reminder_at=now)
    Person.objects.filter(mail_preference="digest").update(next_digest_at=now)


def queries_of(send, count):
    make_due()
    with CaptureQueriesContext(connection) as asked:
        assert send() == count
    Message.objects.all().delete()
    return len(asked)


def test_reminders(coffee):
    people(coffee, FEW)
    few = queries_of(reminders.send_due, FEW)
    people(coffee, MANY - FEW)
    assert queries_of(reminders.send_due, MANY) <= few


def test_digests(coffee):
    people(coffee, FEW, mail_preference="digest")
    few = queries_of(digest_mornings.send_due, FEW)
    people(coffee, MANY - FEW, mail_preference="digest")
    assert queries_of(digest_mornings.send_due, MANY) <= few + EACH_DIGEST * (MANY - FEW)


def test_digests_without_anything_new(coffee):
    for count in (FEW, MANY):
        people(coffee, count, mail_preference="digest")
    Task.objects.all().delete()
    assert digest_mornings.send_due() == 0
    counts = []
    for count in (FEW, FEW + MANY):
        due = Person.objects.filter(mail_preference="digest")[:count].values("pk")
        Person.objects.filter(pk__in=due).update(next_digest_at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            assert digest_mornings.send_due() == 0
        counts.append(len(asked))
    assert counts[0] == counts[1]
