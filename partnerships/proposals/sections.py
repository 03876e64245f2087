"""Which paragraphs of a file belong to which clause: by the marks, else by headings, else by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from backbone.reading.folding import unaccented
from backbone.typed_text import without_hidden
from partnerships.proposals.base import Base, Given, group_names
from partnerships.proposals.paragraphs import Paragraph
from partnerships.proposals.pieces import pieces

# A number that somebody typed before a heading: 3., 3.2, §3, Article 3.
TYPED = re.compile(
    r"^(?:(?:article|artikel|art\.|clause|§)\s*)?(?:\d+(?:\.\d+)*[.):]?|[a-z][.)])\s+", re.IGNORECASE
)
LONGEST_HEADING = 160
ALIKE, ALIKE_IN_TEXT = 0.85, 0.6
# So many headings and clauses are compared with those that are not found yet; no agreement has as many.
MOST_TRIES = 500


@dataclass
class Section:
    """A clause as the file has it; without `given` it is a new one."""

    given: Given | None
    heading: Paragraph | None
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class Split:
    """The clauses of a file in its order, and what stands outside of them."""

    sections: list[Section] = field(default_factory=list)
    outside: list[Paragraph] = field(default_factory=list)


def split(paragraphs: Iterable[Paragraph], base: Base) -> Split:
    """Give each paragraph that says something to its clause."""
    paragraphs = _with_marks_on_words(paragraphs)
    finder = _Finder(paragraphs, base)
    found = Split()
    into = found.outside
    for paragraph in paragraphs:
        kind, given = finder.begins(paragraph)
        if kind == "group":
            into = found.outside
        elif kind == "clause":
            section = Section(given, None)
            found.sections.append(section)
            into = section.paragraphs
            if given is None or _is_heading(paragraph, given):
                section.heading = paragraph
                continue
        into.append(paragraph)
    _find_by_text(found, base)
    return found


def _with_marks_on_words(paragraphs) -> list[Paragraph]:
    """Somebody pressed Enter before a heading: the mark stayed on the empty line, and belongs to what follows."""
    kept: list[Paragraph] = []
    waiting: list[str] = []
    for paragraph in paragraphs:
        if not paragraph.words:
            waiting += paragraph.marks
            continue
        paragraph.marks = [*waiting, *paragraph.marks]
        waiting = []
        kept.append(paragraph)
    return kept


def _is_heading(paragraph, given):
    return paragraph.level is not None or _alike(heading_words(paragraph.words), given.heading) > 0.5


def heading_words(words: str) -> str:
    """A heading without the number that somebody typed before it, and without signs that nobody sees."""
    words = without_hidden(words)
    return TYPED.sub("", words).strip() or words


def _folded(words):
    return " ".join(unaccented(heading_words(words)).casefold().split()).rstrip(".:")


def _alike(one, other):
    return SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()


def _most_alike(said, others, least):
    """Which of {anything: what it says} is most like this, by letters or by words; None where none is enough."""
    match = SequenceMatcher(None, autojunk=False)
    match.set_seq2(said)
    best, most = None, least
    for one, words in others.items():
        match.set_seq1(words)
        # The quick ones are never smaller.
        if (
            match.real_quick_ratio() >= most
            and match.quick_ratio() >= most
            and (like := match.ratio()) >= most
        ):
            best, most = one, like
    return best


class _Finder:
    """Says where clauses begin; each clause begins once."""

    def __init__(self, paragraphs, base):
        self.by_mark = {given.mark: given for given in base.clauses}
        marked = {mark for paragraph in paragraphs for mark in paragraph.marks}
        self.left = {given.key: given for given in base.clauses if given.mark not in marked}
        self.groups = {_folded(name) for name in group_names()}
        self.folded = {given.key: _folded(given.heading) for given in base.clauses}
        self.headings = {self.folded[given.key]: given for given in self.left.values()}
        self.tries = 0
        self.has_headings = any(paragraph.level in (1, 2) for paragraph in paragraphs)
        self.begun: set[str] = set()

    def begins(self, paragraph: Paragraph) -> tuple[str, Given | None]:
        """("clause", it or None for a new one), ("group", None), or ("", None) where nothing begins."""
        marked = [self.by_mark[mark] for mark in paragraph.marks if mark in self.by_mark]
        for given in reversed(marked):
            if given.key not in self.begun:
                return self._begun(given)
        is_heading = paragraph.level in (1, 2)
        if is_heading and _folded(paragraph.words) in self.groups and not self._named(paragraph):
            return "group", None
        given = self._named(paragraph) or self._nearly(paragraph, is_heading)
        if given:
            return self._begun(given)
        return ("clause", None) if is_heading else ("", None)

    def _begun(self, given):
        self.begun.add(given.key)
        self.left.pop(given.key, None)
        return "clause", given

    def _named(self, paragraph):
        if len(paragraph.words) > LONGEST_HEADING:
            return None
        given = self.headings.get(_folded(paragraph.words))
        return given if given and given.key in self.left else None

    def _nearly(self, paragraph, is_heading):
        """A heading with a slip in it; in a file without headings any short line may be one."""
        may_be_one = len(paragraph.words) <= LONGEST_HEADING and (is_heading or not self.has_headings)
        if not may_be_one or self.tries == MOST_TRIES:
            return None
        self.tries += 1
        headings = {key: self.folded[key] for key in self.left}
        key = _most_alike(_folded(paragraph.words), headings, ALIKE)
        return self.left[key] if key else None


def _find_by_text(found: Split, base: Base) -> None:
    """A clause under another heading is known by what it says."""
    there = {section.given.key for section in found.sections if section.given}
    left = {given.key: given for given in base.clauses if given.key not in there}
    words = {key: [word for piece in pieces(left[key].text) for word in piece.words.split()] for key in left}
    unknown = [section for section in found.sections if not section.given and section.paragraphs]
    for section in unknown[:MOST_TRIES]:
        said = [word for paragraph in section.paragraphs for word in paragraph.words.split()]
        if key := _most_alike(said, {key: words[key] for key in left}, ALIKE_IN_TEXT):
            section.given = left.pop(key)


def places(found: Split) -> Iterator[tuple[int, Section]]:
    """Each place in the file with the clause that it stands in."""
    for section in found.sections:
        for paragraph in [section.heading, *section.paragraphs]:
            for place in paragraph.places if paragraph else ():
                yield place, section
