"""Reminders: at the owner's local morning, once, within what may be asked, and never into a void."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from backbone.accounts.models import Person
from backbone.needs import in_full
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_here
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.notices import tell
from tests import factories
from workplans import reminders, todo
from workplans.models import Task
from workplans.needs import of_the_plan

pytestmark = pytest.mark.fast

DUE = date(2026, 12, 11)


@pytest.fixture
def released():
    SenderSettings.objects.create(
        name="Backbone", address="ruth@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def owner(zone="Europe/Amsterdam", **fields):
    return factories.representative(factories.partner(), factories.person(timezone=zone, **fields))


def task_of(person, due_on=DUE, **fields):
    of = person.represents.get()
    return factories.task(of.partnership, owner=person, partner=of.partner, due_on=due_on, **fields)


def at(clock, *moment):
    clock.move_to(datetime(*moment, tzinfo=UTC), tick=False)
    return reminders.send_due()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Amsterdam", 7), ("Africa/Kampala", 5), ("America/New_York", 13), ("Pacific/Auckland", 19)],
)
def test_it_goes_at_the_owners_local_morning_of_the_day(zone, hour, released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    task_of(owner(zone))
    day = 10 if hour == 19 else 11
    assert at(time_machine, 2026, 12, day, hour - 1, 59) == 0
    assert at(time_machine, 2026, 12, day, hour, 0) == 1
    assert at(time_machine, 2026, 12, day, hour, 1) == 0


@pytest.mark.django_db
def test_a_week_before_on_the_day_and_two_steps_late_then_no_more(released, time_machine):
    time_machine.move_to(datetime(2026, 11, 22, tzinfo=UTC), tick=False)
    task_of(owner())
    sent = []
    for days in range(40):
        day = date(2026, 11, 22) + timedelta(days=days)
        if at(time_machine, day.year, day.month, day.day, 12):
            sent.append(day)
    assert sent == [DUE - timedelta(days=7), DUE, DUE + timedelta(days=3), DUE + timedelta(days=7)]


@pytest.mark.django_db
def test_one_mail_for_all_that_is_due_that_day_and_the_rest_of_the_list_below(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    person = owner()
    task_of(person, title="Agree the sites")
    task_of(person, title="Order seedlings")
    task_of(person, due_on=DUE + timedelta(days=30), title="Report to the board")
    assert at(time_machine, 2026, 12, 11, 9) == 1
    mail = Message.objects.get()
    assert "2 tasks for you" in mail.subject
    assert mail.text.index("Agree the sites") < mail.text.index("Report to the board")
    assert "https://link.invalid/" in mail.text
    assert Correspondence.objects.get().asks == 1


@pytest.mark.django_db
def test_what_fell_due_while_sending_was_held_comes_the_next_working_morning_in_one_mail(time_machine):
    time_machine.move_to(datetime(2026, 11, 22, tzinfo=UTC), tick=False)
    task_of(owner())
    assert at(time_machine, 2026, 12, 4, 9) == 0
    assert at(time_machine, 2026, 12, 11, 9) == 0
    SenderSettings.objects.create(held=False, released_at=datetime(2026, 12, 11, 9, 30, tzinfo=UTC))
    assert at(time_machine, 2026, 12, 11, 10) == 0
    assert at(time_machine, 2026, 12, 12, 9) == 0
    assert at(time_machine, 2026, 12, 14, 9) == 1
    assert Task.objects.get().next_reminder_at.date() == date(2026, 12, 18)


@pytest.mark.django_db
def test_nobody_without_an_address_is_mailed_and_the_next_step_is_taken(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    task_of(owner(email=None))
    assert at(time_machine, 2026, 12, 11, 9) == 0
    assert Task.objects.get().next_reminder_at.date() == date(2026, 12, 14)


@pytest.mark.django_db
def test_beyond_the_months_budget_it_is_held_back_and_the_coordinator_told(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    person = owner()
    task_of(person, title="Agree the sites")
    of = person.represents.get().partnership
    of.asks_per_month = 0
    of.save()
    assert at(time_machine, 2026, 12, 11, 9) == 0
    assert Task.objects.get().next_reminder_at.date() == date(2026, 12, 14)
    needs = in_full(of_the_plan(factories.coordinator(of), of))
    assert [need.word for need in needs] == ["On hold"]
    of.asks_per_month = 5
    of.save()
    assert at(time_machine, 2026, 12, 14, 9) == 1
    assert not list(of_the_plan(factories.coordinator(of), of))


@pytest.mark.django_db
def test_a_done_task_is_not_reminded_of(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    person = owner()
    todo.complete(task_of(person), by=person, evidence="Signed")
    assert at(time_machine, 2026, 12, 11, 9) == 0


ANSWER, DONE = "Accept or decline, without signing in", "Say that it is done"


@pytest.mark.django_db
def test_a_task_that_nobody_accepted_is_asked_about_and_not_reminded_of(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    task_of(owner(), title="Order phones", proposed=True)
    assert at(time_machine, 2026, 12, 11, 9) == 1
    mail = Message.objects.get()
    assert mail.subject.startswith("Can you take this on: Order phones")
    assert ANSWER in mail.text
    for text in (mail.text, mail.html):
        assert "how much longer you need" not in text
        assert DONE not in text


@pytest.mark.django_db
def test_beside_one_that_is_theirs_both_are_told_apart(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, tzinfo=UTC), tick=False)
    person = owner()
    task_of(person, title="Order phones", proposed=True)
    task_of(person, title="Agree the sites")
    assert at(time_machine, 2026, 12, 11, 9) == 1
    mail = Message.objects.get()
    assert "Accept or decline what is proposed to you, and say of the rest that it is done" in mail.text
    assert mail.text.count("(proposed to you: accept or decline)") == 1


@pytest.mark.django_db
def test_those_with_a_digest_are_reminded_in_it(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, 12, tzinfo=UTC), tick=False)
    person = owner(mail_preference="digest", language="en")
    task_of(person, title="Agree the sites")
    time_machine.move_to(datetime(2026, 12, 10, 12, tzinfo=UTC), tick=False)
    tell(person, person.represents.get().partnership, key="news:1", text="A date was moved")
    assert digest_mornings.send_due() == 0
    assert at(time_machine, 2026, 12, 11, 7) == 0
    assert digest_mornings.send_due() == 1
    mail = Message.objects.get()
    assert "A date was moved" in mail.text
    assert "Agree the sites" in mail.text
    time_machine.move_to(datetime(2026, 12, 12, 12, tzinfo=UTC), tick=False)
    assert digest_mornings.send_due() == 0


@pytest.mark.django_db
def test_an_empty_digest_is_not_sent(released, time_machine):
    time_machine.move_to(datetime(2026, 12, 10, 12, tzinfo=UTC), tick=False)
    owner(mail_preference="digest")
    assert digest_mornings.send_due() == 0
    time_machine.move_to(datetime(2026, 12, 11, 12, tzinfo=UTC), tick=False)
    assert digest_mornings.send_due() == 0
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_racing_send_each_mail_once(on_a_working_day, released):
    people = [owner() for _ in range(12)]
    for person in people:
        task_of(person, due_on=today_here())
    Task.objects.update(next_reminder_at=datetime(2026, 1, 2, tzinfo=UTC))
    start = threading.Barrier(4)

    def work():
        start.wait()
        reminders.send_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Message.objects.count() == len(people)
    assert set(Task.objects.values_list("reminders_sent", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_two_workers_racing_send_each_digest_once(released):
    people = [owner(mail_preference="digest") for _ in range(8)]
    for person in people:
        tell(person, person.represents.get().partnership, key=f"news:{person.pk}", text="News")
    Person.objects.update(next_digest_at=datetime(2026, 1, 1, tzinfo=UTC))
    start = threading.Barrier(3)

    def work():
        start.wait()
        digest_mornings.send_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Message.objects.count() == len(people)
