"""Several tasks at once, ticked in the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_of
from tests import factories
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/tasks/several/"


@pytest.fixture
def of(client):
    of = factories.partnership(slug="coffee")
    client.force_login(factories.coordinator(of))
    return of


@pytest.fixture
def grace(of):
    return factories.representative(factories.partner(of), factories.person("Grace"))


@pytest.fixture
def tasks(of):
    return [factories.task(of, f"Task {n}") for n in range(3)]


def change(client, tasks, **data):
    return client.post(PAGE, {"task": [task.pk for task in tasks], **data}, follow=True)


def test_the_list_has_a_box_for_each_and_the_page_shows_those_ticked(client, tasks):
    page = client.get("/partnerships/coffee/tasks/").text
    assert page.count('form="several"') == 3
    page = client.get(PAGE, {"task": [tasks[0].pk, tasks[2].pk]}).text
    assert "Change 2 tasks" in page
    assert "Task 1" not in page.partition("<main")[2]


def test_another_owner_is_asked_once_for_each_and_their_organisation_comes_along(client, tasks, grace):
    assert "3 tasks changed." in change(client, tasks, owner=grace.pk).text
    rows = Task.objects.all()
    assert {(row.owner, row.state, row.partner) for row in rows} == {
        (grace, "proposed", grace.represents.get().partner)
    }
    assert Message.objects.filter(recipient=grace).count() == 3
    change(
        client, tasks, owner=grace.pk, due_on=(today_of(tasks[0].partnership) + timedelta(days=9)).isoformat()
    )
    assert Message.objects.filter(recipient=grace).count() == 3


def test_with_a_yes_nobody_is_asked(client, tasks, grace):
    change(client, tasks, owner=grace.pk, agreed="on")
    assert set(Task.objects.values_list("state", flat=True)) == {"open"}
    assert not Message.objects.exists()


def test_a_date_is_set_and_stands_in_each_history(client, tasks):
    day = today_of(tasks[0].partnership) + timedelta(days=30)
    change(client, tasks[:2], due_on=day.isoformat())
    assert [row.due_on for row in Task.objects.order_by("pk")] == [day, day, None]
    assert tasks[0].changes.first().what == "edited"


def test_a_date_that_has_gone_by_is_set_and_said(client, tasks):
    day = today_of(tasks[0].partnership) - timedelta(days=1)
    # In whose year the day needs no year.
    with timezone.override(tasks[0].partnership.zone):
        words = f"Its date, {dates.short(day)}, has gone by."
    assert words in change(client, tasks, due_on=day.isoformat()).text
    assert set(Task.objects.values_list("due_on", flat=True)) == {day}
    done = change(client, tasks, due_on=day.isoformat(), state="done").text
    assert "3 tasks changed." in done
    assert "has gone by" not in done


def test_what_is_finished_stays_as_it_was(client, tasks):
    change(client, tasks[:1], state="dropped")
    text = change(client, tasks, state="done").text
    assert "2 tasks changed." in text
    assert "1 is finished and stays as it was." in text
    assert list(Task.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "done", "done"]


@pytest.mark.parametrize("data", [{}, {"due_on": "soonish"}, {"owner": "0"}, {"state": "proposed"}])
def test_what_can_not_be_said_changes_nothing_and_keeps_the_ticks(client, tasks, data):
    answer = client.post(PAGE, {"task": [task.pk for task in tasks], **data})
    assert answer.status_code == 422
    assert answer.text.count('type="hidden" name="task"') == 3
    assert not Task.objects.exclude(revision=0).exists()


@pytest.mark.parametrize("ticked", [[], ["x"], ["9" * 30], ["-1"]])
def test_without_ticks_it_says_so(client, of, ticked):
    assert "Tick the tasks that you want to change." in client.get(PAGE, {"task": ticked}, follow=True).text


def test_tasks_of_another_partnership_are_left_out(client, of, tasks):
    theirs = factories.task(factories.partnership(), "Their version")
    change(client, [theirs, tasks[0]], state="dropped")
    theirs.refresh_from_db()
    assert theirs.state == "open"
