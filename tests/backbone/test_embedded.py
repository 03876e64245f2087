"""The launcher behind `make start`, started for real in a data directory of its own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from backbone.embedded.children import Record, born, die_with_parent
from backbone.embedded.postgres import Postgres
from backbone.embedded.problems import CannotStart
from backbone.embedded.run import chosen_port
from backbone.embedded.servers import Servers
from tests import servers
from tests.ports import free_port

# What tests/servers.py set for the tests themselves, and what would make each start slow.
LEFT_OUT = {
    *("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS"),
    "PYTHONDONTWRITEBYTECODE",
}


class Launcher:
    """One installation: its data, its port and, while it runs, its process."""

    def __init__(self, var, port=None):
        self.var, self.port, self.process = var, port or free_port(), None
        self.address = f"http://127.0.0.1:{self.port}/"
        self.output = var.with_suffix(".out")

    def start(self):
        """Start it and wait until its page answers and its addresses are printed."""
        self.process = self.begin(self.output.open("w"))
        until(lambda: "Ctrl-C" in self.output.read_text() or self.process.poll() is not None, seconds=300)
        assert self.process.poll() is None, self.output.read_text()
        return self

    def begin(self, output=subprocess.PIPE):
        """Start it without waiting."""
        environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        environment |= {"BACKBONE_VAR": str(self.var), "PORT": str(self.port)}
        command = [sys.executable, "-m", "backbone.embedded"]
        return subprocess.Popen(
            command,
            cwd=servers.ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent(),
        )

    def answer(self):
        """What it says when it ends by itself."""
        words, _ = self.begin().communicate(timeout=120)
        return words.decode()

    def rows(self):
        """The processes that it says are its own."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            return json.loads((self.var / "processes.json").read_text())
        return []

    def healthy(self):
        """Whether its page answers."""
        with contextlib.suppress(URLError, OSError), urlopen(f"{self.address}health/", timeout=60) as page:
            return page.read() == b"ok\n"

    def stop(self, number=signal.SIGINT):
        """Stop it; returns how long that took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=60)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation with the tables already made, which the tests start and stop."""
    folder = tmp_path_factory.mktemp("embedded")
    launcher = Launcher(folder / "var")
    launcher.var.mkdir()
    (launcher.var / "made").symlink_to(servers.KEPT / "made")
    kept = servers.KEPT / f"postgres-{servers.fingerprint()}"
    if kept.exists():
        shutil.copytree(kept, launcher.var / "postgres")
    yield launcher
    if launcher.process and launcher.process.poll() is None:
        launcher.stop()


@pytest.fixture
def running(installation):
    """The installation, running."""
    if not installation.process or installation.process.poll() is not None:
        installation.start()
    return installation


def test_the_first_page_answers_at_the_printed_address(running):
    assert running.healthy()
    assert running.address in running.output.read_text()
    assert f"{running.address}mail/" in running.output.read_text()


def test_it_listens_on_this_machine_only(running):
    with socket.socket() as elsewhere:
        elsewhere.bind(("127.0.0.2", running.port))


def test_a_second_start_in_the_same_folder_is_refused_in_words(running):
    words = Launcher(running.var).answer()
    assert "already running in this folder" in words
    assert running.address in words
    assert running.healthy()


def test_a_taken_port_is_said_before_anything_starts(running, tmp_path):
    other = Launcher(tmp_path / "other", running.port)
    words = other.answer()
    assert f"Port {running.port} is taken" in words
    assert "PORT=" in words
    assert not (other.var / "postgres").exists()


def test_data_of_before_the_rooms_is_refused_with_the_way_out_and_left_as_it_was(installation, tmp_path):
    if installation.process and installation.process.poll() is None:
        installation.stop()
    older = Launcher(tmp_path / "var")
    shutil.copytree(installation.var, older.var, symlinks=True)
    rooms = (
        "DELETE FROM django_migrations WHERE app IN ('documents', 'imports', 'correspondence', 'agreements')"
    )
    count = "SELECT count(*) FROM django_migrations"
    left = ask(older.var, f"{rooms}; {count}")
    words = older.answer()
    assert f"mv {older.var} {older.var}-before" in words
    assert older.process is None
    assert ask(older.var, count) == left


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_in_words(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CannotStart, match=f"PORT={port} is not a port"):
        chosen_port()


@pytest.mark.long
@pytest.mark.parametrize("name", ["worker", "beat", "web", "postgres", "valkey"])
def test_what_is_killed_starts_again(running, name):
    killed = pid_of(running, name)
    os.kill(killed, signal.SIGKILL)
    until(lambda: pid_of(running, name) not in (killed, None) and running.healthy())


def test_ctrl_c_stops_everything(running):
    rows = running.rows()
    assert {row["name"] for row in rows} == {"postgres", "valkey", "web", "worker", "beat"}
    running.stop()
    assert running.process.returncode == 0
    until(lambda: not any(left(row) for row in rows))


@pytest.mark.long
# Elsewhere nothing ends a child with its parent: the next start clears up instead, which other tests try.
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux ends children with their parent (22 November 2026)"
)
def test_killing_the_launcher_leaves_no_process(running):
    rows = running.rows()
    running.stop(signal.SIGKILL)
    until(lambda: not any(left(row) for row in rows))


def test_a_start_ends_what_an_earlier_one_left(tmp_path):
    """As on macOS, where children outlive a killed launcher."""
    orphan = subprocess.Popen(["sleep", "600"], start_new_session=True, preexec_fn=die_with_parent())
    row = {"name": "sleep", "pid": orphan.pid, "born": born(orphan.pid), "signal": int(signal.SIGTERM)}
    other = {**row, "pid": os.getpid(), "name": "somebody else's"}
    (tmp_path / "processes.json").write_text(json.dumps([row, other]))
    assert Record(tmp_path / "processes.json").end_leftovers() == ["sleep"]
    assert orphan.wait(60) == -signal.SIGTERM


def ask(var, statement):
    """Start the database of an installation that stands still, ask it, and stop it again."""
    held = Servers(var)
    held.postgres = Postgres(held.var, held.sockets, throwaway=False)
    held.hold()
    try:
        held.start()
        with psycopg.connect(held.postgres.url(), autocommit=True) as connection:
            cursor = connection.execute(statement)
            while cursor.nextset():
                pass
            return cursor.fetchall()
    finally:
        held.stop()


def pid_of(launcher, name):
    return next((row["pid"] for row in launcher.rows() if row["name"] == name), None)


def left(row):
    """Whether the process, or any other of its session, still runs."""
    return born(row["pid"]) == row["born"] or bool(session(row["pid"]))


def session(pid):
    """The states of a session's running processes; the dead that nobody has collected yet do not count."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, _, group, *_ = file.read_text().rpartition(")")[2].split()
            found += [state] if group == str(pid) and state != "Z" else []
    return found


def until(holds, seconds=120):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
