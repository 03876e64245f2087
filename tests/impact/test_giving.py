"""The hours that people spent in meetings, which the report's ratio stands on."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from impact.giving import meeting_hours
from meetings.models import Attendance
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
STATES = Attendance.State


def held(of, states, starts_at=NOON, hours=2):
    """A meeting that lasted so long, with somebody in each state."""
    ended_at = starts_at + timedelta(hours=hours)
    meeting = factories.meeting(of, starts_at=starts_at, started_at=starts_at, ended_at=ended_at)
    for state in states:
        factories.attendance(meeting, factories.person(), state)
    return meeting


@pytest.mark.parametrize(
    ("state", "hours"),
    [
        (STATES.PRESENT, 2),
        # From when, nobody recorded.
        (STATES.PARTLY, 0),
        (STATES.APOLOGIES, 0),
        (STATES.ABSENT, 0),
        (STATES.OBSERVER, 0),
        ("", 0),
    ],
)
def test_who_was_there_counts_the_whole_meeting(state, hours):
    of = factories.partnership()
    held(of, [state])
    assert meeting_hours(of) == hours


@pytest.mark.parametrize(("begun", "hours"), [(None, "1.5"), (45, "1.25"), (0, "2"), (120, "0")])
def test_who_came_later_counts_from_the_item_at_which_they_came(begun, hours):
    """From when the room came to it, or where nobody recorded that, from its place on the agenda."""
    of = factories.partnership()
    meeting = held(of, [])
    factories.agenda_item(meeting, minutes=30)
    second = factories.agenda_item(meeting, minutes=30)
    if begun is not None:
        second.begun_at = NOON + timedelta(minutes=begun)
        second.save()
    factories.attendance(meeting, factories.person(), STATES.PARTLY, from_item=second)
    assert meeting_hours(of) == Decimal(hours)


def test_everybody_counts_at_every_meeting_of_this_partnership():
    of = factories.partnership()
    held(of, [STATES.PRESENT, STATES.PRESENT])
    held(of, [STATES.PRESENT], hours=1.5)
    held(factories.partnership(), [STATES.PRESENT])
    assert meeting_hours(of) == Decimal("5.5")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (None, None, 7),
        (date(2026, 1, 1), None, 6),
        (None, date(2026, 12, 31), 3),
        (date(2026, 1, 1), date(2026, 12, 31), 2),
        (date(2026, 6, 15), date(2026, 6, 15), 2),
        (date(2026, 6, 16), date(2026, 12, 31), 0),
    ],
)
def test_only_meetings_of_the_period_count_its_first_and_last_day_among_them(start, end, hours):
    of = factories.partnership()
    held(of, [STATES.PRESENT], NOON - timedelta(days=365), hours=1)
    held(of, [STATES.PRESENT])
    held(of, [STATES.PRESENT], NOON + timedelta(days=365), hours=4)
    assert meeting_hours(of, start, end) == hours


def test_a_meeting_whose_length_is_not_known_counts_nothing():
    of = factories.partnership()
    meeting = factories.meeting(of, starts_at=NOON, started_at=NOON)
    factories.attendance(meeting, factories.person(), STATES.PRESENT)
    assert meeting_hours(of) == 0
