"""`make dev`: Django's own web server with its error pages, and a worker that starts again after an edit.

Templates, stylesheets and Python files of the pages are watched by Django itself; worker and beat, which know
no such thing, by the launcher.
"""

import os
import time
from pathlib import Path

from .children import Child
from .problems import last_lines

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Edits show at once; errors show on the page. Never let others reach this address."
NOT_OURS = {".venv", ".git", "var", "tests", "bench", "__pycache__"}
SECONDS_BETWEEN_LOOKS = 1


def asked_for() -> bool:
    """Whether this start is for somebody who edits; the settings refuse it outside the embedded mode."""
    return os.environ.get("BACKBONE_DEV") == "1"


def web_server(port: int) -> list[str]:
    """Python's arguments for a web server that reloads; static files go through the same way as otherwise."""
    return ["manage.py", "runserver", "--nostatic", f"127.0.0.1:{port}"]


class Edits:
    """Starts worker and beat again when a Python file changed; what broke waits for the next edit."""

    def __init__(self, children: list[Child], root: Path = ROOT):
        self.children = [child for child in children if child.name != "web"]
        self.root = root
        self.seen = newest(root)
        self.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
        self.shown: set[str] = set()

    def start_again(self) -> bool:
        """Start them again if there was an edit; whether there was."""
        if not self._edited():
            return False
        self.shown.clear()
        for child in self.children:
            child.stop()
            child.start()
        return True

    def waited_for_by(self, child: Child) -> bool:
        """Whether a child that has ended would only break again; says so once."""
        if child not in self.children:
            return False
        if child.name not in self.shown:
            self.shown.add(child.name)
            print(f"{child.name} ended and waits for an edit:\n{last_lines(child.log)}", flush=True)
        return True

    def _edited(self) -> bool:
        if time.monotonic() < self.next_look:
            return False
        self.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
        before, self.seen = self.seen, newest(self.root)
        return before != self.seen


def newest(root: Path) -> tuple[int, int]:
    """How many Python files there are and when the last was written: what an edit changes."""
    rooms = [room for room in root.iterdir() if room.is_dir() and room.name not in NOT_OURS]
    moments = [_written(path) for room in rooms for path in room.rglob("*.py")]
    return len(moments), max(moments, default=0)


def _written(path: Path) -> int:
    """Nought for one that an editor took away meanwhile."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
