"""Reads one Word file from standard input and writes what it says as one line of JSON; runs as a process of its own.

It imports nothing of ours but its neighbours. What a relation points to outside the file is never fetched; an address
that words link to is handed on as text. The words for each error code stand in partnerships.proposals.reading.
"""

import contextlib
import io
import json
import lzma
import os
import resource
import sys
import zipfile
import zlib

MEMORY = 1 << 30
SECONDS = 20
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, RuntimeError, EOFError)


def main() -> None:
    """Read standard input and write what was found, or what is wrong."""
    _limit()
    try:
        said = read(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        said = {"error": "memory"}
    print(json.dumps(said), flush=True)


def _limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # macOS knows no limit of memory.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read(data: bytes) -> dict:
    """The paragraphs of a file in their order, its comments, and what runs above and below its pages."""
    # Run by its path and isolated, this process finds its neighbours not by itself.
    sys.path.append(os.path.dirname(__file__))
    from docx_parts import Refused
    from docx_walk import Walk

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Walk(archive).said()
    except Refused as refused:
        return refused.line
    except RecursionError:
        raise
    except BROKEN:
        return {"error": "damaged"}


if __name__ == "__main__":
    main()
