"""A process of its own for what a hostile file may eat: bounded in time, and by itself in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Seconds by the clock; the scripts set themselves fewer of the processor's.
TIMEOUT = 30
ENVIRONMENT = {"RUST_BACKTRACE": "0", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class Ended:
    """What a process wrote to standard output, and how it ended; `code` is None when it took too long."""

    output: bytes
    code: int | None


def run(script: Path, data: bytes) -> Ended:
    """Run a script of ours on these bytes, which it reads from standard input; it finds nothing else of ours."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(script)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            env={**ENVIRONMENT, "PATH": os.environ.get("PATH", "")},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(b"", None)
    return Ended(done.stdout, done.returncode)
