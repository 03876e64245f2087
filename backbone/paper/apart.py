"""A PDF set in a process of its own: when it ends, the system has back all that it took.

A worker that set one itself would hold tens of megabytes for good, and stop sharing with its siblings what it touched.
"""

from __future__ import annotations

import os
import signal
import traceback
from contextlib import suppress

MADE, FAILED = b"+", b"-"


class CouldNotSet(Exception):
    """The PDF could not be made; says the traceback of the process that tried."""


def render(html: str) -> bytes:
    """The PDF of a composed document, as `pdf.render` makes it here."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _set_and_end(html, theirs)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as pipe:
            answer = pipe.read()
    finally:
        # A time limit may have ended the wait.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if not answer.startswith(MADE):
        raise CouldNotSet(answer[1:].decode("utf-8", "replace") or "its process ended without a word")
    return answer[1:]


def _set_and_end(html, pipe):
    """In the new process, which must never come back from here: its connections belong to the old one."""
    try:
        for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        with os.fdopen(pipe, "wb") as answer:
            answer.write(_answer(html))
    finally:
        os._exit(0)


def _answer(html):
    from backbone.paper import pdf

    try:
        return MADE + pdf.render(html)
    except BaseException:
        return FAILED + traceback.format_exc().encode()
