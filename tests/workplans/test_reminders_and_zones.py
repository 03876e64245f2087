"""Somebody moves to another zone, or the clock is set back, while reminders are under way: each step once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from tests import factories
from workplans import reminders

pytestmark = pytest.mark.django_db(transaction=True)
DUE = date(2026, 12, 11)
START = datetime(2026, 12, 10, 0, tzinfo=UTC)
ZONES = ["Europe/Amsterdam", "Pacific/Auckland", "Pacific/Honolulu", "Africa/Kampala"]


@pytest.fixture(autouse=True)
def released(time_machine):
    SenderSettings.objects.create(held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC))
    # Asked long enough before.
    time_machine.move_to(START - timedelta(days=5), tick=False)


def task_of(zone):
    seat = factories.representative(factories.partner(), factories.person(timezone=zone)).represents.get()
    return factories.task(
        seat.partnership, "Agree the sites", owner=seat.person, partner=seat.partner, due_on=DUE
    )


def walk(clock, hours, start=START):
    for hour in range(hours):
        clock.move_to(start + timedelta(hours=hour), tick=False)
        reminders.send_due()


@pytest.mark.parametrize("before", ZONES)
@pytest.mark.parametrize("after", ZONES)
@pytest.mark.parametrize("at", [3, 20, 31])
def test_a_person_who_moves_gets_each_step_once(time_machine, before, after, at):
    task = task_of(before)
    walk(time_machine, at)
    person = Person.objects.get(pk=task.owner_id)
    person.timezone = after
    person.save()
    walk(time_machine, 60 - at, START + timedelta(hours=at))
    task.refresh_from_db()
    seen = list(Message.objects.values_list("created_at", "key", "kind"))
    assert [task.reminders_sent, len(seen)] == [1, 1], seen


@pytest.mark.parametrize("back", [1, 5, 26])
def test_a_clock_that_is_set_back_repeats_no_step(time_machine, back):
    task = task_of("Europe/Amsterdam")
    walk(time_machine, 40)
    assert Message.objects.count() == 1
    walk(time_machine, back + 10, START + timedelta(hours=40 - back))
    task.refresh_from_db()
    seen = list(Message.objects.values_list("created_at", "key", "kind"))
    assert [task.reminders_sent, len(seen)] == [1, 1], seen
