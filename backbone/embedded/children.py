"""Child processes that end with us, or, where the system cannot promise that, are ended by the next start."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ON_LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if ON_LINUX else None


class Child:
    """One program: started in a session of its own, so that Ctrl-C in the terminal reaches only us."""

    def __init__(self, name, argv, *, log, env=None, cwd=None, stop_signal=signal.SIGTERM, grace=4):
        self.name, self.argv, self.log = name, [str(part) for part in argv], Path(log)
        self.env, self.cwd = env, cwd
        self.stop_signal, self.grace = stop_signal, grace
        self.process = None
        self.starts = []

    def start(self) -> "Child":
        """Start the program, its output at the end of its log."""
        self.starts.append(time.monotonic())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv,
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(self.stop_signal),
            )
        return self

    @property
    def pid(self) -> int:
        return self.process.pid

    def alive(self) -> bool:
        """Whether the program is running."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal on which the program stops in good order."""
        if self.alive():
            self.process.send_signal(self.stop_signal)

    def wait_or_kill(self, deadline: float) -> None:
        """Wait until the deadline, then kill the program with everything in its session."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.05, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            kill_group(self.pid)
            self.process.wait()
        else:
            kill_group(self.pid)

    def stop(self) -> None:
        """Stop the program, patiently for its grace and then by force."""
        self.ask_to_stop()
        self.wait_or_kill(time.monotonic() + self.grace)


def die_with_parent(signal_number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: the system sends the child this signal when we end in whatever way; None where it cannot."""
    parent = os.getpid()

    def between_fork_and_exec() -> None:
        follow(parent, signal_number)

    return between_fork_and_exec if ON_LINUX else None


def follow(parent: int, signal_number: int = signal.SIGKILL) -> None:
    """Let the system send us this signal when our parent ends, in case it is that process still."""
    if ON_LINUX:
        LIBC.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def kill_group(pid: int) -> None:
    """Kill what is left of a child's session: pool processes whose parent was killed, for instance."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


class Record:
    """The file that says which processes are ours; a start after kill -9 ends those that still run."""

    def __init__(self, path):
        self.path = Path(path)

    def write(self, children: Iterable[Child]) -> None:
        """Save process ids with the moment each was born, because ids are used again."""
        rows = [
            {"name": child.name, "pid": child.pid, "born": born(child.pid), "signal": int(child.stop_signal)}
            for child in children
            if child.alive()
        ]
        partial = self.path.with_suffix(".new")
        partial.write_text(json.dumps(rows))
        partial.replace(self.path)

    def clear(self) -> None:
        """Forget everything: all of it has stopped."""
        self.path.unlink(missing_ok=True)

    def running(self) -> list[dict]:
        """The rows whose processes still run."""
        return [row for row in self._read() if row["born"] and born(row["pid"]) == row["born"]]

    def end_leftovers(self, patience: float = 6) -> list[str]:
        """End what an earlier start left running; returns the names."""
        rows = self.running()
        for row in rows:
            _signal(row["pid"], row["signal"])
        deadline = time.monotonic() + patience
        while any(born(row["pid"]) == row["born"] for row in rows) and time.monotonic() < deadline:
            time.sleep(0.05)
        for row in self._read():
            if born(row["pid"]) in (None, row["born"]):
                kill_group(row["pid"])
        self.clear()
        return [row["name"] for row in rows]

    def _read(self):
        try:
            return json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return []


def _signal(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def name_of(pid: int | str) -> str:
    """The name of a running program, or nothing."""
    if ON_LINUX:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            return Path(f"/proc/{pid}/comm").read_text().strip()
        return ""
    return subprocess.run(
        ["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.strip()


def born(pid: int) -> str | None:
    """When a process was started, in words that only serve to compare; None when there is no such process."""
    if ON_LINUX:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if fields[0] == "Z" else fields[19]
    shown = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    state, _, started = shown.stdout.strip().partition(" ")
    return None if not started or state.startswith("Z") else started.strip()
