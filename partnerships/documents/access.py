"""Who may open an issued version; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from backbone.panels import registry
from partnerships.access import fetch
from partnerships.documents.models import Document, Version

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_version(person: Person, pk: int, need: str = "see") -> Version | None:
    """An issued version of a document, with its file; reports are for leadership and coordinators."""
    version = fetch(Version.objects.select_related("document", "file"), person, need, pk=pk)
    if version.document.kind == Document.Kind.REPORT and not version.partnership.access.report:
        raise PermissionDenied
    refuse_undoable(version)
    if is_hidden(person, version):
        raise Http404
    return version


def is_hidden(person: Person, version: Version) -> bool:
    """Whether the version's file is not shown, since the person presents and it says what no page shows then."""
    hides = registry.hidden_documents.get(version.document.kind) if person.standing.set_aside else None
    return hides is not None and hides(version)


def refuse_undoable(version: Version) -> None:
    """404 for a version whose issuing can still be undone, but for coordinators; the version carries their access."""
    if version.can_be_undone and not version.partnership.access.coordinate:
        raise Http404
