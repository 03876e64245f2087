"""The fonts inside a finished PDF: made small where WeasyPrint leaves them large, and what none of them could print.

WeasyPrint keeps a place for each glyph up to the last one that is used. In a CFF font with 65,000 glyphs (Chinese,
Japanese, Korean) these empty places take 120 KB a face. Such a font names its glyphs by number (CID), and so does
the text; those places can go without a change in the text.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pydyf
from fontTools import subset
from fontTools.ttLib import TTFont

from backbone.paper.scripts import SCRIPTS

if TYPE_CHECKING:
    from weasyprint import Document

log = logging.getLogger(__name__)


def make_small(pdf: pydyf.PDF) -> None:
    """Leave out of each CFF font what the text does not use; changes the font and its file in place."""
    by_reference = {one.reference: one for one in pdf.objects}
    sharing = defaultdict(list)
    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/CIDFontType0":
            sharing[by_reference[one["FontDescriptor"]]["FontFile3"]].append(one)
    for reference, faces in sharing.items():
        _make_one_small(by_reference[reference], faces)


def _make_one_small(file: pydyf.Stream, faces: list[pydyf.Dictionary]) -> None:
    """The file becomes bare CFF, in which readers find a glyph by its number; in an OpenType font they count places."""
    with TTFont(BytesIO(file.stream[0])) as font:
        if not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
            return  # its glyphs have names, no numbers: only their places tell which is which
        subsetter = subset.Subsetter(subset.Options(notdef_outline=True, hinting=False))
        subsetter.populate(gids={glyph for face in faces for glyph in face["W"][::2]})
        subsetter.subset(font)
        file.stream = [font.getTableData("CFF ")]
    file.extra["Subtype"] = "/CIDFontType0C"
    for face in faces:
        face.pop("CIDToGIDMap", None)


def log_missing(document: Document) -> None:
    """A line in the log where letters are printed as boxes, since no font on this machine has them."""
    letters: set[Any] = {chr(point) for font in document.fonts.values() for point in font.missing}
    if letters:
        names = [script.name for script in SCRIPTS if any(map(script.has, letters))]
        log.warning(
            "a PDF has boxes for %s letters, as no font here has them (%s); see: manage.py check",
            len(letters),
            ", ".join(names) or "of another script",
        )
