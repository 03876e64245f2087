"""Who may open an import; each door goes through the partnership."""

from partnerships.access import fetch
from partnerships.imports.models import ImportRun


def get_import(person, pk):
    """An import with its files, for coordinators."""
    return fetch(ImportRun.objects.select_related("by", "job"), person, "coordinate", pk=pk)
