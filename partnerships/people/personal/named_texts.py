"""Texts of others in which the product wrote somebody's name, such as "Owner: Joy Atim": an erasure takes the name out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Left

from backbone.accounts.models import Person
from backbone.database.history import is_tracked
from backbone.personal import naming
from partnerships.people.personal.naming import partnerships_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection


def count(person: Person, keys: Collection[int]) -> int:
    """In how many texts they are named; keys: of all rows that they were."""
    return sum(rows.count() for _column, _pattern, rows in _named(person, keys))


def take_out(person: Person, keys: Collection[int], nobodys_name: str) -> None:
    """Put the other name in the place of theirs, of today and of before; in the history of those texts as well."""
    for column, pattern, rows in _named(person, keys):
        replaced = Func(F(column), Value(pattern), Value(nobodys_name), Value("g"), function="regexp_replace")
        longest = rows.model._meta.get_field(column).max_length
        rows.update(**{column: Left(replaced, longest) if longest else replaced})


def _named(person, keys) -> Iterator[tuple[str, str, QuerySet]]:
    """(column, what it is found by, the rows in which it is found)"""
    where, pattern = partnerships_of(person), _pattern(person, keys)
    for one in naming if pattern else ():
        models = [one.model, *([one.model.pgh_event_model] if is_tracked(one.model) else [])]
        for model in models:
            for column in one.columns:
                yield column, pattern, _in(model, where).filter(**{f"{column}__regex": pattern})


def _in(model: Any, where):
    """The rows of the partnerships in which they had a part; all where a model does not say."""
    rows = model._base_manager.all()
    names = {field.name for field in model._meta.concrete_fields}
    return rows.filter(partnership__in=where) if "partnership" in names else rows


def _pattern(person, keys):
    """What finds any of their names: whole words, and a short name only where it is all that is said of something."""
    events = Person.pgh_event_model.objects.filter(pgh_obj_id__in=keys)
    words = {word: is_all for one in (*events, person) for word, is_all in words_of(one).items()}
    around = {True: (r"(?<=^|: )", "(?=$|; )"), False: (r"(?<!\w)", r"(?!\w)")}
    # The longer first: a name may begin as another does.
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).join(around[words[word]]) for word in longest_first)
