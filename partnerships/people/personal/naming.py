"""What names somebody in texts that others wrote, and where it is looked for: where they have or had a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnerships.taking_part import ROWS

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# A name of fewer letters may stand in words that mean something else.
TELLING = 6


def partnerships_of(person: Person) -> set[int]:
    """The keys of the partnerships in which they have or had a part."""
    had = [model.objects.filter(person=person).values_list("partnership", flat=True) for model in ROWS]
    return {key for keys in had for key in keys if key}


def words_of(person: Person) -> dict[str, bool]:
    """What names them, and whether it must be all that a cell says: a short name is part of other words as well."""
    names = {word: len(word) < TELLING or " " not in word for word in (person.name, person.phone) if word}
    return {**names, **{address: False for address in (person.email, person.contact_email) if address}}


def names(value: Any, words: Mapping[str, bool]) -> bool:
    """Whether one of the texts that JSON holds has one of the words."""
    return without(value, words) != value


def without(value: Any, words: Mapping[str, bool]) -> Any:
    """What JSON holds, each text that has one of the words left empty."""
    if isinstance(value, dict):
        return {key: without(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [without(one, words) for one in value]
    if isinstance(value, str) and any(_has(value.casefold(), word.casefold(), words[word]) for word in words):
        return ""
    return value


def _has(text, word, is_all):
    return text == word if is_all else word in text
