"""Files: stored, made by a task, failed, tried again, handed out."""

import hashlib
from datetime import timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from backbone.files import storing, tasks
from backbone.files.models import StoredFile
from backbone.files.storing import (
    claim,
    download_response,
    fail,
    file_job,
    finish,
    progress,
    request_file,
    retry,
    store,
)
from tests.leases import living

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

MADE = []


@file_job("tests.page")
def make_page(file, words):
    progress(file, 50, "Writing")
    MADE.append(StoredFile.objects.get(pk=file.pk).doing)
    if words == "removed":
        StoredFile.objects.filter(pk=file.pk).delete()
    if words == "gone":
        raise storing.Gone
    if words == "bad":
        raise ValueError("a mistake of ours")
    return words.encode()


@pytest.fixture
def started(monkeypatch):
    """The tasks that were started, in the place of a worker."""
    sent = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args, kwargs: sent.append((name, args, kwargs))
    )
    return sent


def pending(**more):
    return StoredFile.objects.create(name="a.pdf", media_type="application/pdf", job=make_page.name, **more)


def test_a_stored_file_is_ready_with_its_hash():
    file = store("Minutes.pdf", "application/pdf", b"%PDF")
    file.refresh_from_db()
    assert (file.state, file.size, file.progress) == ("ready", 4, 100)
    assert file.sha256 == hashlib.sha256(b"%PDF").hexdigest()


def test_the_bytes_stay_in_the_database_until_asked_for(django_assert_num_queries):
    store("a.txt", "text/plain", b"text")
    with django_assert_num_queries(1):
        file = StoredFile.objects.get()
    with django_assert_num_queries(1):
        assert file.data == b"text"


def test_a_requested_file_starts_when_the_transaction_commits(started, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = request_file("a.pdf", "application/pdf", make_page.name, {"words": "yes"})
        assert not started
    assert started == [(make_page.name, [file.pk], {"words": "yes"})]
    assert file.is_pending


def test_a_broker_that_is_down_does_not_lose_the_request(monkeypatch, django_capture_on_commit_callbacks):
    def down(*args):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        file = request_file("a.pdf", "application/pdf", make_page.name, {"words": "yes"})
    assert StoredFile.objects.get(pk=file.pk).is_pending


def test_a_task_makes_the_file_and_says_what_it_does():
    file = pending()
    make_page(file.pk, words="done")
    file.refresh_from_db()
    assert file.is_ready
    assert bytes(file.data) == b"done"
    assert MADE[-1] == "Writing"


def test_a_mistake_fails_the_file_with_a_sentence_and_it_can_be_tried_again(
    started, django_capture_on_commit_callbacks
):
    file = pending(job_args={"words": "bad"})
    with pytest.raises(ValueError, match="ours"):
        make_page(file.pk, words="bad")
    file.refresh_from_db()
    assert file.has_failed
    assert "Try again" in file.error
    assert "ours" not in file.error
    with django_capture_on_commit_callbacks(execute=True):
        assert retry(file)
        assert not retry(file)
    assert len(started) == 1
    make_page(file.pk, words="good")
    file.refresh_from_db()
    assert (file.state, file.error) == ("ready", "")


def test_a_task_that_runs_twice_makes_the_file_once():
    file = pending()
    make_page(file.pk, words="first")
    make_page(file.pk, words="second")
    assert bytes(StoredFile.objects.get().data) == b"first"
    finish(file, b"third")
    assert bytes(StoredFile.objects.get().data) == b"first"


def test_a_file_that_is_removed_while_it_is_made_is_nobodys_mistake():
    make_page(pending().pk, words="removed")
    make_page(0, words="never stored")
    assert not StoredFile.objects.exists()


def test_a_file_whose_subject_is_gone_says_so():
    file = pending()
    make_page(file.pk, words="gone")
    file.refresh_from_db()
    assert (file.state, file.error) == ("failed", storing.GONE_WORDS)


def test_a_file_that_another_worker_has_is_left_to_it():
    file = pending(claimed_at=timezone.now(), claimed_by=living())
    assert claim(file.pk, living()) is None


def test_a_redelivered_task_takes_over_from_a_dead_worker():
    file = pending(claimed_at=timezone.now(), claimed_by="1/1", attempts=1)
    assert claim(file.pk, living()).attempts == 2


def test_the_sweep_starts_lost_files_again(started, django_capture_on_commit_callbacks):
    now = timezone.now()
    dead = pending(claimed_at=now, claimed_by="1/1", attempts=1)
    stuck = pending(claimed_at=now - timedelta(minutes=7), claimed_by=living(), attempts=1)
    unstarted = pending(created_at=now - timedelta(minutes=3))
    pending(claimed_at=now, claimed_by=living(), attempts=1)
    pending()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()
    assert {args[0] for _, args, _ in started} == {dead.pk, stuck.pk, unstarted.pk}


def test_after_three_lost_attempts_a_file_has_failed(started):
    file = pending(claimed_at=timezone.now(), claimed_by="1/1", attempts=3)
    tasks.sweep()
    file.refresh_from_db()
    assert file.has_failed
    assert file.error
    assert not started


def test_a_ready_file_never_fails():
    file = store("a.txt", "text/plain", b"text")
    fail(file, "too late")
    file.refresh_from_db()
    assert file.is_ready


def test_the_database_refuses_a_ready_file_without_its_hash():
    with pytest.raises(IntegrityError, match="file_ready_has_hash"), transaction.atomic():
        StoredFile.objects.create(name="a", media_type="text/plain", state="ready")


def test_a_download_has_the_headers_that_keep_it_a_download():
    file = store("Verslag – 9.pdf", "application/pdf", b"%PDF")
    response = download_response(file)
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Verslag%20%E2%80%93%209.pdf"
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == "4"
    assert response.content == b"%PDF"
    assert "inline" in download_response(file, inline=True)["Content-Disposition"]


def test_what_could_run_in_the_browser_is_never_shown_in_it():
    for media_type in ("text/html", "image/svg+xml", "text/plain"):
        file = store("a.html", media_type, b"<script>")
        assert download_response(file, inline=True)["Content-Disposition"].startswith("attachment")


def test_a_copy_the_browser_has_is_not_read_again(django_assert_num_queries):
    store("a.pdf", "application/pdf", b"%PDF")
    file = StoredFile.objects.get()
    request = RequestFactory().get("/", headers={"If-None-Match": f'"{file.sha256}"'})
    with django_assert_num_queries(0):
        response = download_response(file, request=request)
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", ".. .. etc passwd".strip(" .")),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ('"quoted".pdf', "quoted .pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 180 + ".pdf"),
        ("отчёт 🌱.pdf", "отчёт 🌱.pdf"),
    ],
)
def test_file_names_are_made_safe(name, cleaned):
    assert " ".join(storing.clean_name(name).split()) == cleaned
