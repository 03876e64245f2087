"""What merging and the bin keep of a person, which an erasure takes away too: then it cannot be brought back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from backbone.accounts.models import Person
from partnerships.models import Merge, MergedRows, Removal

if TYPE_CHECKING:
    from collections.abc import Collection


def merges(person: Person, words: Collection[str]) -> set[int]:
    """The keys of the merges that made this person of two, and of others that keep a row of theirs or name them."""
    own = Merge.objects.filter(Q(stays_id=person.pk) | Q(gone_id=person.pk), kind=Merge.Kind.PERSON)
    kept = {
        rows.merge_id
        for rows in MergedRows.objects.iterator()
        if _speaks(apps.get_model(rows.table), [json.dumps(rows.before)], person, words)
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


def removals(person: Person, words: Collection[str]) -> set[int]:
    """The keys of what lies in a bin with a row of theirs, or names them."""
    return {
        removal.pk
        for removal in Removal.objects.iterator()
        if _names(removal.name, words)
        or any(
            _speaks(apps.get_model(label), rows.values(), person, words)
            for label, rows in removal.rows.items()
        )
    }


def _speaks(model, rows, person, words):
    """Whether one of these rows of a model, each as JSON text, points to the person or names them."""
    columns = [one.attname for one in model._meta.concrete_fields if one.related_model is Person]
    return any(
        _names(text, words) or any(json.loads(text).get(column) == person.pk for column in columns)
        for text in rows
    )


def _names(text, words):
    return any(word.casefold() in text.casefold() for word in words)
