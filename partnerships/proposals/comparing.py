"""What a file that came back proposes: clause by clause what it says otherwise than what was given out.

Nothing is lost: what belongs to no clause is proposed without one. Formatting alone proposes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher

from django.utils import translation
from django.utils.dateparse import parse_datetime

from backbone.typed_text import without_hidden
from partnerships.proposals import word
from partnerships.proposals.base import Base, group_names
from partnerships.proposals.paragraphs import Paragraph, as_taken
from partnerships.proposals.pieces import Piece, pieces, plain, source
from partnerships.proposals.sections import Section, Split, heading_words, places, split
from partnerships.proposals.tracked import Stretch, Tracked

TEXT, HEADING, COMMENT, NEW, REMOVED, MOVED = "text", "heading", "comment", "new", "removed", "moved"
LONGEST = 30_000
LONGEST_HEADING = 120


@dataclass
class Found:
    """One thing that is proposed; `key` is the clause's, empty for what has no place."""

    kind: str
    key: str = ""
    heading: str = ""
    before: str = ""
    after: str = ""
    anchor: str = ""
    author: str = ""
    dated: datetime | None = None
    is_tracked: bool = False
    is_move: bool = False
    changes: list[dict] = field(default_factory=list, repr=False)


def proposals(said: dict, base: Base, *, is_ours: bool) -> list[Found]:
    """Everything that the file proposes, in its order, what has no place last. is_ours: it carries our marks."""
    found, tracked = split(as_taken(said), base), Tracked(said)
    rows: list[Found] = []
    for section in found.sections:
        rows += _of_section(section, tracked)
    rows += _removed(found, base, tracked)
    rows += _moved(found, base)
    rows += _outside(found, base, tracked, is_ours)
    rows += _around(said, base)
    for row in rows:
        _sign(row)
    return rows + list(_comments(said, found))


# Clauses


def _of_section(section: Section, tracked) -> Iterator[Found]:
    if section.given is None:
        yield _new(section)
        return
    yield from _heading(section, tracked)
    yield from _text(section, tracked)


def _new(section):
    paragraphs = section.paragraphs
    heading = heading_words(section.heading.words) if section.heading else ""
    changes = [change for one in [section.heading, *paragraphs] if one for change in one.changes]
    after = _written(paragraphs)
    if len(heading) > LONGEST_HEADING:
        after = "\n\n".join(filter(None, [section.heading.markdown, after]))
    heading = _shortened(heading)
    return Found(NEW, heading=heading, after=after, changes=changes, is_tracked=bool(changes))


def _shortened(heading):
    return heading if len(heading) <= LONGEST_HEADING else f"{heading[: LONGEST_HEADING - 1]}…"


def _heading(section, tracked):
    given, there = section.given, section.heading
    after = there.words if there else ""
    if plain(given.heading) in (after, heading_words(after)):
        return
    changes = (there.changes if there else []) or tracked.of_words(plain(given.heading))
    yield Found(
        HEADING,
        given.key,
        given.heading,
        before=given.heading,
        after=heading_words(after) if after else "",
        changes=changes,
        is_tracked=tracked.explains(changes, [plain(given.heading)]),
    )


def _text(section, tracked):
    """Neighbouring paragraphs of one author that differ are one proposal, unless each stands for one of those before."""
    own = pieces(section.given.text)
    there = [one.words for one in section.paragraphs]
    match = SequenceMatcher(None, [piece.words for piece in own], there, autojunk=False)
    for kind, *numbers in match.get_opcodes():
        if kind == "equal":
            continue
        whole = Stretch(*numbers)
        for part in tracked.by_author(whole, own, section.paragraphs):
            for one in _one_by_one(part):
                yield _hunk(section, own, tracked, one, whole)


def _one_by_one(part: Stretch) -> list[Stretch]:
    i, j, many = part.i1, part.j1, part.i2 - part.i1
    if many != part.j2 - part.j1:
        return [part]
    return [Stretch(i + n, i + n + 1, j + n, j + n + 1) for n in range(many)]


def _hunk(section, own: list[Piece], tracked, part: Stretch, whole: Stretch):
    given = section.given
    gone, came = own[part.i1 : part.i2], section.paragraphs[part.j1 : part.j2]
    changes = tracked.of_stretch(gone, came)
    return Found(
        TEXT,
        given.key,
        given.heading,
        before=source(given.text, gone),
        after=_written(came),
        anchor=_anchor(section, own, part, whole),
        changes=changes,
        is_tracked=tracked.explains(changes, [piece.words for piece in gone]),
    )


