"""The clauses of an issued version in the groups of the agreement, and the numbers that they have there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from partnerships.documents.models import Version

Groups = list[tuple[str, list[dict[str, Any]]]]


def groups(version: Version) -> Groups:
    """What each group is called, and its clauses as they were frozen."""
    rows = Clause.objects.filter(agreement__partnership=version.partnership_id)
    group_of = dict(rows.values_list("key", "group"))
    found: dict[str, list[dict[str, Any]]] = {group: [] for group in Clause.Group}
    for one in version.data.get("clauses", ()):
        found[group_of.get(one["key"], Clause.Group.HOW)].append(one)
    return [(Clause.Group(group).label, own) for group, own in found.items() if own]


def numbers(version: Version) -> dict[str, str]:
    """The number of each clause, by its key: `3.2`."""
    return {
        clause["key"]: f"{group}.{place}"
        for group, (_label, own) in enumerate(groups(version), start=1)
        for place, clause in enumerate(own, start=1)
    }
