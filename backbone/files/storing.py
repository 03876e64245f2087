"""Storing, asking for and handing out files. A file that takes time is made by a Celery task of its own."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from celery import current_app, shared_task
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext_noop

from backbone.database.claims import lease
from backbone.database.models import Lease

from .memory import give_back
from .models import Content, StoredFile

log = logging.getLogger(__name__)

# Sent in the finishing transaction: whoever waits for the file can go on.
file_ready = Signal()

FAILED_WORDS = gettext_noop(
    "The file could not be created. Try again; if it fails again, tell your administrator."
)
GONE_WORDS = gettext_noop("Something this file was going to show has been removed in the meantime.")
SHOWN_IN_BROWSER = {"application/pdf", "image/png", "image/jpeg", "image/webp"}
UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


class Gone(Exception):
    """What a file was to be made of is not stored any more."""


@transaction.atomic
def store(name: str, media_type: str, data: bytes, by: Any = None) -> StoredFile:
    """Save bytes as a ready file."""
    file = StoredFile(name=clean_name(name), media_type=media_type, created_by=by)
    _fill(file, data)
    return file


def request_file(
    name: str, media_type: str, job: str, args: dict | None = None, by: Any = None
) -> StoredFile:
    """Save a pending file and start the Celery task `job` for it when this transaction commits.

    The task is called as `job(file.pk, **args)`; write it with `file_job`.
    """
    file = StoredFile.objects.create(
        name=clean_name(name), media_type=media_type, job=job, job_args=args or {}, created_by=by
    )
    start(file)
    return file


def file_job(name: str) -> Callable:
    """A decorator: a Celery task out of `make(file, **args) -> bytes`, which claims the file and stores what was made.

    name: such as "documents.render". Rows keep it, so it never changes and says nothing of where the code lies.
    Call `progress(file, percent, words)` on the way. A mistake ends in a failed file with a sentence that
    says what to do; the traceback goes to the log. Raise `Gone` when what it shows was removed; when the file
    itself was, nobody waits for it.
    """

    def as_task(make: Callable) -> Any:
        @shared_task(name=name)
        @wraps(make)
        def task(file_id: int, **args: Any) -> None:
            _make(make, file_id, args)

        return task

    return as_task


def _make(make, file_id, args):
    try:
        with lease() as held:
            _make_under(held.name, make, file_id, args)
    finally:
        give_back()


def _make_under(lease_name, make, file_id, args):
    file = claim(file_id, lease_name)
    if file is None:
        return
    try:
        finish(file, make(file, **args))
    except Gone:
        fail(file, GONE_WORDS)
    except Exception:
        if not _is_there(file):
            log.info("file %s was removed while it was being made", file_id)
            return
        fail(file, FAILED_WORDS)
        raise


def start(file: StoredFile) -> None:
    """Start the file's task once this transaction has committed; a lost start is repeated by the sweep."""
    transaction.on_commit(lambda: current_app.send_task(file.job, [file.pk], file.job_args), robust=True)


def claim(file_id: int, lease_name: str) -> StoredFile | None:
    """Take a pending file under this lease, or return None when another has it or it is done."""
    with transaction.atomic():
        waiting = StoredFile.objects.select_for_update().filter(pk=file_id, state=StoredFile.State.PENDING)
        file = waiting.filter(Q(claimed_at=None) | ~Q(claimed_by__in=Lease.objects.names_of_living())).first()
        if file is None:
            return None
        file.claimed_at, file.claimed_by, file.attempts = timezone.now(), lease_name, file.attempts + 1
        file.save(update_fields=["claimed_at", "claimed_by", "attempts"])
    return file


def progress(file: StoredFile, percent: int, words: str = "") -> None:
    """Say how far the file is. `words` is marked with gettext_noop; the page translates it.

    Call it outside a transaction, or nobody sees it. It also shows that the worker is alive.
    """
    file.progress, file.progress_words, file.claimed_at = min(int(percent), 100), words, timezone.now()
    StoredFile.objects.filter(pk=file.pk, state=StoredFile.State.PENDING).update(
        progress=file.progress, progress_words=words, claimed_at=file.claimed_at
    )


@transaction.atomic
def finish(file: StoredFile, data: bytes) -> StoredFile | None:
    """Save what was made. What finishes twice keeps its first bytes."""
    locked = StoredFile.objects.select_for_update().get(pk=file.pk)
    if locked.is_ready:
        return locked
    _fill(locked, data)
    file_ready.send(StoredFile, file=locked)
    return locked


def fail(file: StoredFile, error: str) -> None:
    """Record that the file could not be made, with a sentence that says what to do (gettext_noop)."""
    StoredFile.objects.filter(pk=file.pk).exclude(state=StoredFile.State.READY).update(
        state=StoredFile.State.FAILED, error=error, claimed_at=None, claimed_by=""
    )


@transaction.atomic
def retry(file: StoredFile) -> bool:
    """Make a failed file once more; returns whether there was something to do."""
    changed = StoredFile.objects.filter(pk=file.pk, state=StoredFile.State.FAILED).update(
        state=StoredFile.State.PENDING,
        error="",
        attempts=0,
        progress=0,
        progress_words="",
        created_at=timezone.now(),
    )
    if changed:
        start(file)
    return bool(changed)


def download_response(
    file: StoredFile, inline: bool = False, request: HttpRequest | None = None
) -> HttpResponse:
    """The file as an answer; with the request, a copy that the browser already has is not sent again."""
    etag = quote_etag(file.sha256)
    if request and isinstance(get_conditional_response(request, etag=etag), HttpResponseNotModified):
        return HttpResponseNotModified(headers={"ETag": etag})
    shown = inline and file.media_type in SHOWN_IN_BROWSER
    response = HttpResponse(file.data, content_type=file.media_type)
    response["Content-Length"] = file.size
    response["Content-Disposition"] = content_disposition_header(not shown, file.name)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def upload_response(file: StoredFile, request: HttpRequest) -> HttpResponse:
    """What somebody uploaded, to keep: nothing in it runs or loads, on our pages or by itself."""
    response = download_response(file, request=request)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def hash_of(data: bytes) -> str:
    """What tells these bytes from others, as 64 digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()


def clean_name(name: str) -> str:
    """A file name without what would leave its directory, its header or its direction of reading."""
    name = " ".join(UNSAFE_IN_NAMES.sub(" ", name).split()).strip(" .") or "file"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:180]}{dot}{suffix[:15]}" if dot else name[:180]


def _is_there(file):
    return StoredFile.objects.filter(pk=file.pk).exists()


def _fill(file, data):
    file.size, file.sha256 = len(data), hash_of(data)
    file.state, file.error, file.ready_at = StoredFile.State.READY, "", timezone.now()
    file.progress, file.progress_words, file.claimed_at, file.claimed_by = 100, "", None, ""
    file.save()
    Content.objects.create(file=file, data=data)
