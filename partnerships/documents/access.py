"""Who may open an issued version; each door goes through the partnership."""

from django.core.exceptions import PermissionDenied

from partnerships.access import fetch
from partnerships.documents.models import Document, Version


def get_version(person, pk, need="see"):
    """An issued version of a document, with its file; reports are for leadership and coordinators."""
    version = fetch(Version.objects.select_related("document", "file"), person, need, pk=pk)
    if version.document.kind == Document.Kind.REPORT and not version.partnership.access.report:
        raise PermissionDenied
    return version
