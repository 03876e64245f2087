"""Somebody, or a partner, pauses: nothing is asked until the day is over, and then it is asked once how to go on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.correspondence import digest_mornings, held_questions, waiting_mail
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.models import Pause
from partnerships.pausing import pauses
from partnerships.pausing.who_rests import Pauses, rests
from tests import factories
from workplans import reminders, task_proposals, todo
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def in_days(of, days):
    return today_of(of) + timedelta(days=days)


def test_nobody_is_reminded_meanwhile_and_its_step_is_not_taken(
    hung, coffee, peter, ruth, released, on_a_working_day
):
    moment = timezone.now()
    Task.objects.filter(owner=peter).update(next_reminder_at=moment, due_on=today_of(coffee))
    row = pauses.pause(coffee, in_days(peter, 10), person=peter, by=ruth)
    assert [mail for mail in waiting_mail.forthcoming(coffee) if mail.person == peter] == []
    assert reminders.send_due() == 0
    assert Task.objects.get(pk=hung["task_edit"].pk).next_reminder_at == moment
    pauses.end(row)
    assert reminders.send_due() == 1


def test_no_digest_asks_meanwhile(hung, coffee, peter, ruth, released):
    type(peter).objects.filter(pk=peter.pk).update(
        mail_preference="digest", next_digest_at=timezone.now() - timedelta(minutes=1)
    )
    Task.objects.filter(owner=peter).update(next_reminder_at=timezone.now())
    row = pauses.pause(coffee, in_days(peter, 10), person=peter, by=ruth)
    assert digest_mornings.send_due() == 0
    type(peter).objects.filter(pk=peter.pk).update(next_digest_at=timezone.now() - timedelta(minutes=1))
    pauses.end(row)
    assert digest_mornings.send_due() == 1


def test_what_would_be_asked_waits_and_is_asked_after_it(hung, coffee, peter, ruth, released):
    row = pauses.pause(coffee, in_days(peter, 10), person=peter, by=ruth)
    question = Confirmation.objects.create(
        partnership=coffee,
        person=peter,
        kind="milestone_lead",
        subject_id=hung["milestone_edit"].pk,
        question="Do you lead it?",
        held_at=timezone.now(),
        next_try_at=timezone.now(),
    )
    assert held_questions.send_due() == 0
    assert held_questions.not_resting([question]) == []
    task = todo.create(coffee, title="Find a hall", owner=peter, proposed=True)
    assert task_proposals.ask_owner(task) is None
    assert not Message.objects.filter(kind="task_proposed").exists()
    pauses.end(row)
    assert held_questions.not_resting([question]) == [question]
    assert task_proposals.ask_owner(task) is not None


def test_news_that_asks_nothing_still_comes(hung, coffee, peter, ruth, released):
    pauses.pause(coffee, in_days(peter, 10), person=peter, by=ruth)
    assert send(factories.news(peter, coffee, "news")) is not None


def test_a_partner_that_pauses_is_asked_nothing_and_its_people_go_on_elsewhere(coffee, union, peter, ruth):
    other = factories.partner(coffee, "Co-op")
    factories.representative(other, peter)
    for_union, _for_other, for_none = (
        factories.task(coffee, owner=peter, partner=partner) for partner in (union, other, None)
    )
    pauses.pause(coffee, in_days(coffee, 10), partner=union, by=ruth)
    assert set(Task.objects.filter(rests("owner"))) == {for_union}
    found = Pauses([coffee])
    assert found.day_of(peter.pk, coffee.pk, union.pk) == in_days(coffee, 10)
    assert found.day_of(peter.pk, coffee.pk, other.pk) is None
    assert found.day_of(peter.pk, coffee.pk) is None
    peter.represents.filter(partner=other).update(until=timezone.now())
    assert set(Task.objects.filter(rests("owner"))) == {for_union, for_none}
    assert Pauses([coffee]).day_of(peter.pk, coffee.pk) == in_days(coffee, 10)
    factories.observer(coffee, peter)
    assert set(Task.objects.filter(rests("owner"))) == {for_union}
    assert Pauses([coffee]).day_of(peter.pk, coffee.pk) is None


def test_one_pauses_oneself_until_a_day_and_ends_it(client, coffee, peter):
    client.force_login(peter)
    day = in_days(peter, 10)
    assert "Only informed" in client.get(reverse("settings")).text
    page = client.post(
        reverse("own_pause", args=["coffee"]), {"until": day, "words": "Parental leave"}, follow=True
    )
    assert "Peter Mugabo is only informed until" in page.text
    row = Pause.objects.get()
    assert (row.person, row.until_on, row.words, row.by) == (peter, day, "Parental leave", peter)
    assert row.until > timezone.now()
    assert "Paused until" in client.get(reverse("settings")).text
    client.post(reverse("pause_end", args=[row.pk]))
    row.refresh_from_db()
    assert row.ended_at is not None
    assert row.until <= timezone.now()


@pytest.mark.parametrize("days", [0, -1, 732])
def test_the_day_is_to_come_and_two_years_ahead_at_most(client, coffee, peter, days):
    client.force_login(peter)
    answer = client.post(reverse("own_pause", args=["coffee"]), {"until": in_days(peter, days)})
    assert answer.status_code == 422
    assert not Pause.objects.exists()


def test_another_day_changes_the_pause_that_lasts(as_ruth, coffee, peter):
    address = reverse("person_pause", args=["coffee", peter.pk])
    for days in (5, 10):
        as_ruth.post(address, {"until": in_days(peter, days)})
    assert Pause.objects.get().until_on == in_days(peter, 10)
    assert "Paused until" in as_ruth.get(reverse("contact", args=["coffee", peter.pk])).text


def test_only_coordinators_pause_others_and_only_whom_they_know(client, as_ruth, coffee, union, peter):
    stranger = factories.person()
    assert as_ruth.get(reverse("person_pause", args=["coffee", stranger.pk])).status_code == 404
    client.force_login(peter)
    for name, args in (("person_pause", ["coffee", peter.pk]), ("partner_pause", [union.pk])):
        assert client.post(reverse(name, args=args), {"until": in_days(peter, 5)}).status_code == 403


def test_the_partners_page_the_table_and_forms_show_it(as_ruth, hung, coffee, union, peter):
    day = in_days(coffee, 10)
    as_ruth.post(reverse("partner_pause", args=[union.pk]), {"until": day, "words": "Harvest"})
    as_ruth.post(reverse("person_pause", args=["coffee", peter.pk]), {"until": in_days(peter, 5)})
    page = as_ruth.get(union.get_absolute_url()).text
    assert "Harvest" in page
    assert page.lower().count("paused until") == 2
    assert "paused until" in as_ruth.get(reverse("partners", args=["coffee"])).text
    form = as_ruth.get(reverse("task_edit", args=[hung["task_edit"].pk])).text
    assert "Kigezi Farmers’ Union (paused until" in form
    assert "Peter Mugabo (Kigezi Farmers’ Union, paused until" in form


def test_the_coordinator_sees_what_falls_due_meanwhile(as_ruth, hung, coffee, peter):
    Task.objects.filter(owner=peter).update(due_on=in_days(peter, 3))
    as_ruth.post(reverse("person_pause", args=["coffee", peter.pk]), {"until": in_days(peter, 5)})
    n = Task.objects.filter(owner=peter).unfinished().count()
    assert f"and has {n} task" in as_ruth.get(coffee.get_absolute_url()).text
    Task.objects.filter(owner=peter).update(due_on=in_days(peter, 6))
    assert "is paused until" not in as_ruth.get(coffee.get_absolute_url()).text


def test_a_task_that_is_held_back_for_a_pause_is_not_said_to_be_asked_enough(
    as_ruth, coffee, union, peter, released
):
    as_ruth.post(reverse("person_pause", args=["coffee", peter.pk]), {"until": in_days(peter, 5)})
    task = todo.create(coffee, title="Find a hall", owner=peter, partner=union, proposed=True)
    task_proposals.ask_owner(task)
    assert Task.objects.get(pk=task.pk).reminder_held_at
    assert "reached this month’s limit" not in as_ruth.get(coffee.get_absolute_url()).text


def test_the_history_says_who_paused_and_until_when(as_ruth, coffee, peter):
    last = in_days(coffee, 200)
    as_ruth.post(
        reverse("person_pause", args=["coffee", peter.pk]), {"until": last.isoformat(), "words": "Leave"}
    )
    text = as_ruth.get(reverse("history", args=["coffee"])).text
    assert "Peter Mugabo" in text
    assert dates.dated(last) in text


def test_an_ask_is_refused_while_it_lasts(coffee, union, peter, ruth, released):
    pauses.pause(coffee, in_days(coffee, 10), partner=union, by=ruth)
    task = factories.task(coffee, owner=peter, partner=union, proposed=True)
    with pytest.raises(AskedEnough):
        send(task_proposals._draft(task))


def test_no_pause_lasts_longer_than_two_years(coffee, peter):
    row = pauses.pause(coffee, today_of(coffee) + timedelta(days=731), person=peter, by=peter)
    with pytest.raises(IntegrityError, match="two_years"), transaction.atomic():
        Pause.objects.filter(pk=row.pk).update(until=row.since + timedelta(days=734))


def test_the_call_list_says_who_pauses(as_ruth, coffee, peter, union):
    factories.task(coffee, owner=peter, partner=union, proposed=True)
    pauses.pause(coffee, today_of(coffee) + timedelta(days=30), person=peter, by=peter)
    assert "Paused until" in as_ruth.get("/partnerships/coffee/calls/").text
