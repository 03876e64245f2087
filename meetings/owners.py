"""Whom a typed name means, among the people of a partnership."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backbone.reading.names import match_person
from backbone.reading.organisation_names import is_named

BETWEEN_NAMES = re.compile(r"\s*(?:,\s*(?:and|en)\b|,|&|\+|/|\b(?:and|en|or|of)\b)\s*", re.I)


@dataclass(frozen=True)
class Candidate:
    """A person who can own an action point, for one organisation."""

    person_id: int
    name: str
    partner_id: int | None = None
    organisation: str = ""
    short: str = ""
    is_here: bool = False
    email: str = ""

    @property
    def key(self) -> str:
        """What a form sends back for this choice."""
        return f"{self.person_id}-{self.partner_id or ''}"


def match(words: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates a name can mean: empty, one, or several to ask about; who is in the room comes first.

    Who is named by the organisation comes only when nobody is called so; what is only a guess does not count.
    """
    found = match_person(words, people)
    meant = () if found.is_suggestion else found.candidates
    return _ordered(meant or [one for one in people if _is_of(words, one)])


def match_all(words: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Whom one name means, or several: "Anna and Grace" are both offered, since an action point has one owner."""
    found = match(words, people)
    if found or not words:
        return found
    names = split_names(words)
    each = [match(name, people) for name in names] if len(names) > 1 else []
    # "Berg, Jan van den" is one person whom nobody knows, and no Berg.
    if "," in words and not all(each):
        return ()
    return tuple(dict.fromkeys(one for found in each for one in found))


def split_names(words: str) -> list[str]:
    """The names in "Anna, Grace and Peter"."""
    return [name for name in BETWEEN_NAMES.split(words) if name]


def are_only_names(words: str, people: Sequence[Candidate]) -> bool:
    """Whether the words are known names and nothing else; "Anna, urgent" says more than that."""
    if "," not in words and match(words, people):
        return True
    surname_first = " ".join(reversed(words.split(",")))
    return all(match(name, people) for name in split_names(words)) or bool(match(surname_first, people))


def names_organisation(words: str, people: Sequence[Candidate]) -> bool:
    """Whether the words are the name of an organisation and not of a person."""
    return any(_is_of(words, one) for one in people)


def _ordered(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (not one.is_here, one.name, one.organisation)))


def _is_of(words: str, one: Candidate) -> bool:
    return bool(one.organisation) and is_named(words, one.organisation, one.short)
