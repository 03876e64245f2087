"""Two texts side by side, word by word: what stayed, what went, what came. Arithmetic on texts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
WORD = re.compile(r"\S+\s*|\s+")
# Words of one text that are compared one by one; a longer one is shown as it was and as it is.
MOST_WORDS = 2_000
# Words that are shown on either side of what changed.
AROUND = 12


@dataclass(frozen=True)
class Piece:
    """A stretch of words and whether it stayed, came or went; `is_cut`: words that stayed are left out of it."""

    kind: str
    words: str

    @property
    def is_shown(self) -> bool:
        """Whether it has anything to read."""
        return bool(self.words.strip())


def pieces(before: str, now: str) -> list[Piece]:
    """What became of a text, in reading order; of long stretches that stayed the ends are kept."""
    old, new = WORD.findall(before), WORD.findall(now)
    if max(len(old), len(new)) > MOST_WORDS:
        found = [Piece(REMOVED, before), Piece(ADDED, now)]
    else:
        found = list(_compared(old, new))
    return [one for one in found if one.is_shown]


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    keys = [[word.strip() for word in words] for words in (old, new)]
    for verb, i, j, k, m in SequenceMatcher(None, *keys).get_opcodes():
        if verb == "equal":
            yield Piece(SAME, _shortened(new[k:m], is_first=k == 0, is_last=m == len(new)))
            continue
        yield Piece(REMOVED, "".join(old[i:j]))
        yield Piece(ADDED, "".join(new[k:m]))


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """Words that stayed: of many those beside what changed."""
    head, tail = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if len(words) <= head + tail + AROUND:
        return "".join(words)
    end = "".join(words[len(words) - tail :]) if tail else ""
    return f"{''.join(words[:head]).rstrip()} … {end}".lstrip()


def moved(before: list[str], now: list[str]) -> set[str]:
    """Of the keys that stand in both orders those that changed places: as few as explain it."""
    old = [key for key in before if key in set(now)]
    new = [key for key in now if key in set(before)]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in old[block.a : block.a + block.size]}
    return set(old) - kept


def in_reading_order(before: list[str], now: list[str]) -> list[str]:
    """All keys as they stand now, each that went behind the one that it stood behind."""
    order = list(now)
    for place, key in enumerate(before):
        if key not in order:
            behind = order.index(before[place - 1]) + 1 if place else 0
            order.insert(behind, key)
    return order
