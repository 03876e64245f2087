"""The clock's own Celery application: the whole timetable, of tasks that workers know, without Django's apps."""

import subprocess
import sys

import pytest

from backbone.beat import Clock
from backbone.beat import app as clock
from backbone.celery import app as worker

pytestmark = pytest.mark.fast

LOADED = """
import sys
from backbone.beat import app
app.loader.init_worker()
app.finalize()
assert app.conf.beat_schedule
print(*sorted(name for name in sys.modules if name.split(".")[0] in {"partnerships", "weasyprint", "allauth"}))
"""


def test_it_sends_by_the_timetable_what_workers_run():
    worker.loader.import_default_modules()
    assert clock.conf.beat_schedule
    assert clock.conf.beat_schedule == worker.conf.beat_schedule
    assert clock.conf.broker_url == worker.conf.broker_url
    assert {entry["task"] for entry in clock.conf.beat_schedule.values()} <= set(worker.tasks)


def test_it_loads_none_of_the_product():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert not done.stdout.strip()


def test_it_begins_anew_where_a_crash_left_half_of_what_it_had_written(tmp_path):
    written = str(tmp_path / "beat")
    Clock(clock, schedule_filename=written).close()
    files = sorted(tmp_path.glob("beat*"))
    assert files
    for file in files:
        file.write_bytes(b"")
        again = Clock(clock, schedule_filename=written)
        assert set(clock.conf.beat_schedule) <= set(again.schedule), file
        again.close()
    assert clock.conf.beat_scheduler == "backbone.beat:Clock"
