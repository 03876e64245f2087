"""What a partnership shares with its parent: choosing rows, and what of them the parent sees.

A choice counts for the parent it was made for. It shows a row only while its kind would offer it: what was removed,
withdrawn, struck or merged away shows nothing, and brought back it is what it was.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from backbone.panels import registry
from partnerships.models import Partnership
from partnerships.sharing.models import SharedUpward

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.registered.shared_upward import SharedKind, UpwardLine


class OtherParent(Exception):
    """The partnership is not part of the one any more that somebody chose for."""


def kind_called(key: str) -> SharedKind:
    """The kind of that key, or the first there is."""
    kinds = registry.sorted("shared_upward")
    return next((kind for kind in kinds if kind.key == key), kinds[0])


# Choosing


@transaction.atomic
def choose(
    child: Partnership,
    kind: SharedKind,
    *,
    parent: int,
    share: Collection[int],
    stop: Collection[int],
    by: Person,
) -> int:
    """Share these rows of a kind with the parent that was seen, and those no more; returns how many changed."""
    child = Partnership.objects.select_for_update().get(pk=child.pk)
    if child.parent_id is None or child.parent_id != parent:
        raise OtherParent
    chosen = SharedUpward.objects.filter(partnership=child, kind=kind.key)
    stopped, _kinds = chosen.filter(row_id__in=stop).delete()
    known = set(chosen.filter(row_id__in=share).values_list("row_id", flat=True))
    offered = kind.rows([child.pk]).filter(pk__in=set(share) - known).values_list("pk", flat=True)
    own = {"partnership": child, "parent_id": child.parent_id, "kind": kind.key, "by": by}
    made = SharedUpward.objects.bulk_create(SharedUpward(row_id=pk, **own) for pk in offered)
    return stopped + len(made)


def shared_keys(child: Partnership, kind: SharedKind, rows: Collection[Any]) -> set[int]:
    """The keys of those of these rows that are shared with the parent there is now."""
    chosen = _for_now(SharedUpward.objects.filter(partnership=child, kind=kind.key))
    return set(chosen.filter(row_id__in=[row.pk for row in rows]).values_list("row_id", flat=True))


def counts(child: Partnership) -> dict[str, int]:
    """{kind's key: how many of its rows the parent sees}."""
    rows = SharedUpward.objects.filter(_there([child.pk]), partnership=child)
    return dict(_for_now(rows).order_by().values_list("kind").annotate(Count("pk")))


# What came up


def came_up(parent: Partnership) -> QuerySet[SharedUpward]:
    """What the partnerships that are part of this one shared with it, by their names and by kind."""
    children = list(parent.children.values_list("pk", flat=True))
    rows = SharedUpward.objects.filter(_there(children), parent=parent, partnership__parent=parent)
    places = [When(kind=kind.key, then=Value(kind.order)) for kind in registry.shared_upward]
    order = Case(*places, default=Value(0), output_field=IntegerField())
    rows = rows.annotate(place=order).select_related("partnership")
    return rows.order_by("partnership__sort_name", "partnership", "place", "-at", "-pk")


def lines_of(shared: Collection[SharedUpward]) -> dict[int, UpwardLine]:
    """{key: what is said of its row}, as it is now; two queries or so for each kind."""
    of_partnerships, lines = {one.partnership_id for one in shared}, {}
    for kind in registry.sorted("shared_upward"):
        own = {one.row_id: one for one in shared if one.kind == kind.key}
        rows = list(kind.rows(of_partnerships).filter(pk__in=own)) if own else []
        said = kind.lines([row for row in rows if row.partnership_id == own[row.pk].partnership_id])
        lines |= {own[pk].pk: line for pk, line in said.items()}
    return lines


def _for_now(rows):
    """Of a child's choices those that were made for the parent it has."""
    return rows.filter(parent=F("partnership__parent"))


def _there(partnerships):
    """That the row is still one which its kind offers."""
    there = Q(pk__in=[])
    for kind in registry.shared_upward:
        there |= Q(kind=kind.key, row_id__in=kind.rows(partnerships).order_by().values("pk"))
    return there
