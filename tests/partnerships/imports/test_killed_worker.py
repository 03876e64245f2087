"""A large import whose worker is killed twice: all of its rows come in, none twice."""

import io
import time

import pytest
import xlsxwriter

from backbone.files.models import StoredFile
from backbone.files.tasks import sweep
from partnerships.imports import jobs
from partnerships.models import Partner
from tests.backbone.outbox.workers import Workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
ROWS, PATIENCE = 2500, 240


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Partners")
        sheet.write_row(0, 0, ["Organisation", "Short name", "Sector", "Country", "Role", "Since"])
        for number in range(ROWS):
            sheet.write_row(number + 1, 0, [f"Growers {number}", f"G{number}", "private", "UG"])
    return out.getvalue()


def test_all_rows_come_in_once(run_of, coordinator, tmp_path):
    run = run_of(("partners.xlsx", workbook()))
    workers = Workers(1, tmp_path / "worker.log").start()
    try:
        jobs.confirm(run, coordinator)
        for attempt in (1, 2):
            wait_until(lambda attempt=attempt: sweep() or is_at_it(run, attempt), tmp_path)
            workers.kill_child(0) or workers.kill_worker(0)
        wait_until(lambda: sweep() or done(run), tmp_path)
    finally:
        workers.stop()
    assert Partner.objects.filter(partnership=run.partnership).count() == ROWS
    assert Partner.objects.values("organisation__name").distinct().count() == ROWS
    run.refresh_from_db()
    assert run.state == run.State.DONE


def is_at_it(run, attempt):
    """Whether the worker makes the rows, for the first or the second time."""
    run.refresh_from_db()
    file = StoredFile.objects.get(pk=run.job_id)
    return file.state == "pending" and file.claimed_at and (file.attempts, file.progress) == (attempt, 10)


def done(run):
    return StoredFile.objects.filter(pk=run.job_id, state="ready").exists()


def wait_until(true, tmp_path):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, (tmp_path / "worker.log").read_text()[-2000:]
        time.sleep(0.05)
