"""Text that people typed: without what the database refuses, and fit for one line of a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LONGEST_SEARCHED = 100
# By a letter's class in Unicode.
SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Control characters would end a header; direction overrides let a name pass for another.
UNSAFE_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean_text(text: str) -> str:
    """The text without NUL and control characters (PostgreSQL refuses them), composed, tabs and lines kept."""
    return unicodedata.normalize("NFC", CONTROLS.sub("", text))


def searched_words(query: Mapping[str, str]) -> str:
    """What somebody looks for, as an address says it (`q`)."""
    return clean_text(query.get("q", "")).strip()[:LONGEST_SEARCHED]


def one_line(text: str) -> str:
    """Text fit for a header: one line, nothing that hides or turns round what follows."""
    return " ".join(UNSAFE_IN_HEADERS.sub(" ", str(text)).split())


def direction_of(words: str) -> str:
    """Which way these words run: as the first letter does that runs any way."""
    sides = (SIDES.get(unicodedata.bidirectional(letter)) for letter in words)
    return next(filter(None, sides), "ltr")


def after_latin(words: str) -> str:
    """Words that follow a number or a code: those that run from the right are set apart, full stop and all."""
    return f"\u2068{words}\u2069" if direction_of(words) == "rtl" else words


def is_key(sent: Any) -> bool:
    """Whether what was sent can be the key of a row, and not words."""
    text = str(sent or "")
    return text.isdecimal() and text.isascii() and len(text) < 19
