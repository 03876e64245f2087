"""What somebody uploads: what it is by its content, clean, and with a name that says so; or why it does not come in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backbone import limited_process
from backbone.files.storing import clean_name
from backbone.files.uploads.scanning import NotScanned, virus_in
from backbone.numbers import number

CLEANER = Path(__file__).with_name("cleaner.py")
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
# {media type: the endings that say so, the usual one first}.
ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/svg+xml": ("svg",),
    OFFICE + "wordprocessingml.document": ("docx",),
    OFFICE + "spreadsheetml.sheet": ("xlsx",),
    OFFICE + "presentationml.presentation": ("pptx",),
    OPEN + "text": ("odt",),
    OPEN + "spreadsheet": ("ods",),
    OPEN + "presentation": ("odp",),
    "text/plain": ("txt", "csv", "tsv", "md"),
}
ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)

WHY = {
    "empty": gettext_noop("There is nothing in this file."),
    "damaged": gettext_noop(
        "This file is damaged or incomplete. Open it, save it again and choose the new file."
    ),
    "picture": gettext_noop("Pictures of this kind cannot be shown everywhere. Save it as JPEG or PNG."),
    "pixels": gettext_noop("This picture has too many dots. Save it smaller, at most 60 megapixels."),
    "drawing": gettext_noop("This drawing is larger than 2 MB. Save it simpler, or as PNG."),
    "declaring": gettext_noop("This drawing names parts outside of itself. Save it as plain SVG, or as PNG."),
    "old": gettext_noop("Files of this old kind may hold programs. Save it as docx, xlsx, pptx or PDF."),
    "macros": gettext_noop("This file holds programs (macros). Save it without them, or as PDF."),
    "linked": gettext_noop(
        "This file fetches a part of itself from elsewhere. Break its links to other files, or save it as PDF."
    ),
    "locked": gettext_noop(
        "This file is protected with a password. Save a copy without one and choose that."
    ),
    "bomb": gettext_noop("Unpacked, this file is far larger than a document can be. Save it as PDF."),
    "archive": gettext_noop("This is an archive. Unpack it and choose what is inside."),
    "program": gettext_noop("This is a program. Only documents and pictures come in."),
    "page": gettext_noop("This is a web page or a program. Save it as PDF and choose that."),
    "kind": gettext_noop(
        "This kind of file does not come in. Choose a PDF, a picture, a Word or Excel file or a text."
    ),
    "no_picture": gettext_noop("A logo is a picture: choose a PNG, an SVG or a JPEG."),
    "nothing": gettext_noop("There is nothing to see in this picture. Choose another one."),
    "memory": gettext_noop("This file takes too much memory to look at. Save it as PDF."),
    "time": gettext_noop("This file takes too long to look at. Save it as PDF."),
    "virus": gettext_noop("A virus was found in this file (%(virus)s), so it was not kept."),
    "not_scanned": gettext_noop(
        "The virus scanner does not answer, so this file was not kept. Try again in a few minutes."
    ),
    "large": gettext_noop(
        "This file is larger than %(most)s MB. Make it smaller, or write where it can be found."
    ),
}


class Refused(Exception):
    """A file does not come in; the words say why and what to do."""

    def __init__(self, code: str, **gaps: str) -> None:
        super().__init__(_(WHY[code]) % gaps)


@dataclass(frozen=True)
class Checked:
    """A file that may come in, as it is kept."""

    name: str
    media_type: str
    data: bytes


def check(file: UploadedFile) -> Checked:
    """The file as it is kept; raises Refused. Its own name and type decide nothing but how it is called."""
    if file.size > settings.UPLOAD_LIMIT:
        raise Refused("large", most=number(settings.UPLOAD_LIMIT // 1024 // 1024))
    data = file.read()
    media_type, clean = _cleaned(data)
    # What came, not what is left of it: whoever sent a virus is told.
    try:
        virus = virus_in(data)
    except NotScanned:
        raise Refused("not_scanned") from None
    if virus:
        raise Refused("virus", virus=virus)
    return Checked(_name(file.name, media_type), media_type, clean)


def _cleaned(data):
    """(media type, clean bytes)."""
    ended = limited_process.run(CLEANER, data)
    if ended.code is None:
        raise Refused("time")
    head, _newline, clean = ended.output.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError:
        # It died before it could say anything, of memory or of its seconds.
        raise Refused("memory") from None
    if "error" in said:
        raise Refused(said["error"])
    if ended.code != 0:
        raise Refused("memory")
    return said["type"], clean if said["changed"] else data


def _name(name, media_type):
    """The file's name, with an ending that says what it is."""
    name = clean_name(name)
    endings = ENDINGS[media_type]
    _stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in endings:
        return name
    return clean_name(f"{name}.{endings[0]}")
