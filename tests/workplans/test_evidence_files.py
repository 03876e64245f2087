"""A photo or a document that shows that a task is done comes with the answer, from a page or a mailed link."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from tests import factories
from tests.factories import link_for
from tests.partnerships.attachments.files import PDF, picture, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace():
    return factories.representative(factories.partner(), factories.person("Grace"))


@pytest.fixture
def task(grace):
    seat = grace.represents.get()
    return factories.task(seat.partnership, "Agree the sites", owner=grace, partner=seat.partner)


@pytest.fixture
def by_link(client, grace, task):
    token = link_tokens.token(link_for(grace, task.partnership, "tasks").pk)
    return lambda **form: client.post(f"/l/{token}/tasks/{task.pk}/answer/", form, follow=True)


@pytest.fixture
def by_page(client, grace, task):
    def send(**form):
        client.force_login(grace)
        return client.post(reverse("task_completion", args=[task.pk]), form, follow=True)

    return send


@pytest.fixture(params=["by_link", "by_page"])
def answer(request):
    return request.getfixturevalue(request.param)


def files(task):
    return [(file.name, file.upload.by.name) for file in task.files.select_related("upload__by")]


def test_a_photo_from_a_phone_comes_with_the_answer(answer, task):
    answer(
        answer="done",
        evidence="See the photo",
        files=[sent("IMG_1.jpg", picture("JPEG")), sent("a.pdf", PDF)],
    )
    task.refresh_from_db()
    assert (task.state, task.evidence) == ("done", "See the photo")
    assert files(task) == [("IMG_1.jpg", "Grace"), ("a.pdf", "Grace")]


def test_the_page_after_it_names_what_arrived(by_link):
    page = by_link(answer="done", files=[sent("IMG_1.jpg", picture("JPEG")), sent("a.pdf", PDF)])
    for name in ("IMG_1.jpg", "a.pdf"):
        assert f"The file “{name}” has arrived." in page.text
    assert page.text.count("Scripts in it, and the place where it was taken, are not kept.") == 1


def test_one_that_does_not_come_in_keeps_the_answer_from_being_sent(answer, task):
    page = answer(
        answer="done", evidence="See the photo", files=[sent("a.pdf", PDF), sent("run.exe", b"MZ\x90")]
    )
    task.refresh_from_db()
    assert (page.status_code, task.state, files(task)) == (422, "open", [])
    assert "run.exe: This is a program." in page.text
    assert "See the photo" in page.text


def test_without_room_the_task_is_done_and_that_is_said(answer, task, settings):
    settings.FILE_ROOM = 0
    page = answer(answer="done", evidence="See the photo", files=[sent("a.pdf", PDF)])
    task.refresh_from_db()
    assert (task.state, files(task)) == ("done", [])
    assert "a.pdf: The files of this partnership take up all" in page.text


def test_an_answer_that_comes_too_late_keeps_no_file(by_link, task):
    by_link(answer="done", files=[sent("a.pdf", PDF)])
    by_link(answer="done", files=[sent("b.pdf", PDF + b"2")])
    assert files(task) == [("a.pdf", "Grace")]
