"""Who changed what: the tracked changes of a file, and neighbouring paragraphs kept apart by their authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from partnerships.proposals.paragraphs import Paragraph, as_before, each_once
from partnerships.proposals.pieces import Piece


@dataclass(frozen=True)
class Stretch:
    """Pieces that go and paragraphs that come in their place: both by number, the ends excluded."""

    i1: int
    i2: int
    j1: int
    j2: int


class Tracked:
    """The tracked changes of one file, found by what a paragraph said before them and by where it stands."""

    def __init__(self, said: dict) -> None:
        self._changes = [_changes_of(paragraph) for paragraph in said["paragraphs"]]
        self._before: dict[str, list[Paragraph]] = {}
        for paragraph in as_before(said):
            self._before.setdefault(paragraph.words, []).append(paragraph)

    def of_words(self, words: str) -> list[dict]:
        """The changes in what said this before."""
        return [change for one in self._before.get(words, ()) for change in one.changes]

    def explains(self, changes: list[dict], gone: Iterable[str]) -> bool:
        """Whether the file says what was given out, once these changes are left out."""
        return bool(changes) and all(words in self._before for words in gone)

    def of_stretch(self, gone: list[Piece], came: list[Paragraph]) -> list[dict]:
        """The changes in these paragraphs themselves; a neighbour's are none of theirs."""
        speaking = [place for one in came for place in one.speaks]
        speaking += [place for places in self._places(gone) for place in places]
        return each_once(change for place in dict.fromkeys(speaking) for change in self._changes[place])

    def _places(self, gone):
        """Where in the file each of these neighbours stood, as far as it is there."""
        last = -1
        for piece in gone:
            found = [one.speaks for one in self._before.get(piece.words, ()) if one.speaks]
            places = next((one for one in found if one[0] > last), found[0] if found else [])
            last = max([last, *places])
            yield places

    def by_author(self, whole: Stretch, own: list[Piece], came: list[Paragraph]) -> list[Stretch]:
        """One stretch, or one for each author where neighbours were changed by several."""
        gone = list(self._places(own[whole.i1 : whole.i2]))
        if not all(gone):
            return [whole]
        atoms = list(self._atoms(gone, [one.speaks for one in came[whole.j1 : whole.j2]]))
        found, i, j = [], whole.i1, whole.j1
        for _authors, some in groupby(atoms, key=lambda atom: atom[0]):
            parts = list(some)
            went, there = (sum(part[side] for part in parts) for side in (1, 2))
            found.append(Stretch(i, i + went, j, j + there))
            i, j = i + went, j + there
        return found

    def _atoms(self, gone: list[list[int]], came: list[list[int]]) -> Iterator[tuple[Any, int, int]]:
        """(its authors, how many pieces, how many paragraphs) of each least part, in the order of the file."""
        gone, came = list(gone), list(came)
        while gone or came:
            some: set[int] = set()
            went = there = 0
            while True:
                if gone and _is_next(gone, came, some):
                    some |= set(gone.pop(0))
                    went += 1
                elif came and _is_next(came, gone, some):
                    some |= set(came.pop(0))
                    there += 1
                else:
                    break
            yield self._authors(some), went, there

    def _authors(self, places):
        return frozenset(change["author"].strip() for place in places for change in self._changes[place])


def _is_next(one, other, some):
    """Whether the first of these belongs to the part that is gathered, or begins one."""
    if some:
        return bool(some & set(one[0]))
    return not other or one[0] <= other[0]


def _changes_of(paragraph):
    every = [change for run in paragraph["runs"] for change in run[2]]
    return [*every, *paragraph["end"]]
