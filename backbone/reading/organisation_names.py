"""Which organisation a name means among those that are known. Pure: candidates go in, a match comes out."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from backbone.reading.folding import folded, word_set

AND = frozenset(["and", "en"])
# What tells only how an organisation is set up; "Stichting De Brug" is De Brug.
LEGAL_FORMS = word_set(
    "bv nv vof cv ltd limited plc llp llc inc incorporated corp corporation gmbh ag ev asbl vzw npo ngo "
    "stichting vereniging cooperatie sarl sas sl srl spa oy ab aps pty foundation association"
)
# Forms that are spelled with dots, as they are read letter by letter.
SPELLED_FORMS = frozenset(
    [("b", "v"), ("n", "v"), ("v", "z", "w"), ("v", "o", "f"), ("s", "a"), ("e", "v"), ("s", "l")]
)
ARTICLES = word_set("the de het la le les el")
SMALL = ARTICLES | AND | word_set("of for van voor der du des del von the to in op te")
# A shorter part of a name says too little to suggest it.
SHORTEST_PART = 3


@lru_cache(maxsize=50_000)
def organisation_key(name: str) -> str:
    """The text that two spellings of one organisation's name share: "Smith & Sons" and "Smith en Sons"."""
    return " ".join("and" if word in AND else word for word in folded(name).split())


@lru_cache(maxsize=50_000)
def bare_key(name: str) -> str:
    """Its key without legal form and leading article: "Stichting De Brug" and "De Brug B.V." share it."""
    words = organisation_key(name).split()
    rest = [word for word in _without_spelled_form(words) if word not in LEGAL_FORMS]
    return " ".join(rest[1:] if len(rest) > 1 and rest[0] in ARTICLES else rest) or " ".join(words)


def loose_key(name: str) -> str:
    """What names share that may be one organisation's, so that it is worth asking: also without any "and"."""
    return " ".join(word for word in bare_key(name).split() if word != "and")


@lru_cache(maxsize=50_000)
def initials(name: str) -> frozenset[str]:
    """The first letters of its words, with and without small ones: HWC, CvdK; one letter is nobody's."""
    words = folded(name).split()
    spelled = {"".join(word[0] for word in some) for some in (words, [w for w in words if w not in SMALL])}
    return frozenset(letters for letters in spelled if len(letters) > 1)


def match_organisation(
    words: str, candidates: Iterable[Any], names: Callable[[Any], tuple[str, str]] = lambda one: one
) -> tuple[list[Any], bool]:
    """(those whom the words can mean, whether they are only a suggestion): whom the best way of naming fits.

    `names` gives a candidate's name and short name. In this order: name, short name, the name without its legal form,
    initials. Only a part of the name makes a suggestion.
    """
    known = [(one, *names(one)) for one in candidates]
    if not words.strip():
        return [], False
    for fits in WAYS:
        if found := [one for one, name, short in known if fits(words, name, short)]:
            return found, False
    part = bare_key(words)
    found = [one for one, name, short in known if _is_part(part, name) or _is_part(part, short)]
    return found, bool(found)


def is_named(words: str, name: str, short: str = "") -> bool:
    """Whether the words name this organisation: whole, shortened, without its legal form or by its initials."""
    return bool(words.strip()) and any(fits(words, name, short) for fits in WAYS)


def by_every_name(
    candidates: Sequence[Any],
    names: Callable[[Any], tuple[str, str]] = lambda one: one,
    *,
    only_given: bool = False,
) -> dict[str, Any]:
    """{key: candidate} for every way of naming that means one of them; the better way of naming wins.

    Of several with one name the first stands for it; a short name, a bare name or initials that mean two mean nobody.
    With `only_given` by the name and short name alone.
    """
    found: dict[str, Any] = {}
    for one in candidates:
        found.setdefault(organisation_key(names(one)[0]), one)
    for keys in (_short_keys,) if only_given else (_short_keys, _bare_keys, _initial_keys):
        _add_unshared(found, [(one, keys(*names(one))) for one in candidates])
    found.pop("", None)
    return found


def _add_unshared(found: dict[str, Any], named: Iterable[tuple[Any, set[str]]]) -> None:
    meant: dict[str, list[Any]] = {}
    for one, keys in named:
        for key in keys:
            meant.setdefault(key, []).append(one)
    for key, several in meant.items():
        if len(several) == 1:
            found.setdefault(key, several[0])


def _short_keys(_name: str, short: str) -> set[str]:
    return {organisation_key(short)}


def _bare_keys(name: str, _short: str) -> set[str]:
    return {bare_key(name)}


def _initial_keys(name: str, _short: str) -> set[str]:
    return set(initials(name))


def _without_spelled_form(words: list[str]) -> list[str]:
    """Without "b v" at the end, which was written B.V."""
    size = next((len(form) for form in SPELLED_FORMS if tuple(words[-len(form) :]) == form), 0)
    return words[: len(words) - size]


def _is_name(words: str, name: str, _short: str) -> bool:
    return organisation_key(words) == organisation_key(name)


def _is_short(words: str, _name: str, short: str) -> bool:
    return bool(short) and _tight(words) == _tight(short)


def _tight(words: str) -> str:
    """G.G.D. is GGD."""
    key = organisation_key(words)
    return key.replace(" ", "") if all(len(word) == 1 for word in key.split()) else key


def _is_bare(words: str, name: str, _short: str) -> bool:
    return bare_key(words) == bare_key(name)


def _is_initials(words: str, name: str, _short: str) -> bool:
    """Written as initials are, with capitals: "We" is no short form of Water Europe."""
    return sum(map(str.isupper, words)) > 1 and _tight(words) in initials(name)


def _is_part(part: str, name: str) -> bool:
    """Whether whole words of the name, from the beginning of one, are these."""
    return len(part.replace(" ", "")) >= SHORTEST_PART and f" {part}" in f" {organisation_key(name)}"


WAYS = (_is_name, _is_short, _is_bare, _is_initials)
