"""A pytest plugin, loaded with `-p` before pytest-django reads the settings: throwaway PostgreSQL and Valkey.

DATABASE_URL and REDIS_URL in the environment take their place. With xdist the controller starts the
servers once; each worker inherits the environment and takes a Valkey database of its own.

Running all migrations takes the better part of a minute, so it is done once per set of migrations, into a
template database in a cluster that is kept in .pytest_cache and copied for each run.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from backbone.embedded.children import follow
from backbone.embedded.postgres import NAME
from backbone.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache"
HALF_AN_HOUR = 1800
_running = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Start the servers and set the environment that the settings read."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        follow(os.getppid())
        _take_own_part(worker)
    else:
        start()


def pytest_unconfigure():
    """The run is over."""
    stop()


def start():
    """Start throwaway servers, their database migrated, and point the environment at them."""
    global _running
    _clear_away_killed_runs()
    var = Path(tempfile.mkdtemp(prefix="backbone-tests-"))
    _share_made_files(var)
    _running = Servers(var, throwaway=True)
    _running.hold()
    _set_environment()
    if os.environ.get("DATABASE_URL"):
        _running.start()
    else:
        _start_from_template()
    os.environ.update(_running.environment())


def _clear_away_killed_runs():
    """What a killed run left behind: fifty megabytes each, and nobody holds its lock any more."""
    for lock in Path(tempfile.gettempdir()).glob("backbone-tests-*/lock"):
        with contextlib.suppress(OSError), lock.open() as held:
            if time.time() - lock.stat().st_mtime > HALF_AN_HOUR:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock.parent, ignore_errors=True)


def stop():
    """Stop what was started."""
    if _running:
        _running.stop()


def _set_environment():
    os.environ.update(
        BACKBONE_EMBEDDED="1",
        SECRET_KEY="only for tests, " * 4,
        BASE_URL="http://testserver",
        ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
        DEFAULT_FROM_EMAIL="backbone@example.org",
    )
    for name in ("EMAIL_URL", "BACKBONE_DEV", "DEMO", "PORT", "MAKELEVEL", "MAKEFLAGS"):
        os.environ.pop(name, None)


def _start_from_template():
    kept = KEPT / f"postgres-{fingerprint()}"
    if kept.exists():
        shutil.copytree(kept, _running.var / "postgres")
        _running.start()
    else:
        _running.start()
        _migrate()
        _keep(kept)
    os.environ["BACKBONE_TEST_TEMPLATE"] = NAME


def fingerprint():
    """Which set of migrations this is."""
    files = sorted(path for path in ROOT.glob("**/migrations/*.py") if ".venv" not in path.parts)
    content = b"".join(path.read_bytes() for path in [ROOT / "requirements.lock", *files])
    return hashlib.sha256(content).hexdigest()[:16]


def _migrate():
    environment = {**os.environ, **_running.environment()}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL)


def _keep(kept):
    """Copy the cluster while it stands still, then go on with it; older ones are of no more use."""
    postgres = next(child for child in _running.children if child.name == "postgres")
    postgres.stop()
    for old in KEPT.glob("postgres-*"):
        shutil.rmtree(old, ignore_errors=True)
    half = Path(tempfile.mkdtemp(prefix="half-", dir=KEPT))
    shutil.copytree(_running.var / "postgres", half / "postgres")
    with contextlib.suppress(OSError):  # another run kept the same one in the meantime
        (half / "postgres").rename(kept)
    shutil.rmtree(half, ignore_errors=True)
    _running.start_again(postgres)


def _share_made_files(var):
    """The page's font takes seconds to make: once per checkout, not once per run."""
    (var / "static").mkdir()
    kept = KEPT / "made"
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
