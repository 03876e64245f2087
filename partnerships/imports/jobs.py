"""Large imports are checked and made by Celery, with progress on the page; small ones at once.

Measured on two cores: 2,000 rows take a second or two, 10,000 rows five to ten.
"""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_noop

from backbone.files.storing import file_job, progress, request_file
from partnerships.imports import checking, confirming
from partnerships.models import ImportRun

AT_ONCE = 2000
CHECKING = gettext_noop("Checking the rows")
MAKING = gettext_noop("Making what is new")


def check(run, by):
    """Check the rows now, or have it done when they are many."""
    if _size(run) <= AT_ONCE:
        checking.check(run)
    else:
        _start(run, by, check_job)


def confirm(run, by):
    """Make what is new now, or have it done when it is much; returns the import."""
    if run.rows.count() <= AT_ONCE:
        return confirming.confirm(run, by)
    if run.state in (ImportRun.State.CHECKED, ImportRun.State.FAILED):
        _start(run, by, confirm_job)
    return run


def is_busy(run):
    """Whether Celery is at it."""
    return bool(run.job and run.job.is_pending)


@file_job
def check_job(file, run_id, by_id):
    """Check an import; the file says no more than that it is done."""
    progress(file, 10, CHECKING)
    checking.check(ImportRun.objects.select_related("partnership").get(pk=run_id))
    return b"checked"


@file_job
def confirm_job(file, run_id, by_id):
    """Make what an import says; once more after a killed worker changes nothing."""
    progress(file, 10, MAKING)
    by = get_user_model().objects.get(pk=by_id)
    confirming.confirm(ImportRun.objects.get(pk=run_id), by)
    return b"confirmed"


def _size(run):
    return sum(said["rows"] for said in run.sheets if said.get("kind"))


def _start(run, by, job):
    if not is_busy(run):
        run.job = request_file(
            f"import-{run.pk}", "text/plain", job.name, {"run_id": run.pk, "by_id": by.pk}, by
        )
        run.save(update_fields=["job"])
