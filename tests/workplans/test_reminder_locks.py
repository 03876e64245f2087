"""A step whose row somebody has at that moment, or who edits it, is said at the next run: later, never not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.notices import tell
from tests import factories
from tests.together import row_locked
from workplans import reminders, todo
from workplans.answers import more_time
from workplans.forms import TaskForm
from workplans.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fast]

DUE = date(2026, 12, 11)
BEFORE, MORNING = datetime(2026, 12, 10, 12, tzinfo=UTC), datetime(2026, 12, 11, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    SenderSettings.objects.create(
        name="Backbone", address="ruth@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    time_machine.move_to(BEFORE - timedelta(days=5), tick=False)
    return time_machine


def owner(**fields):
    return factories.representative(factories.partner(), factories.person(**fields))


def task_of(person, title, **fields):
    of = person.represents.get()
    return factories.task(of.partnership, title, owner=person, partner=of.partner, due_on=DUE, **fields)


def steps():
    return list(Task.objects.order_by("pk").values_list("reminders_sent", "next_reminder_at__date"))


def test_one_locked_row_makes_the_whole_mail_wait_for_the_next_run(clock, caplog):
    person, other = owner(), owner()
    task_of(person, "Agree the sites")
    locked = task_of(person, "Order seedlings")
    task_of(other, "Print the maps")
    clock.move_to(MORNING, tick=False)
    with row_locked(locked):
        assert reminders.send_due() == 1
        assert Message.objects.get().recipient == other
    assert reminders.send_due() == 1
    mail = Message.objects.get(recipient=person)
    assert "Agree the sites" in mail.text
    assert "Order seedlings" in mail.text
    assert steps() == [(1, date(2026, 12, 14))] * 3
    assert caplog.text == ""


def test_one_locked_row_makes_the_whole_digest_wait_for_the_next_run(clock, caplog):
    person = owner(mail_preference="digest")
    task_of(person, "Agree the sites")
    locked = task_of(person, "Order seedlings")
    tell(person, locked.partnership, key="news:1", text="A date was moved")
    assert digest_mornings.send_due() == 0
    clock.move_to(MORNING, tick=False)
    with row_locked(locked):
        assert digest_mornings.send_due() == 0
    assert not Message.objects.exists()
    assert digest_mornings.send_due() == 1
    text = Message.objects.get().text
    assert all(words in text for words in ("Agree the sites", "Order seedlings", "A date was moved"))
    assert steps() == [(1, date(2026, 12, 14))] * 2
    assert caplog.text == ""


def test_a_person_locked_at_the_moment_of_their_digest_gets_it_at_the_next_run(clock, caplog):
    person = owner(mail_preference="digest")
    tell(person, person.represents.get().partnership, key="news:1", text="A date was moved")
    assert digest_mornings.send_due() == 0
    clock.move_to(MORNING, tick=False)
    with row_locked(Person.objects.get(pk=person.pk)):
        assert digest_mornings.send_due() == 0
    assert digest_mornings.send_due() == 1
    assert caplog.text == ""


def test_a_row_locked_when_mail_is_released_still_waits_for_the_morning(clock, caplog):
    SenderSettings.objects.update(released_at=MORNING + timedelta(minutes=30))
    locked = task_of(owner(), "Agree the sites")
    clock.move_to(MORNING + timedelta(hours=1), tick=False)
    with row_locked(locked):
        assert reminders.send_due() == 0
    assert reminders.send_due() == 0
    assert steps() == [(0, date(2026, 12, 12))]
    clock.move_to(MORNING + timedelta(days=1), tick=False)
    assert reminders.send_due() == 0
    assert steps() == [(0, date(2026, 12, 14))]
    clock.move_to(MORNING + timedelta(days=3), tick=False)
    assert reminders.send_due() == 1
    assert caplog.text == ""


def test_what_falls_due_after_the_days_mail_is_said_on_the_next_working_day(clock):
    person = owner()
    task_of(person, "Agree the sites")
    later = task_of(person, "Order seedlings")
    Task.objects.filter(pk=later.pk).update(next_reminder_at=MORNING + timedelta(hours=2))
    clock.move_to(MORNING, tick=False)
    assert reminders.send_due() == 1
    clock.move_to(MORNING + timedelta(hours=3), tick=False)
    assert reminders.send_due() == 0
    assert steps() == [(1, date(2026, 12, 14)), (0, date(2026, 12, 14))]
    clock.move_to(MORNING + timedelta(days=3), tick=False)
    assert reminders.send_due() == 1
    assert steps()[1] == (1, date(2026, 12, 18))


def edit(task, **changes):
    fresh = Task.objects.get(pk=task.pk)
    row = {"title": fresh.title, "owner": fresh.owner_id, "partner": fresh.partner_id, "due_on": fresh.due_on}
    data = row | {"revision": fresh.revision} | changes
    form = TaskForm(data, instance=fresh, partnership=fresh.partnership)
    assert form.is_valid(), form.errors
    assert todo.edit(form, by=None, agreed=True)


HARMLESS = {
    "other words": lambda task: edit(task, title="Agree all sites"),
    "accepted": lambda task: todo.accept(task, by=task.owner),
    "time asked for": lambda task: more_time.ask(
        task, by=task.owner, wanted_due_on=date(2026, 12, 18), reason="Rain"
    ),
    "date kept": lambda task: (HARMLESS["time asked for"](task), more_time.keep_date(task, by=None)),
}
OTHER_STEP = {
    "another date": (lambda task: edit(task, due_on=date(2026, 12, 18)), date(2026, 12, 18)),
    "time agreed": (
        lambda task: (HARMLESS["time asked for"](task), more_time.agree(task, by=None)),
        date(2026, 12, 18),
    ),
    "done": (lambda task: todo.complete(task, by=task.owner), None),
    "done and opened again": (
        lambda task: (todo.complete(task, by=task.owner), todo.reopen(task, by=task.owner)),
        date(2026, 12, 14),
    ),
    "given to another": (lambda task: edit(task, owner=owner_beside(task).pk), date(2026, 12, 14)),
}


def owner_beside(task):
    return factories.representative(task.partner)


@pytest.mark.parametrize("change", HARMLESS)
def test_a_step_that_is_due_stays_due_whatever_else_becomes_of_the_task(clock, change):
    task = task_of(owner(), "Agree the sites", proposed=change == "accepted")
    clock.move_to(MORNING, tick=False)
    HARMLESS[change](task)
    assert reminders.send_due() == 1
    assert steps() == [(1, date(2026, 12, 14))]


@pytest.mark.parametrize("change", OTHER_STEP)
def test_another_date_owner_or_end_has_steps_of_its_own(clock, change):
    task = task_of(owner(), "Agree the sites")
    clock.move_to(MORNING, tick=False)
    act, expected = OTHER_STEP[change]
    act(task)
    assert steps() == [(0, expected)]


def test_what_was_late_when_it_was_pasted_is_reminded_of_once_by_whoever_asks_for_it(clock):
    person = owner()
    of = person.represents.get().partnership
    for late in (True, False):
        todo.create(of, title="Old", owner=person, due_on=date(2026, 10, 1), via="paste", remind_late=late)
    # The Monday after.
    assert steps() == [(0, date(2026, 12, 7)), (0, None)]
