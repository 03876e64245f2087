"""Large imports are checked and made by Celery, with progress on the page; small ones at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_noop

from backbone.files.storing import Gone, file_job, progress, request_file
from partnerships.imports import checking, confirming
from partnerships.imports.models import ImportRun

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile

# Rows that are checked within a request; with more of them the answer would keep a browser waiting.
AT_ONCE = 2000
CHECKING = gettext_noop("Checking the rows")
MAKING = gettext_noop("Making what is new")


def check(run: ImportRun, by: Person) -> None:
    """Check the rows now, or have it done when they are many."""
    if _size(run) <= AT_ONCE:
        checking.check(run)
    else:
        _start(run, by, check_job)


def recheck(run: ImportRun, by: Person) -> None:
    """Check the rows of a corrected import once more, now or by Celery."""
    if run.rows.count() <= AT_ONCE:
        checking.recheck(run)
    else:
        _start(run, by, recheck_job)


def confirm(run: ImportRun, by: Person) -> ImportRun:
    """Make what is new now, or have it done when it is much; returns the import."""
    if run.rows.count() <= AT_ONCE:
        return confirming.confirm(run, by)
    if run.state in (ImportRun.State.CHECKED, ImportRun.State.FAILED):
        _start(run, by, confirm_job)
    return run


def is_busy(run: ImportRun) -> bool:
    """Whether a Celery job for this import is waiting or running."""
    return bool(run.job and run.job.is_pending)


@file_job("imports.check")
def check_job(file: StoredFile, run_id: int, by_id: int) -> bytes:
    """Check an import; the file says no more than that it is done."""
    progress(file, 10, CHECKING)
    checking.check(_run(run_id))
    # A job's result is a file; here only its state counts.
    return b"checked"


@file_job("imports.recheck")
def recheck_job(file: StoredFile, run_id: int, by_id: int) -> bytes:
    """Check the rows of a corrected import once more."""
    progress(file, 10, CHECKING)
    checking.recheck(_run(run_id))
    return b"checked"


@file_job("imports.confirm")
def confirm_job(file: StoredFile, run_id: int, by_id: int) -> bytes:
    """Make what an import says; once more after a killed worker changes nothing."""
    progress(file, 10, MAKING)
    by = get_user_model().objects.filter(pk=by_id).first()
    confirming.confirm(_run(run_id), by)
    return b"confirmed"


def _run(pk):
    run = ImportRun.objects.select_related("partnership").filter(pk=pk).first()
    if run is None:
        raise Gone
    return run


def _size(run):
    return sum(sheet["rows"] for sheet in run.sheets if sheet.get("kind"))


def _start(run, by, job):
    if not is_busy(run):
        run.job = request_file(
            f"import-{run.pk}", "text/plain", job.name, {"run_id": run.pk, "by_id": by.pk}, by
        )
        run.save(update_fields=["job"])
