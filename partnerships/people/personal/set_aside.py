"""What merging and the bin keep of a person, which an erasure takes away too: then it cannot be brought back.

A row that points to them is theirs wherever it lies; by their name they are known only where they have or had a part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from backbone.accounts.models import Person
from backbone.database import merging
from partnerships.models import Merge, MergedRows, Removal
from partnerships.people.personal.naming import names, partnerships_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class Sought:
    """A person as they are looked for: the keys of all rows that they were, what names them, and where it does."""

    person: Person
    keys: set[int]
    words: dict[str, bool]
    partnerships: list[int]


def sought(person: Person) -> Sought:
    """What is looked for."""
    keys = {person.pk, *merged_into(person)}
    return Sought(person, keys, words_of(person), sorted(partnerships_of(person)))


def merges(of: Sought) -> set[int]:
    """The keys of the merges that made this person of two, and of others that keep a row of theirs or name them."""
    near = set(Merge.objects.filter(partnerships__overlap=of.partnerships).values_list("pk", flat=True))
    own = Merge.objects.filter(Q(stays_id=of.person.pk) | Q(gone_id=of.person.pk), kind=Merge.Kind.PERSON)
    kept = {
        rows.merge_id
        for rows in MergedRows.objects.iterator()
        if _points(rows.table, rows.before, of.keys)
        or (rows.merge_id in near and names(rows.before, of.words))
    }
    return kept | set(own.values_list("pk", flat=True))


def merged_into(person: Person) -> set[int]:
    """The keys of the rows that became this person, and of those that had become them."""
    found: set[int] = set()
    waiting = {person.pk}
    while waiting:
        rows = Merge.objects.filter(kind=Merge.Kind.PERSON, stays_id__in=waiting)
        waiting = set(rows.values_list("gone_id", flat=True)) - found
        found |= waiting
    return found


def _points(label: str, row: dict, keys: Collection[int]) -> bool:
    """Whether a row of a model points to one of these people."""
    columns = [one for one in apps.get_model(label)._meta.concrete_fields if one.related_model is Person]
    return any(row.get(one.attname) in keys for one in columns)


def removals(of: Sought) -> set[int]:
    """The keys of what lies in a bin with a row of theirs, or names them."""
    own = Removal.objects.pointing_to(merging.pointing_to(Person), of.keys)
    near = Removal.objects.filter(partnership__in=of.partnerships)
    naming = {one.pk for one in near.iterator() if names([one.name, *_rows(one)], of.words)}
    return naming | set(own.values_list("pk", flat=True))


def _rows(removal):
    """Its rows, as JSON holds them."""
    return [json.loads(row) for rows in removal.rows.values() for row in rows.values()]
