"""A pytest plugin, loaded with `-p` before pytest-django reads the settings: throwaway PostgreSQL and Valkey.

DATABASE_URL and REDIS_URL in the environment take their place. With xdist the controller starts the
servers once; each worker inherits the environment and takes a Valkey database of its own.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from backbone.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[1]
_running = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Start the servers and set the environment that the settings read."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _take_own_part(worker)
    else:
        _start_servers()


def pytest_unconfigure():
    """Stop what was started."""
    if _running:
        _running.stop()


def _start_servers():
    global _running
    var = Path(tempfile.mkdtemp(prefix="backbone-tests-"))
    _running = Servers(var, throwaway=True)
    _share_made_files(var)
    _running.hold()
    _running.start()
    os.environ.update(_running.environment())
    os.environ.update(
        BACKBONE_EMBEDDED="1",
        SECRET_KEY="only for tests, " * 4,
        BASE_URL="http://testserver",
        ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
        DEFAULT_FROM_EMAIL="backbone@example.org",
    )
    for name in ("EMAIL_URL", "DEMO", "PORT"):
        os.environ.pop(name, None)


def _share_made_files(var):
    """The page's font takes seconds to make: once per checkout, not once per run."""
    kept = ROOT / ".pytest_cache" / "made"
    kept.mkdir(parents=True, exist_ok=True)
    (var / "made").symlink_to(kept)


def _take_own_part(worker):
    number = int(worker.removeprefix("gw")) + 1
    for name in ("REDIS_URL", "CELERY_BROKER_URL"):
        if name in os.environ:
            os.environ[name] = _with_database(os.environ[name], number)
    own = Path(os.environ["BACKBONE_VAR"]) / worker
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    _share_made_files(own)
    os.environ["BACKBONE_VAR"] = str(own)


def _with_database(url, number):
    if "db=" in url or "virtual_host=" in url:
        return re.sub(r"(db|virtual_host)=\d+", rf"\1={number}", url)
    return re.sub(r"(rediss?://[^/]+)(/\d*)?$", rf"\1/{number}", url)
