"""A mailed link: the person's own tasks, answered without an account; reading changes nothing."""

from datetime import timedelta

import pytest

from backbone.outbox import link_tokens
from backbone.time.days import today_here
from tests import factories
from tests.factories import link_for
from tests.partnerships.attachments.files import PDF, sent
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def grace():
    return factories.representative(
        factories.partner(name="Kigezi Farmers’ Union"), factories.person("Grace")
    )


@pytest.fixture
def task(grace):
    of = grace.represents.get()
    return factories.task(
        of.partnership, "Agree the sites", owner=grace, partner=of.partner, due_on=today_here()
    )


@pytest.fixture
def token(grace):
    return link_tokens.token(link_for(grace, grace.represents.get().partnership, "tasks").pk)


def answer(client, token, task, **form):
    return client.post(f"/l/{token}/tasks/{task.pk}/answer/", form)


def test_the_page_shows_own_tasks_and_reading_changes_nothing(client, token, task):
    other = factories.task(task.partnership, "Somebody else's", owner=factories.person())
    before = list(Task.objects.values())
    page = client.get(f"/l/{token}/").content.decode()
    assert "Agree the sites" in page
    assert other.title not in page
    assert client.get(f"/l/{token}/tasks/{task.pk}/answer/").url == f"/l/{token}/"
    assert list(Task.objects.values()) == before


def test_done_with_a_line_and_undone_again(client, token, task, grace):
    assert (
        answer(client, token, task, answer="done", evidence="Signed list").url
        == f"/l/{token}/#task-{task.pk}"
    )
    task.refresh_from_db()
    assert (task.state, task.evidence, task.changes.first().via) == ("done", "Signed list", "link")
    assert "Undo" in client.get(f"/l/{token}/").content.decode()
    answer(client, token, task, answer="undo")
    task.refresh_from_db()
    assert task.state == "open"


@pytest.mark.parametrize(
    ("given", "field", "state"), [("done", "evidence", "done"), ("decline", "words", "declined")]
)
def test_the_same_answer_twice_is_no_conflict_and_other_words_stay(client, token, task, given, field, state):
    if given == "decline":
        Task.objects.update(state="proposed")
    assert answer(client, token, task, answer=given, **{field: "We have a list"}).status_code == 303
    assert answer(client, token, task, answer=given, **{field: "We have a list"}).status_code == 303
    page = answer(client, token, task, answer=given, **{field: "We have a photo"})
    assert (page.status_code, "We have a photo" in page.text) == (409, True)
    assert "Nothing was changed" in page.text
    task.refresh_from_db()
    assert (task.state, task.changes.first().words) == (state, "We have a list")


def test_a_file_sent_twice_with_done_is_there_and_another_is_named(client, token, task):
    for _ in range(2):
        page = answer(client, token, task, answer="done", evidence="List", files=sent("list.pdf", PDF))
        assert page.status_code == 303
    page = answer(client, token, task, answer="done", evidence="List", files=sent("list.pdf", PDF + b"2"))
    assert (page.status_code, "list.pdf" in page.text) == (409, True)
    assert task.files.count() == 1


def test_done_needs_no_homework(client, token, task):
    assert answer(client, token, task, answer="done", evidence=" ").status_code == 303
    task.refresh_from_db()
    assert (task.state, task.evidence) == ("done", "")


def test_more_time_keeps_what_was_typed_until_it_is_whole(client, token, task):
    page = answer(client, token, task, answer="time", wanted_due_on="soon", reason="The board <b>meets</b>")
    assert page.status_code == 422
    assert "The board &lt;b&gt;meets" in page.content.decode()
    until = today_here() + timedelta(days=9)
    answer(client, token, task, answer="time", wanted_due_on=until.isoformat(), reason="The board meets")
    task.refresh_from_db()
    assert (task.wanted_due_on, task.wanted_reason) == (until, "The board meets")


@pytest.mark.parametrize(("given", "state"), [("accept", "open"), ("decline", "declined")])
def test_what_is_proposed_is_accepted_or_declined(client, token, grace, given, state):
    task = factories.task(grace.represents.get().partnership, owner=grace, proposed=True)
    answer(client, token, task, answer=given)
    answer(client, token, task, answer=given)
    task.refresh_from_db()
    assert task.state == state
    assert task.changes.count() == 2


def test_nobody_elses_task_opens(client, token, task):
    foreign = factories.task(task.partnership, owner=factories.person())
    assert answer(client, token, foreign, answer="done", evidence="x").status_code == 404
    elsewhere = factories.task(owner=task.owner)
    assert answer(client, token, elsewhere, answer="done", evidence="x").status_code == 404
    assert answer(client, token, task, answer="nonsense").status_code == 404
    assert answer(client, "nonsense", task, answer="done", evidence="x").status_code == 404


def test_an_expired_link_changes_nothing(client, grace, task):
    from django.utils import timezone

    link = link_for(grace, task.partnership, "tasks")
    link.expires_at = timezone.now()
    link.save()
    assert answer(client, link_tokens.token(link.pk), task, answer="done", evidence="x").status_code == 410
    task.refresh_from_db()
    assert task.state == "open"


def test_a_lead_is_accepted_or_given_back(client, token, grace):
    row = factories.milestone(
        factories.objective(grace.represents.get().partnership),
        lead_person=grace,
        lead_partner=grace.represents.get().partner,
    )
    assert row.title in client.get(f"/l/{token}/").content.decode()
    client.post(f"/l/{token}/milestones/{row.pk}/lead/", {"answer": "accept"})
    row.refresh_from_db()
    assert row.lead_accepted_at
    client.post(f"/l/{token}/milestones/{row.pk}/lead/", {"answer": "decline"})
    row.refresh_from_db()
    assert row.lead_person is None
