"""Prospects are for coordinators: who is only being considered is told to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_prospect(person: Person, pk: int) -> Prospect:
    """A prospect, checked through its partnership."""
    return fetch(Prospect.objects.all(), person, "coordinate", pk=pk)
