"""Who may open a mail of a partnership's correspondence; each door goes through the partnership."""

from partnerships.access import fetch
from partnerships.correspondence.models import Correspondence


def get_correspondence(person, pk):
    """A mail in a partnership's correspondence, which is for its coordinators."""
    rows = Correspondence.objects.select_related("message", "person", "partner__organisation")
    return fetch(rows, person, "coordinate", pk=pk)
