"""Who may open a mail of a partnership's correspondence; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.correspondence.models import Correspondence

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_correspondence(person: Person, pk: int) -> Correspondence | None:
    """A mail in a partnership's correspondence, which is for its coordinators."""
    rows = Correspondence.objects.select_related("message", "person", "partner__organisation")
    return fetch(rows, person, "look_back", pk=pk)
