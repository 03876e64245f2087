"""Whom a typed name means, among the people of a partnership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.reading.names import match_person
from backbone.reading.organisation_names import is_named


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


def names_organisation(words: str, people: Sequence[Candidate]) -> bool:
    """Whether the words are the name of an organisation and not of a person."""
    return any(_is_of(words, one) for one in people)


def _ordered(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (not one.is_here, one.name, one.organisation)))


def _is_of(words: str, one: Candidate) -> bool:
    return bool(one.organisation) and is_named(words, one.organisation, one.short)