def _anchor(section, own, part, whole):
    """Behind what it stands: what was given out, or what comes in the place of that once a neighbour is taken."""
    if part.i2 > part.i1 or part == whole:
        return source(section.given.text, own[max(part.i1 - 1, 0) : part.i1])
    before = source(section.given.text, own[max(whole.i1 - 1, 0) : part.i1])
    return "\n\n".join(filter(None, [before, _written(section.paragraphs[whole.j1 : part.j1])]))


def _written(paragraphs: Iterable[Paragraph]) -> str:
    text, was_item = "", False
    for one in paragraphs:
        between = "\n" if was_item and one.is_item else "\n\n"
        text += (between if text else "") + one.markdown
        was_item = one.is_item
    return text


def _removed(found: Split, base: Base, tracked):
    there = {section.given.key for section in found.sections if section.given}
    for given in base.clauses:
        if given.key not in there:
            changes = tracked.of_words(plain(given.heading))
            yield Found(
                REMOVED,
                given.key,
                given.heading,
                before=given.text,
                changes=changes,
                is_tracked=bool(changes),
            )


def _moved(found: Split, base: Base):
    """Clauses that stand elsewhere: as few as explain the order of the file."""
    order = {given.key: place for place, given in enumerate(base.clauses)}
    own = [section for section in found.sections if section.given]
    stay = _longest_rise([order[section.given.key] for section in own])
    for place, section in enumerate(own):
        if place not in stay:
            behind = own[place - 1].given.heading if place else ""
            changes = section.heading.changes if section.heading else []
            yield Found(
                MOVED,
                section.given.key,
                section.given.heading,
                after=behind,
                changes=changes,
                is_tracked=any(change["moved"] for change in changes),
            )


def _longest_rise(numbers: list[int]) -> set[int]:
    """The places of as many numbers as possible that rise from first to last."""
    best: list[list[int]] = []
    for place, number in enumerate(numbers):
        before = [chain for chain in best if numbers[chain[-1]] < number]
        best.append([*max(before, key=len, default=[]), place])
    return set(max(best, key=len, default=[]))


# Without a place


def _outside(found: Split, base: Base, tracked, is_ours):
    with translation.override(base.agreement.partnership.language):
        front = [plain(line) for line in word.front(base)]
    expected = {*front, *group_names()}
    there = set()
    for one in found.outside:
        if one.words in expected:
            there.add(one.words)
        else:
            yield Found(TEXT, after=one.markdown, changes=one.changes, is_tracked=bool(one.changes))
    if is_ours:
        for words in _front_of(base, front):
            if words not in there:
                changes = tracked.of_words(words)
                yield Found(TEXT, before=words, changes=changes, is_tracked=bool(changes))


def _front_of(base, front):
    with translation.override(base.agreement.partnership.language):
        groups = [str(word.Clause.Group(given.group).label) for given in base.clauses]
    return list(dict.fromkeys([*front, *groups]))


def _around(said, base):
    """What was written above or below the pages."""
    with translation.override(base.agreement.partnership.language):
        own = plain(word.header(base))
    for text in said["around"]:
        if plain(text) != own and not plain(text).isdecimal():
            yield Found(TEXT, before=own if own in plain(text) else "", after=text)


# Comments and who it was


def _comments(said, found):
    where = dict(places(found))
    for comment in said["comments"]:
        section = where.get(comment["place"])
        given = section.given if section else None
        heading = (
            given.heading
            if given
            else heading_words(section.heading.words)
            if section and section.heading
            else ""
        )
        row = Found(
            COMMENT,
            given.key if given else "",
            _shortened(heading),
            before=comment["quote"].strip(),
            after=comment["text"],
            changes=[{"author": comment["author"], "date": comment["date"], "moved": False}],
            is_tracked=True,
        )
        _sign(row)
        yield row


def _sign(row: Found) -> None:
    """Who wrote it and when, as the file says: of several all names and the last moment."""
    written = (plain(without_hidden(change["author"])) for change in row.changes)
    row.author = ", ".join(dict.fromkeys(name for name in written if name.strip()))[:200]
    row.dated = max(filter(None, (_moment(change["date"]) for change in row.changes)), default=None)
    row.is_move = row.kind == MOVED or any(change["moved"] for change in row.changes)


def _moment(text):
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    if at is None or not 1980 < at.year < 2200:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def is_too_long(row: Found) -> bool:
    """Whether it says more than a proposal holds."""
    return max(map(len, (row.before, row.after, row.anchor))) > LONGEST
