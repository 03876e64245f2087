"""What a Word file says: read in a process of its own, which a hostile file may take down and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backbone import limited_process
from backbone.files.uploads.checking import WHY
from backbone.numbers import number
from backbone.typed_text import clean_text

READER = Path(__file__).with_name("sandboxed") / "docx_reader.py"
OWN = {
    "kind": gettext_noop("This is no Word document. Save it as docx and choose that."),
    "memory": gettext_noop("This file takes too much memory to read. Copy its text into a new document."),
    "time": gettext_noop("This file takes too long to read. Copy its text into a new document."),
    "declaring": gettext_noop(
        "This file declares parts that no Word document needs. Open it in Word, save it again and choose the new file."
    ),
    "long": gettext_noop("This file has more than %(most)s paragraphs or is far too long. Split it."),
    "comments": gettext_noop(
        "This file has %(n)s comments; at most %(most)s can be read at once. Delete those that are settled and send it again."
    ),
}


class Unreadable(Exception):
    """The file can't be read; the message says why and what to do."""

    def __init__(self, code: str, **gaps: int) -> None:
        words = OWN.get(code) or WHY.get(code) or WHY["damaged"]
        super().__init__(_(words) % {name: number(value) for name, value in gaps.items()})


def read(data: bytes) -> dict[str, Any]:
    """Paragraphs, comments and what stands around them, as `docx_reader` says them; raises Unreadable."""
    ended = limited_process.run(READER, data)
    if ended.code is None:
        raise Unreadable("time")
    try:
        said = json.loads(ended.output)
    except ValueError:
        # It died before it could say anything, of memory or of its seconds.
        raise Unreadable("memory") from None
    if "error" in said:
        raise Unreadable(said.pop("error"), **said)
    return _clean(said)


def _clean(said):
    """Its texts as typed ones are kept: what turns words round would pass into the agreement unseen."""
    if isinstance(said, dict):
        return {name: _clean(one) for name, one in said.items()}
    if isinstance(said, list):
        return [_clean(one) for one in said]
    return clean_text(said) if isinstance(said, str) else said
