"""Where the words of a PDF stand on its pages."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from xml.etree import ElementTree

SPACE = "{http://www.w3.org/1999/xhtml}"
MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word with its edges, in millimetres from the left of a page that is `width` wide."""

    page: int
    text: str
    left: float
    right: float
    width: float


def words_of(content: bytes) -> list[Word]:
    """Every word of a document, in the order in which it is read."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    pages = ElementTree.fromstring(done.stdout).iter(f"{SPACE}page")
    return [
        Word(
            number,
            word.text or "",
            float(word.get("xMin")) / MM,
            float(word.get("xMax")) / MM,
            float(page.get("width")) / MM,
        )
        for number, page in enumerate(pages, start=1)
        for word in page.iter(f"{SPACE}word")
    ]
