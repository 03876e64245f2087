"""Where a pause is seen: one's own page, the page of a partner and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.models import Partnership, Pause

if TYPE_CHECKING:
    from backbone.accounts.models import Person

MOST = 20


def on_own_page(person: Person) -> dict | None:
    """The partnerships in which the person has a part of their own, each with the day until which they pause."""
    scopes = {scope for _kind, scope in person.standing.roles} | {
        of for of, _partner in person.standing.represents
    }
    rows = list(Partnership.objects.open().filter(pk__in=scopes - {None}).order_by("sort_name", "pk")[:MOST])
    if not rows:
        return None
    days = dict(Pause.objects.current().filter(person=person).values_list("partnership", "until_on"))
    return {"partnerships": [(row, days.get(row.pk)) for row in rows]}
