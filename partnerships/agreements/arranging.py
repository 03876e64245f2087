"""The partners' own clauses, and the order of all: a clause moves within its group."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from partnerships.agreements.models import OWN, Agreement, Clause

if TYPE_CHECKING:
    from collections.abc import Iterable

UP, DOWN = "up", "down"
# Of one agreement, its own clauses among them.
MOST = 200


def next_place(agreement: Agreement) -> int:
    """The place behind all clauses."""
    last = agreement.clauses.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def begin_own(agreement: Agreement) -> Clause:
    """A clause of the partners' own, not saved yet, behind all others."""
    return Clause(
        partnership=agreement.partnership,
        agreement=agreement,
        key=f"{OWN}{uuid4().hex[:12]}",
        position=next_place(agreement),
        written_from="hand",
    )


@transaction.atomic
def move(clause: Clause, way: str) -> bool:
    """Change places with the clause before (`up`) or behind it in its group; False at the end of the group."""
    Agreement.objects.select_for_update().get(pk=clause.agreement_id)
    others = list(Clause.objects.filter(agreement=clause.agreement_id, group=clause.group))
    place = next(n for n, one in enumerate(others) if one.pk == clause.pk)
    other = place - 1 if way == UP else place + 1
    if not 0 <= other < len(others):
        return False
    others[place], others[other] = others[other], others[place]
    _number(others)
    return True


def _number(clauses: Iterable[Clause]) -> None:
    """The places that they have together, in this order; two that had the same place get two."""
    places = sorted(clause.position for clause in clauses)
    for clause, place in zip(clauses, _apart(places), strict=True):
        if clause.position != place:
            clause.position = place
            clause.save(update_fields=["position"])


def _apart(places):
    last = -1
    for place in places:
        last = max(place, last + 1)
        yield last
