"""Which days are fit for a reminder: those on which people work there, and none within three days of the ask."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backbone.outbox.models import Message, SenderSettings
from backbone.time.working_days import is_working_day
from tests import factories
from workplans import reminders, todo
from workplans.models import Task
from workplans.reminding.days import moments

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
THURSDAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def clock(time_machine):
    SenderSettings.objects.create(held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
    return time_machine


def task(due_on, country="NL", **fields):
    of = factories.partnership(country=country)
    seat = factories.representative(factories.partner(of), factories.person(timezone="Europe/Amsterdam"))
    person = seat.represents.get().person
    return factories.task(of, owner=person, partner=seat.represents.get().partner, due_on=due_on, **fields)


def days(words, year=2026):
    return [date(year, *map(int, reversed(day.split("/")))) for day in words.split()]


@pytest.mark.parametrize(
    ("due", "country", "expected"),
    [
        # A Friday; the third day after it is a Monday.
        ("11/12", "NL", "4/12 11/12 14/12 18/12"),
        # A Wednesday: the third day after it is a Saturday.
        ("2/12", "NL", "25/11 2/12 7/12 9/12"),
        # What is due on a free day is reminded of before it.
        ("12/12", "NL", "7/12 11/12 15/12 21/12"),
        ("13/12", "NL", "7/12 11/12 16/12 21/12"),
        # King's Day, and Independence Day of Uganda.
        ("27/4", "NL", "20/4 24/4 30/4 4/5"),
        ("27/4", "UG", "20/4 27/4 30/4 4/5"),
        ("9/10", "UG", "2/10 8/10 12/10 16/10"),
        # A country without a calendar has its weekends.
        ("9/10", "", "2/10 9/10 12/10 16/10"),
    ],
)
def test_each_step_is_on_a_working_day_of_the_country(due, country, expected):
    zone = factories.person(timezone="Europe/Amsterdam").zone
    assert [moment.date() for moment in moments(*days(due), zone, country)] == days(expected)


@pytest.mark.parametrize("due", [THURSDAY + timedelta(days=n) for n in range(40)])
@pytest.mark.parametrize("country", ["NL", "UG"])
def test_no_mail_leaves_on_a_free_day_or_within_three_days_of_the_ask(clock, due, country):
    task(due, country)
    for n in range(50):
        clock.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC) + timedelta(days=n), tick=False)
        reminders.send_due()
    left = [message.created_at.date() for message in Message.objects.all()]
    assert left
    assert all(is_working_day(day, country) for day in left)
    assert min(left) >= THURSDAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("due", "first"), [("4/12", "4/12"), ("27/11", "30/11"), ("29/11", "2/12"), ("6/12", "30/11")]
)
def test_the_first_reminder_after_an_ask(due, first):
    assert task(*days(due)).next_reminder_at.date() == days(first)[0]


def test_a_new_owner_is_asked_anew_and_another_date_is_heard_of_anew(clock):
    row = task(date(2026, 12, 11))
    clock.move_to(datetime(2026, 12, 10, 12, tzinfo=UTC), tick=False)
    todo.step(row, "edited", todo.State.values, None, "page", due_on=date(2026, 12, 12))
    assert row.next_reminder_at.date() == date(2026, 12, 15)
    other = factories.representative(row.partner, factories.person())
    todo.step(row, "edited", todo.State.values, None, "page", owner=other, due_on=date(2026, 12, 14))
    assert row.next_reminder_at.date() == date(2026, 12, 14)


def test_what_falls_due_on_a_sunday_all_the_same_waits_and_stays_what_it_was(clock):
    row = task(date(2026, 12, 11))
    sunday = datetime(2026, 12, 13, 8, tzinfo=UTC)
    Task.objects.filter(pk=row.pk).update(next_reminder_at=sunday, reminder_held_at=sunday)
    clock.move_to(sunday + timedelta(hours=1), tick=False)
    assert reminders.send_due() == 0
    row.refresh_from_db()
    assert (row.next_reminder_at.date(), row.reminder_held_at) == (date(2026, 12, 14), sunday)
