"""What is different between two texts, word by word, as pages show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Of longer texts the two stand one below the other.
MOST_WORDS = 1500
SHOWN = 1500
SAME, CAME, WENT = "same", "came", "went"
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, came or went."""

    kind: str
    words: str


def as_read(text: str) -> str:
    """Markdown without the backslashes that keep its signs from meaning something, as pages and PDFs show it."""
    return ESCAPED.sub(r"\1", text)


def difference(before: str, after: str) -> list[Stretch]:
    """The stretches of both texts in one reading order."""
    if not before or not after:
        pairs = [(WENT, before), (CAME, after)]
        return [Stretch(kind, words) for kind, words in pairs if words]
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    if len(old) + len(new) > MOST_WORDS:
        return [Stretch(WENT, before), Stretch(CAME, after)]
    found: list[Stretch] = []
    match = SequenceMatcher(None, old, new, autojunk=False)
    for _kind, i1, i2, j1, j2 in match.get_opcodes():
        if old[i1:i2] == new[j1:j2]:
            found.append(Stretch(SAME, "".join(old[i1:i2])))
            continue
        found += [
            Stretch(kind, "".join(words)) for kind, words in ((WENT, old[i1:i2]), (CAME, new[j1:j2])) if words
        ]
    return found


def beginning(stretches: list[Stretch]) -> tuple[list[Stretch], bool]:
    """As many of them as a list shows, and whether there is more."""
    kept: list[Stretch] = []
    left = SHOWN
    for one in stretches:
        if left <= 0:
            return kept, True
        kept.append(Stretch(one.kind, one.words[:left]))
        left -= len(one.words)
    return kept, left < 0
