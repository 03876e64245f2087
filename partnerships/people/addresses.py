"""People in a written list: the header of a mail, an address book, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backbone.reading import person_names
from partnerships.people import pasted_person
from partnerships.people.pasted_person import Malformed

HEADER = re.compile(
    r"^[^\S\n]*(?:to|cc|bcc|from|aan|van|reply-to)[^\S\n]*:[^\S\n]*", re.IGNORECASE | re.MULTILINE
)
# Nobody's name and address are longer. Bounded, or a quote that never closes is looked through from each place anew.
LONGEST_PIECE = 1000
# A word that a mail program encoded; it may hold commas. Its next one may stand on the next line of a header.
ENCODED = r"=\?[^?\s]{1,40}\?[bqBQ]\?[^?\n]{0,900}\?="
FOLDED = re.compile(rf"({ENCODED})[ \t]*\n[ \t]+(?==\?)")
# A piece ends at a comma, semicolon or line end that is not inside quotes, angle brackets or an encoded word.
PIECE = re.compile(rf'(?:"(?:[^"\\\n]|\\.){{0,200}}"|<[^<>\n]{{0,200}}>|{ENCODED}|[^,;\n])+')
BRACKETED = re.compile(r"^(?P<name>.*?)<\s*(?:mailto:)?(?P<address>[^<>]*)>\s*$", re.DOTALL)
COMMENTED = re.compile(r"^(?P<address>\S+@\S+)\s*\((?P<name>[^()]*)\)$")
# "j.smit@… / e.bakker@…" are two people.
SLASH = re.compile(r"(?<=\w)[^\S\n]+/[^\S\n]+(?=[\w.+-]{1,64}@)")


def read(text: str) -> Iterator[Any]:
    """Each `PastedPerson` and `Malformed` of the text, in order. A line end separates, as commas and semicolons do."""
    for line in HEADER.sub("", FOLDED.sub(r"\1 ", text)).split("\n"):
        for piece in _joined(_pieces(SLASH.sub(", ", line))):
            yield _read_one(piece)


def _pieces(line):
    """(piece, the sign after it) for each that is not empty."""
    matches = ((match[0].strip(), line[match.end() : match.end() + 1]) for match in PIECE.finditer(line))
    return [(piece, sign) for piece, sign in matches if piece]


def _joined(pieces):
    """`Doe, John <j@example.org>`, as Outlook writes it without quotes, is one person."""
    waiting = ""
    for piece, sign in pieces:
        if not waiting and sign == "," and _may_be_a_surname(piece):
            waiting = piece
            continue
        match = BRACKETED.match(piece) if waiting and len(piece) <= LONGEST_PIECE else None
        if match and match["name"].strip():
            yield _with_surname(waiting, match)
        else:
            yield from (part for part in (waiting, piece) if part)
        waiting = ""
    if waiting:
        yield waiting


def _may_be_a_surname(piece):
    return "@" not in piece and "<" not in piece and not any(c.isdigit() or c == "\t" for c in piece)


def _with_surname(surname, match):
    """One piece again; what is no surname, such as a department, stays where it stands."""
    return f'"{surname}, {match["name"].strip()}" <{match["address"]}>'


def _read_one(piece):
    if len(piece) > LONGEST_PIECE:
        return Malformed(piece[: pasted_person.LONGEST_SHOWN], pasted_person.TOO_LONG)
    name, address = _split(piece)
    if " " in address:
        return Malformed(piece[: pasted_person.LONGEST_SHOWN], pasted_person.ADDRESSES_TOGETHER)
    return pasted_person.person(name, [part for part in re.split(r"[;,/|]+", address) if part], piece=piece)


def _split(piece):
    """(name, address) as they were written; several addresses between one pair of brackets are one person's."""
    piece = person_names.decoded(piece)
    match = BRACKETED.match(piece) or COMMENTED.match(piece)
    if match:
        return match["name"], re.sub(r"\s*[;,/|]\s*", ";", match["address"].strip())
    bare = [word for word in piece.split() if "@" in word]
    if len(bare) != 1:
        return piece, "" if not bare else " ".join(bare)
    return piece.replace(bare[0], " "), bare[0].removeprefix("mailto:").strip("'\".")
