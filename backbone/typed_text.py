"""Text that people typed: without what the database refuses and what nobody sees, and fit for one line of a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LONGEST_SEARCHED = 100
# By a letter's class in Unicode.
SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# They turn round what follows, so that words read as other words.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Those that only hide or turn letters round; joiners are part of the spelling of some scripts.
HIDING = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
LINE_ENDS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
# Control characters would end a header; direction overrides let a name pass for another.
UNSAFE_IN_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def clean_text(text: str) -> str:
    """Typed text as it is kept: composed, its tabs and lines too, without control characters and what turns words round."""
    return storable(TURNING.sub("", text))


def clean_line(text: str) -> str:
    """A typed name, title or other text of one line as it is kept: no sign in it that nobody sees."""
    return without_hidden(storable(LINE_ENDS.sub(" ", text)))


def storable(text: str) -> str:
    """The text composed and without NUL and control characters (PostgreSQL refuses them, Word too)."""
    return unicodedata.normalize("NFC", CONTROLS.sub("", text))


def without_hidden(name: str) -> str:
    """A name without the signs that nobody sees and by which it passes for another."""
    return HIDING.sub("", name)


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
