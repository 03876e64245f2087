"""Whom a typed name means, among the people of a partnership."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Words between first and last name that people leave out of initials.
PARTICLES = {"van", "de", "der", "den", "het", "ten", "ter", "von", "la", "le", "di", "da", "al", "el", "bin"}


@dataclass(frozen=True)
class Candidate:
    """A person who can own an action point, for one organisation."""

    person_id: int
    name: str
    partner_id: int | None = None
    organisation: str = ""
    short: str = ""
    is_here: bool = False

    @property
    def key(self):
        """What a form sends back for this choice."""
        return f"{self.person_id}-{self.partner_id or ''}"


def match(words: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates a name can mean, best way of naming first: empty, one, or several to ask about."""
    typed = _plain(words)
    if not typed:
        return ()
    for fits in (_is_name, _is_first_and_more, _is_first, _is_last, _is_initials, _is_organisation):
        found = [one for one in people if fits(typed, words.strip(), one)]
        if found:
            return tuple(sorted(found, key=lambda one: (not one.is_here, one.name, one.organisation)))
    return ()


def names_organisation(words: str, people: Sequence[Candidate]) -> bool:
    """Whether the words are the name of an organisation and not of a person."""
    typed = _plain(words)
    return any(_is_organisation(typed, words, one) for one in people)


def _plain(words):
    """Lower case, without accents, one space between words."""
    flat = unicodedata.normalize("NFD", words.casefold())
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).strip(" .,:;@").split())


def _is_name(typed, raw, one):
    return typed == _plain(one.name)


def _is_first_and_more(typed, raw, one):
    """ "Peter O" or "Peter Ok." for Peter Okello."""
    first, _, more = typed.partition(" ")
    own = _plain(one.name).split(" ")
    return bool(more) and first == own[0] and " ".join(own[1:]).startswith(more)


def _is_first(typed, raw, one):
    return typed == _plain(one.name).split(" ")[0]


def _is_last(typed, raw, one):
    own = _plain(one.name).split(" ")
    return len(own) > 1 and typed in {" ".join(own[i:]) for i in range(1, len(own))}


def _is_initials(typed, raw, one):
    letters = raw.replace(".", "").replace(" ", "")
    return len(letters) > 1 and letters.isupper() and letters.casefold() in _initials(one.name)


def _initials(name):
    words = _plain(name).split()
    whole = "".join(word[0] for word in words)
    return {whole, "".join(word[0] for word in words if word not in PARTICLES)}


def _is_organisation(typed, raw, one):
    return bool(one.organisation) and typed in {_plain(one.organisation), _plain(one.short)} - {""}
