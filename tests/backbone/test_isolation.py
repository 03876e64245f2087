"""One who fails stops nobody else: the others get theirs, the log says who, and that one rests for a day.

Who fails here is in a time zone that no machine knows: their morning, their day and their mail can't be made.
"""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.isolation import each
from backbone.outbox.models import Message, SenderSettings
from meetings import clock
from meetings.models import Meeting
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import Notice
from partnerships.correspondence.notices import tell
from tests import factories
from workplans import reminders
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

NOWHERE = "Atlantis/Harbour"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "The words of a mail"


@pytest.fixture(autouse=True)
def released():
    SenderSettings.objects.create(
        name="Backbone", address="ruth@example.org", held=False, released_at=LONG_AGO
    )


@pytest.fixture
def three():
    """Three people; the first can't be reckoned with."""
    people = [factories.representative() for _ in range(3)]
    lose(people[0])
    return people


def lose(person):
    Person.objects.filter(pk=person.pk).update(timezone=NOWHERE)


def due(person, moment):
    """A task of theirs of which they are to be reminded at a moment."""
    task = factories.task(person.represents.get().partnership, title=SECRET, owner=person)
    Task.objects.filter(pk=task.pk).update(next_reminder_at=moment)
    return task


def coordinated_meeting():
    """A meeting of 3 December 2026 whose minutes are not out, in a partnership with a coordinator."""
    meeting = factories.meeting()
    factories.coordinator(meeting.partnership)
    return meeting


def mailed():
    return set(Message.objects.values_list("recipient", flat=True))


def test_reminders_reach_those_after_one_that_cannot_be_made(on_a_working_day, three, caplog):
    tasks = [due(person, LONG_AGO + timedelta(days=1)) for person in three]
    assert reminders.send_due() == 2
    assert mailed() == {person.pk for person in three[1:]}
    first = Task.objects.get(pk=tasks[0].pk)
    assert first.next_reminder_at > timezone.now() + timedelta(hours=23)
    assert first.reminders_sent == 0
    assert f"({three[0].pk}, {first.partnership_id})" in caplog.text
    assert SECRET not in caplog.text


def test_a_reminder_that_rests_is_tried_again_when_the_person_is_back(on_a_working_day, three, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    task = due(three[0], LONG_AGO + timedelta(days=1))
    assert reminders.send_due() == 0
    Person.objects.filter(pk=three[0].pk).update(timezone="Europe/Amsterdam")
    assert reminders.send_due() == 0
    time_machine.shift(timedelta(days=1, minutes=1))
    assert reminders.send_due() == 1
    task.refresh_from_db()
    assert task.reminders_sent == 1


def test_what_waited_for_the_release_reaches_the_others_in_their_morning(on_a_working_day, three):
    tasks = [due(person, LONG_AGO - timedelta(days=1)) for person in three]
    assert reminders.send_due() == 2
    assert mailed() == {person.pk for person in three[1:]}
    assert Task.objects.get(pk=tasks[0].pk).next_reminder_at > timezone.now()


@pytest.mark.parametrize("moment", [LONG_AGO - timedelta(days=1), LONG_AGO + timedelta(days=1)])
def test_digests_reach_those_after_one_that_cannot_be_made(three, moment, caplog):
    Person.objects.update(mail_preference="digest", next_digest_at=moment)
    for person in Person.objects.filter(pk__in=[person.pk for person in three]):
        tell(person, person.represents.get().partnership, key=f"news:{person.pk}", text=SECRET)
    assert digest_mornings.send_due() == 2
    assert mailed() == {person.pk for person in three[1:]}
    lost = Person.objects.get(pk=three[0].pk)
    assert lost.next_digest_at > timezone.now() + timedelta(hours=23)
    assert Notice.objects.get(digested_at=None).person == lost
    assert f"person {lost.pk} failed" in caplog.text
    assert SECRET not in caplog.text


def test_first_digests_are_set_for_those_after_one_without_a_morning(three):
    Person.objects.update(mail_preference="digest", next_digest_at=None)
    assert digest_mornings.send_due() == 0
    assert not Person.objects.filter(next_digest_at=None).exists()


def test_the_minutes_clock_goes_on_after_a_meeting_that_has_no_day(time_machine):
    time_machine.move_to(datetime(2026, 12, 7, 12, tzinfo=UTC), tick=False)
    meeting = [coordinated_meeting(), coordinated_meeting()]
    Meeting.objects.filter(pk=meeting[0].pk).update(timezone=NOWHERE)
    assert clock.watch() == 1
    assert Notice.objects.get().partnership == meeting[1].partnership
    resting = Meeting.objects.get(pk=meeting[0].pk)
    assert (resting.clock_told, resting.clock_rests_until) == (0, timezone.now() + timedelta(days=1))


def test_a_meeting_that_rested_is_told_of_when_it_can_be(time_machine):
    time_machine.move_to(datetime(2026, 12, 7, 12, tzinfo=UTC), tick=False)
    meeting = coordinated_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(timezone=NOWHERE)
    assert clock.watch() == 0
    Meeting.objects.filter(pk=meeting.pk).update(timezone="Europe/Amsterdam")
    assert clock.watch() == 0
    time_machine.shift(timedelta(days=1))
    assert clock.watch() == 1


def test_the_second_coordinator_is_told_when_the_first_can_get_no_mail(caplog):
    meeting = coordinated_meeting()
    lost, reachable = Person.objects.filter(roles__partnership=meeting.partnership).get(), factories.person()
    factories.coordinator(meeting.partnership, reachable)
    lose(lost)
    assert clock.watch(datetime(2026, 12, 7, 12, tzinfo=UTC)) == 1
    assert [notice.person for notice in Notice.objects.all()] == [reachable]
    assert f"meeting {meeting.pk} for person {lost.pk} failed" in caplog.text
    assert clock.watch(datetime(2026, 12, 7, 13, tzinfo=UTC)) == 0


def test_a_failure_of_the_database_puts_nobody_off(caplog):
    rested = []
    tried = each([1, 2], away, what="row", put_off=rested.append)
    assert (tried, rested) == (1, [])
    assert "row 1 failed: OperationalError" in caplog.text


def away(key):
    if key == 1:
        raise OperationalError
    return True


def test_what_a_failing_one_wrote_is_undone():
    people = [factories.person(), factories.person()]
    assert each([person.pk for person in people], rename, what="person") == 1
    assert [Person.objects.get(pk=p.pk).name == "New" for p in people] == [False, True]


def rename(pk):
    Person.objects.filter(pk=pk).update(name="New")
    return Person.objects.filter(pk__lt=pk).exists() or 1 / 0


def test_resting_that_fails_is_logged_and_stops_nobody(caplog):
    with caplog.at_level(logging.ERROR):
        assert each([1, 2], lambda key: key == 2 or 1 / 0, what="row", put_off=lambda key: 1 / 0) == 1
    assert "row, put off: 1 failed: ZeroDivisionError" in caplog.text
