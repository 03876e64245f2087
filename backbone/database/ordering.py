"""Rows in an order that people choose: one function moves a row up or down, whatever it is a row of."""

from django.db import transaction
from django.db.models import Model, QuerySet

UP, DOWN = -1, 1


@transaction.atomic
def move(row: Model, siblings: QuerySet, step: int) -> bool:
    """Put a row one place UP or DOWN among its siblings; returns whether it stands elsewhere now.

    siblings: the rows in the order in which they are shown, the row among them; their `position` is numbered
        anew. At either end nothing moves, nor does a row that is not among them any more.
    """
    rows = _locked(siblings)
    place = next((place for place, other in enumerate(rows) if other.pk == row.pk), None)
    if place is None or not 0 <= place + step < len(rows):
        return False
    rows.insert(place + step, rows.pop(place))
    number(rows)
    return True


def _locked(siblings):
    """Locked first, by key so that two moves never wait for each other, and only then read.

    What waited for a lock would come in the order from before the wait.
    """
    list(siblings.order_by("pk").select_for_update(of=("self",)))
    return list(siblings)


def number(rows: list) -> None:
    """Keep the order of these rows, which somebody has locked."""
    for position, row in enumerate(rows, 1):
        row.position = position
    type(rows[0]).objects.bulk_update(rows, ["position"])
