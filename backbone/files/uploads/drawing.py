"""What somebody uploaded as a small picture that every page, mail and document can show."""

from __future__ import annotations

import json
from pathlib import Path

from backbone import limited_process
from backbone.files.uploads.checking import Refused

DRAWER = Path(__file__).with_name("drawer.py")
# What it draws; a document has more than one page to show.
DRAWN = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")


def small_picture(data: bytes) -> bytes:
    """These clean bytes of one of the kinds DRAWN as a PNG of at most 640 by 240 dots; raises Refused."""
    ended = limited_process.run(DRAWER, data)
    if ended.code is None:
        raise Refused("time")
    head, _newline, png = ended.output.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError:
        # It died before it could say anything, of memory or of its seconds.
        raise Refused("time") from None
    if "error" in said:
        raise Refused(said["error"])
    return png
