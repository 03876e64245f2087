"""Who may open what of a partnering agreement; each door goes through the partnership."""

from partnerships.access import fetch
from partnerships.agreements.models import Clause


def get_clause(person, pk):
    """A clause of a partnering agreement, for coordinators."""
    return fetch(Clause.objects.select_related("agreement__document"), person, "coordinate", pk=pk)
