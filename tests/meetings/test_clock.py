"""The minutes clock: working days, public holidays, told once per step."""

from datetime import UTC, date, datetime

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.time.working_days import working_day_after
from meetings import clock
from meetings.models import Meeting
from partnerships.correspondence.models import Notice
from tests import factories
from tests.together import row_locked

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("day", "count", "country", "expected"),
    [
        (date(2026, 12, 3), 2, "NL", date(2026, 12, 7)),
        (date(2026, 12, 3), 5, "NL", date(2026, 12, 10)),
        (date(2026, 12, 23), 2, "NL", date(2026, 12, 28)),
        (date(2026, 4, 26), 1, "NL", date(2026, 4, 28)),
        (date(2026, 7, 2), 1, "US", date(2026, 7, 6)),
        (date(2026, 12, 3), 0, "NL", date(2026, 12, 3)),
        (date(2026, 12, 3), 2, "XX", date(2026, 12, 7)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(day, count, country, expected):
    assert working_day_after(day, count, country) == expected


def at(day, hour=9):
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def test_the_coordinator_is_told_at_day_two_and_again_at_day_five(coffee):
    assert clock.watch(at(4)) == 0
    assert clock.watch(at(7)) == 1
    assert clock.watch(at(7, 12)) == 0
    assert clock.watch(at(9)) == 0
    assert clock.watch(at(10)) == 1
    assert clock.watch(at(30)) == 0
    assert list(Notice.objects.values_list("person", flat=True)) == [coffee.ruth.pk] * 2
    assert Message.objects.count() == 2


def test_two_steps_missed_at_once_are_one_telling(coffee):
    assert clock.watch(at(20)) == 1
    assert Message.objects.count() == 1
    assert clock.watch(at(21)) == 0


@pytest.mark.parametrize("state", ["issued", "cancelled"])
def test_nobody_is_told_of_minutes_that_are_out_or_were_never_due(coffee, state):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(state=state, issued_at=at(4))
    assert clock.watch(at(20)) == 0


def test_a_partnership_sets_its_own_number_of_days(coffee):
    coffee.of.minutes_working_days = 10
    coffee.of.save()
    assert clock.watch(at(16)) == 0
    assert clock.watch(at(17)) == 1


def test_every_coordinator_is_told_in_her_own_language(coffee):
    factories.coordinator(coffee.of, factories.person(language="nl"))
    factories.leader(coffee.of)
    clock.watch(at(7))
    assert Message.objects.count() == 2


def test_when_nobody_could_be_told_the_step_is_not_counted(coffee):
    known = coffee.ruth.timezone
    Person.objects.filter(pk=coffee.ruth.pk).update(timezone="Nowhere/Land")
    assert clock.watch(at(7)) == 0
    meeting = Meeting.objects.get(pk=coffee.meeting.pk)
    assert (meeting.clock_told, meeting.clock_rests_until) == (0, at(8))
    Person.objects.filter(pk=coffee.ruth.pk).update(timezone=known)
    assert clock.watch(at(8, 10)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_meeting_that_somebody_has_locked_is_told_of_at_the_next_look(coffee, caplog):
    with row_locked(coffee.meeting):
        assert clock.watch(at(7)) == 0
    assert clock.watch(at(7)) == 1
    assert caplog.text == ""
