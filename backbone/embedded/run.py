"""`make start`: check, start the servers, prepare, then keep web, worker and beat running until Ctrl-C."""

import json
import os
import secrets
import signal
import socket
import sys
import time
from pathlib import Path

from . import dev
from .children import Child, kill_group
from .problems import AlreadyRunning, CannotStart, last_lines
from .servers import Servers, stop_all, wait_until_ready

ROOT = Path(__file__).resolve().parents[2]
MANY_RESTARTS, WITHIN = 8, 60
LONG_LOG = 20_000_000


class Stop(BaseException):
    """Somebody asked us to stop."""


def main() -> int | None:
    """Run everything; returns the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask_to_stop)
    try:
        _run(Path(os.environ.get("BACKBONE_VAR") or ROOT / "var"))
    except CannotStart as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1
    except Stop:
        return 0


def _ask_to_stop(*_):
    raise Stop


def _run(var):
    port = chosen_port()
    address = f"http://127.0.0.1:{port}/"
    servers = _hold(var, address)
    _check_port(port)
    children = []
    try:
        _say("Starting PostgreSQL and Valkey …")
        servers.start()
        environment = _environment(servers, port)
        _say("Preparing tables and pages …")
        facts = _prepare(servers, environment)
        children += _start_processes(servers, environment, port)
        _announce(address, facts, servers.var)
        _supervise(servers, children)
    finally:
        _stop(servers, children)


def chosen_port() -> int:
    """The port named in PORT, or 8000."""
    words = os.environ.get("PORT") or "8000"
    if not words.isdigit() or not 1 <= int(words) <= 65535:
        raise CannotStart(f"PORT={words} is not a port; choose a number from 1024 to 65535.")
    return int(words)


def _hold(var, address):
    servers = Servers(var)
    try:
        servers.hold(f"{address} (process {os.getpid()})")
    except AlreadyRunning as running:
        raise CannotStart(
            f"Backbone is already running in this folder: {running}\n"
            "Open that address, or stop it with Ctrl-C in its window before you start it again."
        ) from None
    except PermissionError as problem:
        raise CannotStart(
            f"{problem.filename} belongs to somebody else. Start as the user who started Backbone here before,"
            " or give that folder to yourself."
        ) from None
    return servers


def _check_port(port):
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            probe.listen()
    except PermissionError:
        raise CannotStart(
            f"Port {port} is for administrators; choose another: PORT={port + 8000} make start"
        ) from None
    except OSError:
        free = _free_port(port)
        raise CannotStart(
            f"Port {port} is taken by another program; choose another: PORT={free} make start"
        ) from None


def _free_port(taken):
    for port in range(taken + 1, min(taken + 50, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return 8000


def _environment(servers, port):
    """What the processes see: the servers', then this installation's own, unless the caller named another."""
    own = {
        "BACKBONE_EMBEDDED": "1",
        "BIND": f"127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
        **servers.environment(),
    }
    defaults = {
        "SECRET_KEY": _secret_key(servers.var),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        **_where_homebrew_keeps_libraries(),
    }
    return {**defaults, **os.environ, **own}


def _secret_key(var):
    """Made once: sessions, links in mails and stored second factors depend on it."""
    path = var / "secret_key"
    if not path.exists():
        partial = path.with_suffix(".new")
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(64))
        partial.replace(path)
    return path.read_text().strip()


def _where_homebrew_keeps_libraries():
    """macOS does not look there by itself when WeasyPrint loads Pango."""
    folder = next(
        (p for p in ("/opt/homebrew/lib", "/usr/local/lib") if Path(p, "libpango-1.0.dylib").exists()), None
    )
    return {"DYLD_FALLBACK_LIBRARY_PATH": folder} if folder else {}


def _prepare(servers, environment):
    answer = servers.var / "prepared.json"
    answer.unlink(missing_ok=True)
    child = _child(servers, environment, "prepare", "-m", "backbone.embedded.prepare", answer)
    child.log.unlink(missing_ok=True)
    servers.children.append(child.start())
    servers.record.write(servers.children)
    child.process.wait()
    servers.children.remove(child)
    if child.process.returncode:
        raise CannotStart(f"Preparing failed. The last lines of {child.log}:\n{last_lines(child.log)}")
    facts = json.loads(answer.read_text())
    if facts.get("problem"):
        raise CannotStart(facts["problem"])
    return facts


def _start_processes(servers, environment, port):
    jobs = ["-m", "backbone.embedded.jobs"]
    children = [
        _child(servers, environment, "web", *_web_server(port)),
        _child(servers, environment, "worker", *jobs, "worker"),
        _child(servers, environment, "beat", *jobs, "beat", servers.var / "beat"),
    ]
    children[0].start()
    servers.record.write([*servers.children, children[0]])
    wait_until_ready(children[0], lambda: _web_answers(port), starts=2)
    for child in children[1:]:
        child.start()
    servers.record.write(servers.children + children)
    return children


def _web_server(port):
    if dev.asked_for():
        return dev.web_server(port)
    return ["-m", "gunicorn", "-c", "python:backbone.webserver", "backbone.wsgi"]


def _child(servers, environment, name, *arguments):
    log = servers.var / "log" / f"{name}.log"
    if log.exists() and log.stat().st_size > LONG_LOG:
        log.replace(log.with_suffix(".old.log"))
    return Child(name, [sys.executable, *arguments], log=log, env=environment, cwd=ROOT)


def _web_answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET /health/web/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            return b" 200 " in client.recv(64)
    except OSError:
        return False


def _announce(address, facts, var):
    rows = [("Backbone", address), ("The mail it sends", f"{address}mail/")]
    rows += [("First administrator", facts["start"])] if facts["start"] else []
    rows += [(f"Sign in as {label}", url) for label, url in facts["sign_ins"]]
    width = max(len(label) for label, _ in rows) + 2
    _say("")
    for label, url in rows:
        _say(f"  {label:<{width}} {url}")
    if dev.asked_for():
        _say(f"\n  {dev.WORDS}")
    _say(f"\n  Data and logs lie in {var}. Ctrl-C stops everything.\n")


def _supervise(servers, children):
    """Start again what dies, until we are told to stop or whoever started us is gone."""
    parent = os.getppid() if os.environ.get("MAKELEVEL") else None
    edits = dev.Edits(children) if dev.asked_for() else None
    while parent in (None, os.getppid()):
        if edits and edits.start_again():
            servers.record.write(servers.children + children)
        for child in [*servers.children, *children]:
            if not child.alive() and not (edits and edits.waited_for_by(child)) and _may_start_again(child):
                kill_group(child.pid)
                _say(f"{child.name} ended ({child.process.returncode}); starting it again.")
                child.start()
                servers.record.write(servers.children + children)
        time.sleep(0.2)


def _may_start_again(child):
    """At once the first time, then more slowly: what lingers of the old process may still hold its files."""
    now = time.monotonic()
    recent = [moment for moment in child.starts if now - moment < WITHIN]
    if len(recent) >= MANY_RESTARTS:
        raise CannotStart(
            f"{child.name} keeps ending. The last lines of {child.log}:\n{last_lines(child.log)}"
        )
    return not recent or now - recent[-1] > 0.2 * 2 ** len(recent)


def _stop(servers, children):
    """Processes first, all at once, then the servers that they use; five seconds in all."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.ask_to_stop()
    stop_all(children, grace=2.5)
    stop_all(servers.children, grace=1.8)
    servers.release()
    _say("Stopped.")


def _say(words):
    print(words, flush=True)
