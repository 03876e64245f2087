"""What `make start` holds in memory when nobody asks anything: each process's share of what is shared (PSS)."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.results import ROOT, row
from tests.ports import free_port

GOAL = 320
RESTS = 60


def measure():
    """A row with the demo loaded, a minute after the start."""
    if not Path("/proc/self/smaps_rollup").exists():
        return []
    with tempfile.TemporaryDirectory(prefix="backbone-bench-") as folder:
        process = start(Path(folder))
        try:
            wait_until_announced(process, Path(folder) / "start.log")
            time.sleep(RESTS)
            held = sum(share(pid) for pid in family(process.pid))
        finally:
            process.terminate()
            process.wait()
    return [row("make start, at rest for a minute", held / 1024, "MB", goal=GOAL)]


def start(folder):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    environment = {**kept, "DEMO": "1", "PORT": str(free_port()), "BACKBONE_VAR": str(folder / "var")}
    with (folder / "start.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "backbone.embedded"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )


def wait_until_announced(process, log):
    while "Ctrl-C stops everything" not in log.read_text():
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        time.sleep(0.2)


def family(pid):
    """The process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def share(pid):
    """Kilobytes; a process that ended meanwhile holds nothing."""
    try:
        found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(found[1]) if found else 0
