"""Whom a name means among people who are known: the one matcher for minutes, pasted lists and imports.

Pure: it takes candidates, which are anything with a `name` and perhaps an `email`, a `contact_email` and the name
of an `organisation` with a `short` one, and reads or writes nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from backbone.reading.folding import folded
from backbone.reading.organisation_names import is_named
from backbone.reading.person_names import PARTICLES, SUFFIXES, TITLES, natural_order

# Longer words are nobody's name.
LONGEST = 300
ASIDE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Match:
    """Whom a name can mean: one for sure, several, or, when `is_suggestion`, who might be meant."""

    candidates: tuple[Any, ...] = ()
    is_suggestion: bool = False

    @property
    def sure(self) -> Any | None:
        """The one who is meant, or None."""
        return self.candidates[0] if len(self.candidates) == 1 and not self.is_suggestion else None


def match_person(words: str, people: Iterable[Any]) -> Match:
    """The people whom the words can mean, by the best way of naming that fits anybody.

    In this order: address, whole name (surname first too), first name with the beginning of what follows, first and
    last name, first name, last name, initials. Only the beginnings of somebody's names make a suggestion.
    """
    if not words.strip() or len(words) > LONGEST:
        return Match()
    people = list(people)
    plain, asides = ASIDE.sub(" ", words), ASIDE.findall(words)
    for typed in dict.fromkeys([plain.strip(), natural_order(plain)]):
        if found := _by_best_way(typed, people):
            return Match(_narrowed(found, asides))
    if _is_with_organisation(plain, people):
        return match_person("{} ({})".format(*plain.split(",", 1)), people)
    suggested = _narrowed([one for one in people if _begins(plain, one)], asides)
    return Match(suggested, is_suggestion=bool(suggested))


def _is_with_organisation(plain: str, people: Sequence[Any]) -> bool:
    """Whether "Anna, Coffee Platform" is meant: not "Anna, Peter", who are two, nor "Berg, Jan van den", who is one."""
    _first, _, more = plain.partition(",")
    if any(_is_of(more, one) for one in people):
        return True
    is_surname_first = natural_order(plain) != " ".join(plain.split())
    return bool(more.strip()) and not is_surname_first and not _by_best_way(more, people)


def same_person(one: str, other: str) -> bool:
    """Whether two names can be two ways of writing one person's: "Ruth", "R. Nakato" and "Nakato, Ruth"."""
    first, second = _Named(one), _Named(other)
    return bool(match_person(one, [second]).candidates or match_person(other, [first]).candidates)


@dataclass(frozen=True)
class _Named:
    name: str


@dataclass(frozen=True)
class _Parts:
    """A name taken apart: all its words folded, those without particles, and what stands for initials."""

    words: tuple[str, ...]
    core: tuple[str, ...]

    @property
    def initials(self) -> set[str]:
        """The first letters, with and without those of particles."""
        return {"".join(word[0] for word in words) for words in (self.words, self.core)}


@lru_cache(maxsize=50_000)
def _parts(name: str) -> _Parts:
    words = tuple(folded(name).split()) if name.strip() else ()
    bare = tuple(word for word in words if word not in TITLES and word not in SUFFIXES) or words
    return _Parts(bare, tuple(word for word in bare if word not in PARTICLES) or bare)


def _by_best_way(typed: str, people: Sequence[Any]) -> list[Any]:
    for fits in WAYS:
        if found := [one for one in people if fits(typed, one)]:
            return found
    return []


def _narrowed(found: Iterable[Any], hints: Iterable[str]) -> tuple[Any, ...]:
    """Those of the organisation that was named beside the name, as in "Anna (GGD)"; else all."""
    found, hints = list(found), [words for words in hints if words.strip()]
    there = [one for one in found if any(_is_of(words, one) for words in hints)]
    return tuple(there or found)


def _is_of(words: str, one: Any) -> bool:
    organisation = getattr(one, "organisation", "")
    return bool(organisation) and is_named(words, organisation, getattr(one, "short", ""))


