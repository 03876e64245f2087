"""Documents: one module freezes, numbers, hashes and renders the versions of agreement, plan, minutes and reports."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop

from backbone.files.storing import Gone, file_job, progress, request_file
from backbone.paper import apart, pdf
from backbone.time.days import day_of
from partnerships.documents.models import Counter, Document, Version
from partnerships.documents.numbering import give_back, next_number

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from partnerships.models import Partnership

# 64 bits: short enough to be typed from paper, long enough that no other document is found by it.
SHORT_HASH = 16


def document_for(partnership: Partnership, kind: str, title: str) -> Document:
    """A new document of this kind, in the partnership's language."""
    return Document.objects.create(
        partnership=partnership, kind=kind, title=title, language=partnership.language
    )


@transaction.atomic
def issue(
    document: Document,
    *,
    data: dict,
    html: str,
    by: Person,
    reason: str = "",
    at: datetime | None = None,
    undoable_until: datetime | None = None,
) -> Version:
    """Freeze `data` (anything JSON can hold) and `html` (what `pdf.compose` returned) as the next version.

    The PDF is made by Celery once the transaction has committed; `version.file` tells how far it is.
    at: the moment it was issued, when that was not now (the demo's history)
    undoable_until: the moment until which this can be undone (`take_back`), when it can
    """
    # Once to text and back: the hash is of what the database gives back, where a date is a text.
    data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    number = next_number(document.partnership, counter_of(document))
    version = Version.objects.create(
        partnership=document.partnership,
        document=document,
        number=number,
        data=data,
        html=html,
        sha256=content_hash(document, number, data, html),
        issued_by=by,
        issued_at=at or timezone.now(),
        reason=reason,
        undoable_until=undoable_until,
    )
    version.file = request_file(
        file_name(version), "application/pdf", render_version.name, {"version_id": version.pk}, by
    )
    version.save(update_fields=["file"])
    return version


def take_back(version: Version) -> None:
    """Remove a version that nobody has seen, with its file, and its document when it was the first."""
    document, file = version.document, version.file
    version.delete()
    if file:
        file.delete()
    give_back(document.partnership, counter_of(document), [version.number])
    if not document.versions.exists():
        Counter.objects.filter(partnership=document.partnership_id, name=counter_of(document)).delete()
        document.delete()


def counter_of(document: Document) -> str:
    """The name of the counter of a document's versions."""
    return f"document {document.pk}"


def content_hash(document: Document, number: int, data: dict, html: str) -> str:
    """SHA-256 (hex) over the frozen content in a canonical form, independent of how its PDF is made."""
    content = [document.kind, document.pk, number, data, html]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def file_name(version: Version) -> str:
    """Such as "uganda-coffee-platform-minutes-steering-committee-9-v1.pdf"."""
    words = slugify(f"{version.partnership.slug} {version.document.title}")[:80]
    return f"{words}-v{version.number}.pdf"


@file_job("documents.render")
def render_version(file: StoredFile, version_id: int) -> bytes | None:
    """The PDF of a version, made from what was frozen."""
    version = (
        Version.objects.select_related("document", "partnership", "issued_by").filter(pk=version_id).first()
    )
    # The demo was removed while the job waited.
    if version is None:
        raise Gone
    progress(file, 20, gettext_noop("Laying out the pages"))
    return apart.render(version_page(version))


def version_page(version: Version, *, behind: str = "", status: str = "") -> str:
    """The version's frozen HTML with its number in the running head and its control block at the end.

    behind: what a paper of its own says behind the text; status: how the version stands, where it is not only issued
    """
    language = version.document.language
    with translation.override(language):
        status = status or gettext("Issued")
    control = pdf.Control(
        version=version.number,
        issued_on=day_of(version.issued_at, version.partnership.zone),
        issued_by=str(version.issued_by or ""),
        status=status,
        sha256=version.sha256,
        verify_url=f"{settings.BASE_URL}/verify/{version.sha256[:SHORT_HASH]}/",
    )
    html = version.html.replace(pdf.CONTROL_MARK, f"{behind}{pdf.CONTROL_MARK}")
    return pdf.stamp(html, control, language)


def current_version(document: Document) -> Version:
    """The version issued last, but for one that can still be undone, or None before the first."""
    return document.versions.public().select_related("file").first()


def is_current(version: Version) -> bool:
    """Whether no later version of the same document was issued that can't be undone any more."""
    return (
        not Version.objects.public().filter(document=version.document_id, number__gt=version.number).exists()
    )


def find_by_hash(start: str) -> Version | None:
    """The version whose content hash begins with these hex digits (at least 16), or None."""
    if len(start) < SHORT_HASH:
        return None
    return (
        Version.objects.select_related("document", "partnership", "file")
        .filter(sha256__startswith=start.lower())
        .first()
    )


def is_genuine(version: Version) -> bool:
    """Whether what is stored still has the hash that was printed."""
    return version.sha256 == content_hash(version.document, version.number, version.data, version.html)
