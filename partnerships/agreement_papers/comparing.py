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
# Rows are the same one, changed, from this share of words on; so many are looked at for each.
ALIKE, MOST_ROWS = 0.5, 30
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
    elif "\n" in before.strip() and "\n" in now.strip():
        found = list(_by_rows(before.splitlines(keepends=True), now.splitlines(keepends=True)))
    else:
        found = list(_compared(old, new))
    return [one for one in found if one.is_shown]


def _by_rows(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Row by row, so that what is said of one partner is not woven into what is said of another."""
    keys = [[row.strip() for row in rows] for rows in (old, new)]
    for verb, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if verb == "equal":
            words = WORD.findall("".join(new[k:m]))
            yield Piece(SAME, _shortened(words, is_first=k == 0, is_last=m == len(new)))
        else:
            yield from _changed(old[i:j], new[k:m])


def _changed(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Rows that changed: each beside the one that it was, where there is such a one."""
    left = list(old)
    for row in new:
        place = next((at for at, before in enumerate(left[:MOST_ROWS]) if _alike(before, row)), None)
        if place is None:
            yield Piece(ADDED, row)
            continue
        yield from (Piece(REMOVED, before) for before in left[:place])
        yield from _compared(WORD.findall(left[place]), WORD.findall(row))
        left = left[place + 1 :]
    yield from (Piece(REMOVED, before) for before in left)


def _alike(before: str, now: str) -> bool:
    return SequenceMatcher(None, before.split(), now.split(), autojunk=False).ratio() >= ALIKE


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
