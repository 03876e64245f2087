"""A clause as one reads it, for papers and comparisons in which no Markdown is set."""

from __future__ import annotations

import re

from backbone.pages import markup

BLANK = re.compile(r"\n\s*\n")


def as_words(text: str) -> str:
    """The words of a clause without its marks: a paragraph, and a row of a list, on a line of its own."""
    return BLANK.sub("\n", markup.to_text(text))