def _is_address(typed: str, one: Any) -> bool:
    own = {getattr(one, "email", None), getattr(one, "contact_email", None)}
    return "@" in typed and typed.strip("<>").removeprefix("mailto:").lower() in own


def _is_name_with_titles(typed: str, one: Any) -> bool:
    """To the letter: of Jan Bos and Jan Bos Jr., the one with his suffix."""
    return bool(folded(typed)) and folded(typed) == folded(one.name)


def _is_name(typed: str, one: Any) -> bool:
    words = _parts(typed).words
    return bool(words) and words == _parts(one.name).words


def _is_name_in_another_order(typed: str, one: Any) -> bool:
    """ "Nansubuga Ruth", as registers and many languages write it."""
    words = _parts(typed).words
    return len(words) > 1 and sorted(words) == sorted(_parts(one.name).words)


def _is_first_and_more(typed: str, one: Any) -> bool:
    """ "Peter O" or "Peter Ok." for Peter Okello."""
    words, own = _parts(typed).words, _parts(one.name)
    rests = (" ".join(own.words[1:]), " ".join(own.core[1:]))
    return (
        len(words) > 1 and words[0] == own.words[0] and any(r.startswith(" ".join(words[1:])) for r in rests)
    )


def _is_first_and_last(typed: str, one: Any) -> bool:
    """ "Jan Berg" for Jan van den Berg, "Ruth A. Nakato" for Ruth Nakato: what is between may be left out."""
    core, own = _parts(typed).core, _parts(one.name).core
    if len(core) < 2 or len(own) < 2 or core[0] != own[0] or core[-1] != own[-1]:
        return False
    return _can_stand_for(core[1:-1], own[1:-1])


def _can_stand_for(middle: Sequence[str], own: Sequence[str]) -> bool:
    return not middle or not own or all(a[0] == b[0] for a, b in zip(middle, own, strict=False))


def _is_first(typed: str, one: Any) -> bool:
    words = _parts(typed).words
    return len(words) == 1 and words == _parts(one.name).words[:1]


def _is_last(typed: str, one: Any) -> bool:
    """The last name with or without its particles; of two last names, either."""
    words, own = _parts(typed), _parts(one.name)
    tails = {own.words[i:] for i in range(1, len(own.words))}
    cores = {own.core[i:] for i in range(1, len(own.core))} | {(word,) for word in own.core[1:]}
    return words.words in tails or (words.core in cores and words.words[0] not in own.core[:1])


def _is_initials(typed: str, one: Any) -> bool:
    letters = typed.replace(".", "").replace(" ", "")
    return len(letters) > 1 and letters.isupper() and folded(letters) in _parts(one.name).initials


def _is_initial_and_last(typed: str, one: Any) -> bool:
    """ "P. Okello" or "J.P. de Vries": letters for first names, then the last name."""
    words, own = _parts(typed).core, _parts(one.name).core
    count = next((i for i, word in enumerate(words) if len(word) > 1), 0)
    if not count or len(own) < 2 or words[0][0] != own[0][0]:
        return False
    return words[count:] in {own[i:] for i in range(1, len(own))}


def _is_known_by_initial(typed: str, one: Any) -> bool:
    """ "Peter Okello" for somebody who is on the list as P. Okello."""
    words, own = _parts(typed).core, _parts(one.name).core
    return len(own) > 1 and len(own[0]) == 1 and _is_initial_and_last(one.name, _Named(" ".join(words)))


def _begins(typed: str, one: Any) -> bool:
    """Whether each typed word begins another word of the name, in order."""
    rest, words = iter(_parts(one.name).words), _parts(typed).words
    return bool(words) and all(any(word.startswith(part) for word in rest) for part in words)


WAYS: tuple[Callable[[str, Any], bool], ...] = (
    _is_address,
    _is_name_with_titles,
    _is_name,
    _is_name_in_another_order,
    _is_first_and_more,
    _is_first_and_last,
    _is_first,
    _is_last,
    _is_initials,
    _is_initial_and_last,
    _is_known_by_initial,
)
