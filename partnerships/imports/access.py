"""Who may open an import; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.imports.models import ImportRun

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_import(person: Person, pk: int) -> ImportRun | None:
    """An import with its files, for coordinators."""
    return fetch(ImportRun.objects.select_related("by", "job"), person, "coordinate", pk=pk)
