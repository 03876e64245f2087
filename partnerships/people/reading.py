"""Reading people out of pasted text: vCards, tables with and without headings, and written lists, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from backbone.reading.names import same_person
from backbone.typed_text import without_hidden
from partnerships.people import addresses, columns, guessing, vcards
from partnerships.people.pasted_person import Malformed

if TYPE_CHECKING:
    from partnerships.people.pasted_person import PastedPerson

MOST = 5000
# The signs that end a line somewhere; a space that does not break is a space.
PLAIN = str.maketrans({"\xa0": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n"})
# Longer lines are no rows of a table but a list in one line.
LONGEST_ROW = 2000


def read(text: str) -> tuple:
    """(people, malformed, repeats): who is in the text, what could not be read, who came again.

    Two people at one address are both there, as they are at a shared mailbox; who came twice under names that can be
    one person's is there once, and the other time is among the repeats.
    """
    by_address, malformed, repeats = {}, [], []
    for one in pieces(text):
        if isinstance(one, Malformed):
            malformed.append(one)
        elif again := _add(by_address, one):
            repeats.append(again)
    return [person for people in by_address.values() for person in people], malformed, repeats


def pieces(text: str) -> Iterator[Any]:
    """Each `PastedPerson` and `Malformed` of the text, as often as it is there; cards come last."""
    text = without_hidden(text.replace("\r\n", "\n").replace("\r", "\n").translate(PLAIN))
    cards, rest = vcards.take(text)
    yield from _of_lines(rest.split("\n"))
    yield from cards


def _of_lines(lines):
    """Everybody in tables and lists; a list goes on over lines until a table begins."""
    listed, number = [], 0
    while number < len(lines):
        head = columns.heading(lines[number])
        row = None if head else _row(lines[number])
        if not (head or row):
            listed.append(lines[number])
            number += 1
            continue
        yield from addresses.read("\n".join(listed))
        listed = []
        table, number = columns.rows(lines, number + 1, head) if head else ([], number + 1)
        yield from row or (one for cells in table for one in columns.people(cells, head))
    yield from addresses.read("\n".join(listed))


def _row(line):
    return guessing.read(line) if "@" in line and len(line) <= LONGEST_ROW else None


def _add(by_address, one):
    """Put somebody in their place; returns whoever is thereby left out, or None."""
    there = by_address.setdefault(one.address, [])
    same = place_among(there, one)
    if same == len(there):
        there.append(replace(one, place=same))
        return None
    there[same], left_out = merged(there[same], one)
    return left_out


def place_among(there: list[PastedPerson], one: PastedPerson) -> int:
    """The place of the same person among those at one address, or the next free one."""
    places = (place for place, other in enumerate(there) if _is_same(one, other))
    return next(places, len(there))


def _is_same(one, other):
    return one.is_guessed or other.is_guessed or same_person(one.name, other.name)


def merged(first: PastedPerson, second: PastedPerson) -> tuple:
    """(the person, the mention that adds nothing): a name that was written beats a guessed one, a whole name a short."""
    is_better = (first.is_guessed and not second.is_guessed) or _is_fuller(first, second)
    kept = replace(
        first,
        name=second.name if is_better else first.name,
        is_guessed=first.is_guessed and second.is_guessed,
        organisation=first.organisation or second.organisation,
        phone=first.phone or second.phone,
        other_addresses=tuple(dict.fromkeys(first.other_addresses + second.other_addresses)),
    )
    return kept, first if is_better else second


def _is_fuller(first, second):
    return not second.is_guessed and len(second.name.split()) > len(first.name.split())
