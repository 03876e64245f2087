"""The fast part of the suite at moments at which days, years and hours begin and end in many places."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import at

ROOT = Path(__file__).resolve().parents[1]
CLOCKS = (
    *("2026-07-10T22:15:00Z", "2026-12-31T23:30:00Z", "2028-02-29T12:00:00Z"),
    *("2027-03-28T00:30:00Z", "2027-10-31T00:30:00Z"),
)
# What tests/servers.py and xdist said to the tests of this run: that one starts servers of its own.
OURS = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "BACKBONE_VAR", "BACKBONE_TEST_TEMPLATE"}
NEEDS = "libfaketime is not installed: only Python's clock could be set, not PostgreSQL's (26 November 2026)"


@pytest.mark.long
@pytest.mark.skipif(at.find_library() is None, reason=NEEDS)
# `make test-long AT=…` would set a clock within a set clock.
@pytest.mark.skipif(at.ASKED in os.environ, reason="this run has a clock already (26 November 2026)")
@pytest.mark.parametrize("moment", CLOCKS)
def test_the_fast_part_holds_at(moment):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith("PYTEST_")
    }
    tests = ["-m", "pytest", "-m", "fast and not long", "-q", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "tests.at", moment, *tests]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert "passed" in ran.stdout


def test_the_clock_runs_on_from_the_moment_asked_for():
    """In a process that the first one starts, too, which begins later."""
    words = "import datetime; print(datetime.datetime.now(datetime.UTC))"
    twice = f"import subprocess, sys; {words}; sys.stdout.flush(); subprocess.run([sys.executable, '-c', '{words}'])"
    if at.find_library() is None:
        pytest.skip(NEEDS)
    command = [sys.executable, "-m", "tests.at", "2028-02-29T12:00:00Z", "-c", twice]
    first, second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    assert first.startswith("2028-02-29 12:0")
    assert second > first


def test_a_moment_without_a_zone_is_refused_in_words():
    with pytest.raises(SystemExit, match="AT=2028-02-29T12:00:00Z"):
        at.read("2028-02-29T12:00:00")
