"""Who may open what of a partnering agreement; each door goes through the partnership."""

from partnerships.access import fetch
from partnerships.agreements.models import Clause


def get_clause(person, pk, need="coordinate"):
    """A clause of a partnering agreement."""
    return fetch(Clause.objects.select_related("agreement__document"), person, need, pk=pk)
