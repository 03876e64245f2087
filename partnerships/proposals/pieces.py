"""The pieces of a clause: its paragraphs, each with the lines of Markdown that it is written in.

A piece is what becomes one paragraph in Word, so that the two are compared one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backbone.pages.markup import LONGEST, PARSER
from backbone.typed_text import clean_text

SOLID = ("code_block", "fence")


@dataclass(frozen=True)
class Piece:
    """One paragraph: its words alone, and its first and last line (excluded) in the text."""

    words: str
    first: int
    last: int
    in_list: bool = False


def plain(words: str) -> str:
    """Words as they are compared: white space of any kind is one space."""
    return " ".join(words.split())


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in their order; those without words are none."""
    text = clean_text(text or "")
    found = _long(text) if len(text) > LONGEST else _marked(text)
    return [piece for piece in found if piece.words]


def _long(text) -> Iterator[Piece]:
    """A text that is longer than anybody formats is set as plain paragraphs."""
    line = 0
    for part in text.split("\n\n"):
        count = part.count("\n") + 1
        yield Piece(plain(part), line, line + count)
        line += count + 1


def _marked(text) -> Iterator[Piece]:
    lists = 0
    for token in PARSER.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"):
            lists += token.nesting
        elif token.type == "inline":
            yield Piece(plain(_said(token)), *token.map, in_list=lists > 0)
        elif token.type in SOLID:
            yield Piece(plain(token.content), *token.map, in_list=lists > 0)


def _said(token):
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )


def source(text: str, some: list[Piece]) -> str:
    """The Markdown that these neighbouring pieces are written in."""
    if not some:
        return ""
    return "\n".join(clean_text(text).split("\n")[some[0].first : some[-1].last]).strip("\n")


def replaced(text: str, before: str, after: str, anchor: str) -> str | None:
    """The text with `after` in the place of `before`, or behind `anchor` where nothing goes.

    None where that place is not found any more. anchor: the Markdown of the piece before, empty at the beginning; of
    several the last that is there counts, as neighbours may have been taken before.
    """
    own = pieces(text)
    gone = [piece.words for piece in pieces(before)]
    start = _place(own, gone, [piece.words for piece in pieces(anchor)])
    if start is None:
        return None
    end = start + len(gone)
    lines = clean_text(text).split("\n")
    top = own[start - 1].last if start else 0
    head = lines[: own[start].first] if gone else lines[:top]
    tail = lines[own[end - 1].last :] if gone else lines[top:]
    return _joined(head, after, tail)


def _place(own, gone, anchor):
    """Where the words that go begin; of several such places the one behind the anchor."""
    words = [piece.words for piece in own]
    width = len(gone)
    fits = [place for place in range(len(words) - width + 1) if words[place : place + width] == gone]
    for near in [[one] for one in reversed(anchor)] or [[]]:
        behind = [place for place in fits if (words[place - 1 : place] if place else []) == near]
        if behind:
            return behind[0]
    return fits[0] if gone and fits else None


def _joined(head, after, tail):
    parts = ["\n".join(part).strip("\n") for part in (head, after.split("\n"), tail)]
    text = ""
    for part in filter(str.strip, parts):
        text += _between(text, part) + part if text else part
    return text


def _between(text, part):
    """A line of a list follows one at once; everything else after an empty line."""
    is_list = _is_item(text.rsplit("\n", 1)[-1]) and _is_item(part.split("\n", 1)[0])
    return "\n" if is_list else "\n\n"


def _is_item(line):
    start = line.lstrip()
    head, _space, _rest = start.partition(" ")
    return head in ("-", "*", "+") or (head[:-1].isdecimal() and head[-1:] in (".", ")"))
