"""What papers are made of: parts with a label, each with lines that somebody can read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _

from backbone.numbers import number

# Of one part, and letters of one line.
MOST_LINES, LONGEST = 60, 1_500


@dataclass(frozen=True)
class Part:
    """A part of a paper: (what leads the line, its words), and how many lines are left out."""

    key: str
    label: str
    lines: list[tuple[str, str]]
    more: int = 0


def part(key: str, label: str, lines: Iterable[tuple[str, str]]) -> Part:
    """A part of those lines that say something, bounded."""
    said = [(str(lead), truncatechars(str(words), LONGEST)) for lead, words in lines if lead or words]
    return Part(key, label, said[:MOST_LINES], max(len(said) - MOST_LINES, 0))


def with_words(parts: Iterable[Part]) -> list[Part]:
    """Those that have something to say."""
    return [one for one in parts if one.lines]


def joined(words: Iterable[str]) -> str:
    """What is not empty, with dots between."""
    return " · ".join(one for one in words if one)


def in_days(days: int) -> str:
    """`5 working days`."""
    return _("%(n)s working days") % {"n": number(days)}


def named(rows: Iterable[object]) -> Iterator[str]:
    """Each in its own words."""
    return (str(row) for row in rows if row)
