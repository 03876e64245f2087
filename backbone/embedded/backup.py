"""`make backup` and `make restore FILE=…`: everything that is stored, in one file of PostgreSQL's own format.

python -m backbone.embedded.backup save [FILE]
python -m backbone.embedded.backup restore FILE

With DATABASE_URL it is that database's; otherwise the one below BACKBONE_VAR or var/, running or not.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from .children import Record
from .found import ROOT
from .postgres import NAME, binary
from .problems import AlreadyRunning, CannotStart
from .servers import Servers

NEW = f"{NAME}_restored"
KEY_WORDS = """\
Keep SECRET_KEY ({key}) with it, in another place. Without that key all sessions end, links in mails that
were sent open nothing, and second steps can't be read: `manage.py second_step_off ADDRESS` switches one off."""


def main(arguments: list[str]) -> int:
    """Save or restore; returns the exit code."""
    try:
        match arguments:
            case ["save", *rest] if len(rest) < 2:
                save(rest[0] if rest else None)
            case ["restore", file]:
                restore(file)
            case _:
                raise CannotStart("Say which file: make restore FILE=var/backups/….dump")
    except (CannotStart, AlreadyRunning) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def save(file: str | None = None) -> Path:
    """Write a backup, also while the product runs; returns where it lies. Nobody but this user may read it."""
    var = folder()
    target = Path(file) if file else var / "backups" / f"backbone-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump"
    with database(var, may_run=True) as url:
        _dump(url, target)
    print(f"Saved in {target}.\n{KEY_WORDS.format(key=_key_of(var))}")
    return target


def restore(file: str) -> None:
    """Put a backup in the place of what is stored, whole or not at all; what was there is saved before."""
    source, var = Path(file), folder()
    _check(source)
    with database(var, may_run=False) as url:
        if _has_tables(url):
            before = var / "backups" / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump"
            _dump(url, before)
            print(f"What was there is saved in {before}.")
        _load(url, source)
    print(
        f"Restored from {source}; the next start brings its tables up to date.\n{KEY_WORDS.format(key=_key_of(var))}"
    )


def folder() -> Path:
    """Where this installation's data lies."""
    return Path(os.environ.get("BACKBONE_VAR") or ROOT / "var").resolve()


@contextmanager
def database(var: Path, *, may_run: bool) -> Iterator[str]:
    """The address of the database, which runs within the block. Raises CannotStart when it must rest and does not."""
    named = os.environ.get("DATABASE_URL")
    if named:
        yield named
        return
    servers = Servers(var)
    if Record(var / "processes.json").running():
        if not may_run:
            raise CannotStart(f"Backbone runs in {var}: stop it with Ctrl-C first.")
        yield servers.postgres.url()
        return
    servers.valkey = None
    servers.hold("a backup")
    try:
        yield servers.start().postgres.url()
    finally:
        servers.stop()


def _dump(url, target):
    """Beside its place first: a backup is whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = target.with_name(f"{target.name}.part")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={partial}", url)
    partial.replace(target)


def _check(source):
    if not source.is_file():
        raise CannotStart(f"There is no file {source}.")
    _run("pg_restore", "--list", source)


def _has_tables(url):
    with psycopg.connect(url) as connection:
        return (
            connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone() is not None
        )


def _load(url, source):
    """Into a database of its own, which then takes the old one's place; one that somebody named is emptied instead."""
    how = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    if os.environ.get("DATABASE_URL"):
        _run("pg_restore", *how, "--clean", "--if-exists", f"--dbname={url}", source)
        return
    with psycopg.connect(url.replace(f"/{NAME}?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NEW}")
        connection.execute(f"CREATE DATABASE {NEW}")
        _run("pg_restore", *how, f"--dbname={url.replace(f'/{NAME}?', f'/{NEW}?')}", source)
        connection.execute(f"DROP DATABASE {NAME}")
        connection.execute(f"ALTER DATABASE {NEW} RENAME TO {NAME}")


def _run(program, *arguments):
    done = subprocess.run([binary(program), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise CannotStart(f"{program} could not do it:\n{done.stderr.strip()}")


def _key_of(var):
    own = var / "secret_key"
    return own if own.exists() else "of the environment, or secret_key of the folder that was saved"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
