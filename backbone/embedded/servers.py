"""PostgreSQL and Valkey as children over one data directory.

A server named in the environment (DATABASE_URL, REDIS_URL) takes the place of ours.
"""

import fcntl
import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .children import Child, Record
from .postgres import Postgres
from .problems import AlreadyRunning, CannotStart, last_lines
from .valkey import Valkey

PATIENCE = 60
# The kernel's limit for a socket's path, less the name PostgreSQL puts behind our directory.
LONGEST_DIRECTORY = (103 if sys.platform == "darwin" else 107) - len("/.s.PGSQL.5432.lock")


class Servers:
    """The servers that the environment does not name; one process at a time may hold their data."""

    def __init__(self, var, *, throwaway=False):
        self.var = Path(var).resolve()
        self.throwaway = throwaway
        self.sockets = _socket_directory(self.var)
        self.record = Record(self.var / "processes.json")
        self.children = []
        self.postgres = (
            None if os.environ.get("DATABASE_URL") else Postgres(self.var, self.sockets, throwaway)
        )
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(self.var, self.sockets, throwaway)
        self._lock = None

    def hold(self, words: str = "") -> None:
        """Take the data directory for ourselves; the kernel gives it back even after kill -9."""
        self.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = (self.var / "lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.seek(0)
            raise AlreadyRunning(self._lock.read().strip()) from None
        self._lock.truncate(0)
        self._lock.write(words)
        self._lock.flush()
        self.record.end_leftovers()

    def start(self) -> "Servers":
        """Start the servers and wait until they answer."""
        (self.var / "log").mkdir(exist_ok=True)
        _own_directory(self.sockets)
        started = [(server, self._start(server)) for server in (self.postgres, self.valkey) if server]
        for server, child in started:
            wait_until_ready(child, server.answers)
        if self.postgres:
            self.postgres.create_database()
        return self

    def start_again(self, child: Child) -> None:
        """Start one of the servers again and wait until it answers."""
        server = self.postgres if child.name == "postgres" else self.valkey
        wait_until_ready(child.start(), server.answers)
        self.record.write(self.children)

    def environment(self) -> dict[str, str]:
        """The settings that make the product use these servers."""
        ours = {"BACKBONE_VAR": str(self.var)}
        ours |= {"DATABASE_URL": self.postgres.url()} if self.postgres else {}
        return ours | (self.valkey.urls() if self.valkey else {})

    def stop(self) -> None:
        """Stop the servers and clear away."""
        stop_all(self.children)
        self.release()

    def release(self) -> None:
        """Clear away after all children have stopped."""
        self.record.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.var, ignore_errors=True)
        if self._lock:
            self._lock.close()

    def _start(self, server):
        child = server.child().start()
        self.children.append(child)
        self.record.write(self.children)
        return child


def wait_until_ready(child: Child, ready: Callable[[], bool], starts: int = 20) -> None:
    """Wait until a child answers; one that ends meanwhile is started again, in case its predecessor lingered."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline or (not child.alive() and len(child.starts) >= starts):
            raise CannotStart(
                f"{child.name} does not answer. The last lines of {child.log}:\n{last_lines(child.log)}"
            )
        if not child.alive():
            time.sleep(0.2)
            child.start()
        time.sleep(0.03)


def stop_all(children: list[Child], grace: float = 4) -> None:
    """Ask all to stop, the last started first, then wait for each; by force when the grace is over."""
    deadline = time.monotonic() + grace
    for child in reversed(children):
        child.ask_to_stop()
        child.wait_or_kill(deadline)


def _socket_directory(var):
    beside = var / "run"
    if len(os.fsencode(beside)) <= LONGEST_DIRECTORY:
        return beside
    key = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"backbone-{os.getuid()}-{key}"


def _own_directory(path):
    """A place for sockets that nobody else prepared for us in a shared folder."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or (found.st_uid != os.getuid() and os.getuid() != 0):
            raise CannotStart(f"{path} belongs to somebody else; remove it and start again.") from None
        path.chmod(0o700)
