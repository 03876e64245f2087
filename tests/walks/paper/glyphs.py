"""Which letters of a PDF are really drawn: those whose glyph has an outline in the font that the PDF carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont

from tests import pdfs

PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def letters_drawn(content: bytes) -> tuple[set[str], set[str]]:
    """(the letters with an outline, those whose code leads to no glyph of the font)."""
    drawn, boxes = set(), set()
    for font in _fonts(content):
        outlines = _outlines(font)
        for code, text in _texts(font):
            (boxes if code not in outlines else drawn if outlines[code] else set()).update(text)
    return drawn, boxes


def _fonts(content: bytes) -> list[Any]:
    found = {}
    for page in pdfs.read(content).pages:
        for font in page["/Resources"]["/Font"].values():
            found[font.idnum] = font.get_object()
    return list(found.values())


def _texts(font: Any) -> Iterator[tuple[int, str]]:
    """Each code that the text uses, and what it stands for."""
    mapping = font["/ToUnicode"].get_object().get_data()
    for code, text in PAIR.findall(mapping.partition(b"beginbfchar")[2]):
        yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")


def _outlines(font: Any) -> dict[int, bool]:
    """{code: whether something is drawn for it} of all that the font holds; its first glyph is the box."""
    described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    if "/FontFile3" in described:
        return _of_cff(described["/FontFile3"].get_object().get_data())
    file = TTFont(BytesIO(described["/FontFile2"].get_object().get_data()))
    order = file.getGlyphOrder()
    return {code: file["glyf"][name].numberOfContours != 0 for code, name in enumerate(order) if code}


def _of_cff(content: bytes) -> dict[int, bool]:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(content), None)
    glyphs = fonts.topDictIndex[0].CharStrings
    return {int(name[3:]): _draws(glyphs[name]) for name in glyphs.charStrings if name.startswith("cid")}


def _draws(glyph: Any) -> bool:
    pen = ControlBoundsPen(None)
    glyph.draw(pen)
    return pen.bounds is not None
