"""Who may open what of a partnering agreement; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_clause(person: Person, pk: int) -> Clause | None:
    """A clause of a partnering agreement, for coordinators."""
    return fetch(Clause.objects.select_related("agreement__document"), person, "coordinate", pk=pk)
