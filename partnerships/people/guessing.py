"""People in columns without headings: what each cell of a line is, as far as it can be known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backbone.reading.folding import folded
from backbone.reading.given_names import GIVEN_NAMES
from backbone.reading.person_names import NO_PERSON, PARTICLES
from partnerships.people import columns, pasted_person

if TYPE_CHECKING:
    from partnerships.people.pasted_person import PastedPerson

# Fewer digits and other signs are no telephone number.
TELEPHONE = re.compile(r"[+(]?[\d\s()./-]{5,}")
MOST_CELLS = 12


def read(line: str) -> list[PastedPerson] | None:
    """The people of a line with cells, or None when it is no row of a table: one cell holds addresses alone."""
    for sign in columns.SIGNS:
        cells = [cell for cell in columns.row([line], 0, sign)[0] if cell] if sign in line else []
        if 2 <= len(cells) <= MOST_CELLS and (at := _place_of_addresses(cells)) is not None:
            return _people(cells, at, sign)
    return None


def _place_of_addresses(cells):
    """The one cell with an @, if nothing but addresses stands in it."""
    places = [index for index, cell in enumerate(cells) if "@" in cell]
    if len(places) != 1 or any("<" in cell for cell in cells):
        return None
    pieces = [piece for piece in columns.SEPARATORS.split(cells[places[0]]) if piece]
    return places[0] if all("@" in piece for piece in pieces) else None


def _people(cells, at, sign):
    words = [cell for index, cell in enumerate(cells) if index != at and not TELEPHONE.fullmatch(cell)]
    before = [cell for cell in cells[:at] if cell in words]
    name, organisation = _meanings(words, len(before), cells[at], sign)
    head = columns.Heading(sign, {"name": 0, "organisation": 1}, (2,))
    return columns.people([name, organisation, cells[at]], head)


def _meanings(words, count_before, address, sign):
    """(name, organisation) among the cells that are no address."""
    if not words:
        return "", ""
    if len(words) > 1 and _are_parts_of_a_name(words[0], words[1], count_before):
        return _joined(words[0], words[1], address, sign), " ".join(words[2:3])
    likely = max(range(len(words[:2])), key=lambda index: (_likeness(words[index], address), -index))
    others = [word for index, word in enumerate(words[:2]) if index != likely]
    return words[likely], " ".join(others)


def _are_parts_of_a_name(first, second, count_before):
    """Two cells before the address, one word each but for particles, neither a place of work."""
    cores = [[word for word in folded(cell).split() if word not in PARTICLES] for cell in (first, second)]
    if count_before < 2 or any(len(core) != 1 for core in cores):
        return False
    return not any(word in NO_PERSON for core in cores for word in core)


def _joined(first, second, address, sign):
    """The two in natural order: the address tells, or the first names; else a comma means surname first."""
    local = folded(address.partition("@")[0]).split()
    starts = [cell for cell in (first, second) if len(local) > 1 and folded(cell).split()[0] == local[0]]
    given = [cell for cell in (first, second) if folded(cell) in GIVEN_NAMES]
    clues = starts or given
    leads = clues[0] == first if len(clues) == 1 else sign != ","
    return f"{first} {second}" if leads else f"{second} {first}"


def _likeness(cell, address):
    """How much a cell is like the name of the person with the address."""
    words, local = folded(cell).split(), folded(address.partition("@")[0])
    named = sum(len(word) > 2 and word in local for word in words)
    return (
        2 * named
        + any(word in GIVEN_NAMES for word in words)
        - 2 * any(word in NO_PERSON for word in words)
        - (len(cell) > pasted_person.LONGEST_NAME)
    )
