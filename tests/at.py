"""The clock of a run set to another moment: `python -m tests.at 2026-07-10T22:15:00Z -m pytest …` (`make test AT=…`).

libfaketime sets it for the whole process tree, PostgreSQL, Valkey and Chromium included. It is told a distance
rather than a moment, so that the clock runs on and a process that begins later agrees with those before it.
Where it is missing, time-machine sets Python's clock in the tests' own processes, and those of the browser are left out.
"""

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from math import ceil
from pathlib import Path

import pytest
import time_machine

ASKED = "BACKBONE_TESTS_AT"
PLACES = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime")


def main(arguments: list[str]) -> None:
    """Become Python with the rest of the arguments, in an environment whose clock says the first."""
    moment, *rest = arguments
    os.execve(sys.executable, [sys.executable, *rest], clock(read(moment)))


def read(words: str) -> datetime:
    """The moment in the words, which name their zone: `2026-07-10T22:15:00Z`."""
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise SystemExit(f"AT={words} names no zone; in UTC it would be AT={words}Z")
    return moment


def clock(moment: datetime) -> Mapping[str, str]:
    """The environment in which it is that moment now."""
    environment = {**os.environ, ASKED: moment.isoformat(), "TZ": "UTC"}
    if library := find_library():
        # Rounded up: no process finds itself before the moment.
        distance = ceil(moment.timestamp() - datetime.now().timestamp())
        environment |= {"LD_PRELOAD": str(library), "FAKETIME": f"{distance:+d}"}
        # Chromium and time.sleep measure by the steady clock: it has to go along.
        environment.pop("FAKETIME_DONT_FAKE_MONOTONIC", None)
    return environment


def find_library() -> Path | None:
    """libfaketime, where Debian and others put it."""
    found = (path for place in PLACES for path in Path("/").glob(f"{place[1:]}/libfaketime.so.1"))
    return next(found, None)


def only_in_python() -> bool:
    """Whether another moment is asked for, and Python's clock is all that can be set."""
    return ASKED in os.environ and "FAKETIME" not in os.environ


def pytest_report_header() -> str | None:
    """Say which clock this run has."""
    part = ", in Python only: libfaketime is not installed" if only_in_python() else ""
    return f"clock: {os.environ[ASKED]}{part}" if ASKED in os.environ else None


def pytest_configure() -> None:
    """Where only Python's clock can be set, set it."""
    if only_in_python():
        time_machine.travel(datetime.fromisoformat(os.environ[ASKED])).start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium and the worker beside it would have another day than the tests."""
    if only_in_python():
        reason = f"the browser's clock cannot be set to {os.environ[ASKED]}: libfaketime is not installed (26 November 2026)"
        for item in items:
            if "tests/browser/" in item.nodeid:
                item.add_marker(pytest.mark.skip(reason=reason))


if __name__ == "__main__":
    main(sys.argv[1:])
