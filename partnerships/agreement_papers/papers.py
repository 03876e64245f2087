"""Making a paper: asked for with a button, made in a file job, fetched by whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.files.models import StoredFile
from backbone.files.storing import Gone, file_job, request_file
from backbone.paper import apart, pdf
from partnerships.agreement_papers import counterparts, folder, own_part
from partnerships.agreement_papers.difference import difference
from partnerships.documents.models import Document, Version
from partnerships.models import Partner, Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person

JOB, PDF = "agreement_papers.make", "application/pdf"
DIFFERENCE, PART, COUNTERPART, FOLDER = "difference", "part", "counterpart", "folder"


@transaction.atomic
def ask_for(kind: str, partnership: Partnership, *, by: Person, **of: Any) -> StoredFile:
    """Have a paper made, in the partnership's language; the same one that this person had before goes."""
    args = {"kind": kind, "partnership_id": partnership.pk, **of}
    _had_before(by, args).delete()
    with override(partnership.language):
        name = f"{slugify(f'{partnership.slug} {title_of(kind)}')[:80]}.pdf"
    return request_file(name, PDF, JOB, args, by)


def _had_before(by: Person, args: dict[str, Any]) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(created_by=by, job=JOB, job_args=args)


def title_of(kind: str) -> str:
    """What a paper is called."""
    return {
        DIFFERENCE: _("What changed in the agreement"),
        PART: _("Your part in the agreement"),
        COUNTERPART: _("Page to sign"),
        FOLDER: _("Folder for whoever runs it"),
    }[kind]


@file_job(JOB)
def make_paper(file: StoredFile, kind: str, partnership_id: int, **of: Any) -> bytes:
    """The PDF of a paper; what it was about may be gone by now."""
    partnership = Partnership.objects.filter(pk=partnership_id).first()
    if partnership is None:
        raise Gone
    return apart.render(composed(kind, partnership, **of))


def composed(kind: str, partnership: Partnership, **of: Any) -> str:
    """The HTML of a paper."""
    with override(partnership.language):
        page = {"title": title_of(kind), "kicker": partnership.name, "on_paper": True}
        page |= MAKERS[kind](partnership, **of)
    return pdf.compose(f"agreement_papers/{kind}_pdf.html", page, partnership)


def _difference(partnership: Partnership, before: int, after: int) -> dict[str, Any]:
    return {"difference": difference(_version(partnership, before), _version(partnership, after))}


def _version(partnership: Partnership, pk: int) -> Version:
    rows = Version.objects.public().filter(
        partnership=partnership, document__kind=Document.Kind.AGREEMENT, pk=pk
    )
    version = rows.select_related("document", "partnership").defer("html").first()
    if version is None:
        raise Gone
    return version


def _part(partnership: Partnership, partner: int) -> dict[str, Any]:
    row = Partner.objects.filter(partnership=partnership, pk=partner).select_related("organisation").first()
    if row is None:
        raise Gone
    return {"partner": row, "parts": own_part.parts(row), "lead": str(row)}


def _counterpart(partnership: Partnership, version: int, only: str = "") -> dict[str, Any]:
    return counterparts.contents(_version(partnership, version), only)


def _folder(partnership: Partnership) -> dict[str, Any]:
    return folder.contents(partnership)


MAKERS: dict[str, Callable[..., dict[str, Any]]] = {
    DIFFERENCE: _difference,
    PART: _part,
    COUNTERPART: _counterpart,
    FOLDER: _folder,
}
