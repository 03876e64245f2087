"""What can be done with a task on pages: who may, what is said, and what is kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox.models import Message
from backbone.time.days import today_here
from tests import factories
from workplans import needs, todo
from workplans.answers import more_time
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def grace():
    return factories.representative(
        factories.partner(name="Kigezi Farmers’ Union"), factories.person("Grace")
    )


@pytest.fixture
def ruth(grace):
    return factories.coordinator(grace.represents.get().partnership, factories.person("Ruth"))


@pytest.fixture
def task(grace):
    of = grace.represents.get()
    return factories.task(
        of.partnership, "Agree the sites", owner=grace, partner=of.partner, due_on=today_here()
    )


def test_it_checks_owner(client, task, grace, ruth):
    address = reverse("task_completion", args=[task.pk])
    client.force_login(factories.representative(grace.represents.get().partner))
    assert client.post(address, {"evidence": "x"}).status_code == 403
    client.force_login(factories.person())
    assert client.post(address, {"evidence": "x"}).status_code == 404
    client.force_login(ruth)
    assert client.post(address, {"evidence": "x"}).status_code == 303


def test_the_backup_may_answer_for_it(client, task):
    backup = factories.representative(factories.partner(task.partnership))
    Task.objects.update(backup=backup)
    client.force_login(backup)
    assert client.post(reverse("task_completion", args=[task.pk]), {"evidence": "x"}).status_code == 303


def test_done_needs_no_homework(client, task, grace):
    client.force_login(grace)
    assert client.post(reverse("task_completion", args=[task.pk]), {"evidence": ""}).status_code == 303
    task.refresh_from_db()
    assert (task.state, task.evidence) == ("done", "")


def test_done_in_place_answers_with_the_row(client, task, grace):
    client.force_login(grace)
    address = reverse("task_completion", args=[task.pk])
    row = client.post(address, {"evidence": "<i>Signed</i>"}, headers={"HX-Request": "true"}).content.decode()
    assert f'id="task-{task.pk}"' in row
    assert "&lt;i&gt;Signed" in row
    assert "<html" not in row
    row = client.delete(address, headers={"HX-Request": "true"}).content.decode()
    task.refresh_from_db()
    assert task.state == "open"


def test_it_goes_back_only_to_our_own_pages(client, task, grace):
    client.force_login(grace)
    address = reverse("task_completion", args=[task.pk])
    assert client.post(address, {"evidence": "x", "next": "/my-work/"}).url == "/my-work/"
    assert (
        client.post(address, {"_method": "delete", "next": "https://evil.example/"}).url
        == f"/tasks/{task.pk}/"
    )
    assert client.post(address, {"evidence": "x", "next": "//evil.example/"}).url == f"/tasks/{task.pk}/"


def test_asking_for_time_and_the_coordinators_answer(client, task, grace, ruth):
    until = today_here() + timedelta(days=9)
    client.force_login(grace)
    client.post(
        reverse("task_extension", args=[task.pk]), {"wanted_due_on": until, "reason": "The board meets"}
    )
    assert client.post(reverse("task_extension_answer", args=[task.pk])).status_code == 403
    client.force_login(ruth)
    assert "asks for time until" in client.get(task.get_absolute_url()).content.decode()
    client.post(reverse("task_extension_answer", args=[task.pk]))
    task.refresh_from_db()
    assert task.due_on == until


def test_a_second_answer_says_what_the_task_is_now(client, task, grace):
    client.force_login(grace)
    address = reverse("task_completion", args=[task.pk])
    client.post(address, {"evidence": "x"})
    page = client.post(address, {"evidence": "y"}, follow=True).content.decode()
    assert "Nothing was changed: this task is now “Done”." in page


def test_a_new_task_asks_its_owner_by_mail_unless_they_agreed(client, grace, ruth):
    of = grace.represents.get()
    client.force_login(ruth)
    form = {"title": "Order seedlings", "owner": grace.pk, "due_on": today_here().isoformat()}
    client.post(reverse("task_new", args=[of.partnership.slug]), form)
    task = Task.objects.get()
    assert (task.state, task.partner) == ("proposed", of.partner)
    assert "Can you take this on" in Message.objects.get(recipient=grace).subject
    client.post(reverse("task_new", args=[of.partnership.slug]), form | {"agreed": "on"})
    assert Task.objects.latest("pk").state == "open"
    assert Message.objects.count() == 1


def test_handing_over_asks_the_new_owner(client, task, grace, ruth):
    new = factories.representative(grace.represents.get().partner)
    client.force_login(ruth)
    form = {"title": task.title, "owner": new.pk, "revision": task.revision}
    assert client.post(reverse("task_edit", args=[task.pk]), form).status_code == 302
    task.refresh_from_db()
    assert (task.owner, task.state) == (new, "proposed")
    assert Message.objects.get().recipient == new


def test_two_people_editing_see_both_texts(client, task, ruth):
    client.force_login(ruth)
    stale = {"title": "Mine", "revision": task.revision}
    client.post(reverse("task_edit", args=[task.pk]), {"title": "Their version", "revision": task.revision})
    page = client.post(reverse("task_edit", args=[task.pk]), stale).content.decode()
    assert "Their version" in page
    assert "Mine" in page
    task.refresh_from_db()
    assert task.title == "Their version"


def test_nobody_outside_the_partnership_can_be_named_owner(client, ruth):
    stranger = factories.person()
    of = ruth.roles.get().partnership
    client.force_login(ruth)
    page = client.post(reverse("task_new", args=[of.slug]), {"title": "x", "owner": stranger.pk})
    assert page.status_code == 422
    assert not Task.objects.exists()


def test_my_work_is_empty_in_words(client):
    client.force_login(factories.person())
    assert "Nothing is asked of you" in client.get("/my-work/").content.decode()


def test_my_work_shows_what_is_asked_across_partnerships_and_nothing_of_others(client, task, grace):
    elsewhere = factories.representative(factories.partner(), grace)
    other = factories.task(
        elsewhere.represents.last().partnership, "Order seedlings", owner=grace, proposed=True
    )
    factories.task(task.partnership, "Not hers", owner=factories.person())
    factories.task(factories.partnership(), "She left there", owner=grace)
    client.force_login(grace)
    page = client.get("/my-work/").content.decode()
    assert page.index(other.title) < page.index(task.title)
    assert "Not hers" not in page
    assert "She left there" not in page


def test_needs_of_coordinators_and_owners_do_not_mix(task, grace, ruth):
    of = task.partnership
    Task.objects.update(due_on=today_here() - timedelta(days=2))
    assert [need.action for need in in_full(needs.of_the_plan(grace, of))] == ["Done, or more time"]
    assert not list(needs.of_the_plan(ruth, of))
    Task.objects.update(due_on=today_here() - timedelta(days=8))
    assert [need.action for need in in_full(needs.of_the_plan(ruth, of))] == ["Plan a call"]
    assert [need.action for need in in_full(needs.of_the_plan(grace, of))] == ["Done, or more time"]


def test_a_coordinator_reads_why_a_task_was_given_back(db):
    of = factories.partnership()
    owner = factories.person()
    row = factories.task(of, owner=owner, proposed=True)
    todo.decline(row, by=owner, words="No budget this year")
    details = [need.detail for need in in_full(needs.of_the_plan(factories.coordinator(of)))]
    assert len(details) == 1
    assert "No budget this year" in details[0]


@pytest.mark.parametrize("told_on", [None, date(2026, 11, 2)])
def test_why_a_task_was_given_back_is_for_coordinators_and_who_said_it(client, task, grace, ruth, told_on):
    Task.objects.update(state=Task.State.PROPOSED)
    task.refresh_from_db()
    todo.decline(task, by=ruth if told_on else grace, words="My boss is ill", told_on=told_on)
    other = factories.representative(factories.partner(task.partnership))
    shown = {}
    for reader in (ruth, grace, other):
        client.force_login(reader)
        shown[reader] = "My boss is ill" in client.get(task.get_absolute_url()).text
    assert shown == {ruth: True, grace: told_on is None, other: False}


def test_why_more_time_is_wanted_is_for_coordinators_and_who_asks(client, task, grace, ruth):
    more_time.ask(task, by=grace, wanted_due_on=today_here() + timedelta(days=9), reason="My boss is ill")
    other = factories.representative(factories.partner(task.partnership))
    for reader, reads in ((ruth, True), (grace, True), (other, False)):
        client.force_login(reader)
        assert ("My boss is ill" in client.get(task.get_absolute_url()).text) is reads


SPEAKS_TO_OWNER = ["Accept this task", "I need more time", "Say it is done", "Will you do this?"]
SPEAKS_OF_OWNER = ["Record that Grace accepted", "Record that Grace declined", "Grace needs more time"]
SPEAKS_OF_OWNER += ["Record that it is done"]


@pytest.mark.parametrize(
    ("who", "read", "not_read"),
    [("grace", SPEAKS_TO_OWNER, SPEAKS_OF_OWNER), ("ruth", SPEAKS_OF_OWNER, SPEAKS_TO_OWNER)],
)
def test_the_page_speaks_to_whoever_reads_it(client, request, task, who, read, not_read):
    Task.objects.update(state="proposed")
    client.force_login(request.getfixturevalue(who))
    page = client.get(task.get_absolute_url()).text
    assert [words for words in read if words not in page] == []
    assert [words for words in not_read if words in page] == []


@pytest.mark.parametrize(("who", "said"), [("grace", "It is on your list"), ("ruth", "Recorded as accepted")])
def test_what_was_done_is_said_to_whoever_did_it(client, request, task, who, said):
    Task.objects.update(state="proposed")
    client.force_login(request.getfixturevalue(who))
    assert said in client.post(reverse("task_acceptance", args=[task.pk]), follow=True).text
