"""Making a paper: asked for with a button, made in a file job, fetched by whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from backbone.files.models import StoredFile
from backbone.files.storing import Gone, file_job, request_file
from backbone.paper import apart, pdf
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.agreement_papers import counterparts, folder, numbering, one_page, own_part
from partnerships.agreement_papers.difference import difference
from partnerships.documents.models import Document, Version
from partnerships.models import Partner, Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person

JOB, PDF = "agreement_papers.make", "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: "pdf", WORD: "docx"}
DIFFERENCE, PART, COUNTERPART, FOLDER = "difference", "part", "counterpart", "folder"
COUNTERPART_IN_WORD = "counterpart_in_word"


def _papers_page(partnership: Partnership, **of: Any) -> tuple[Any, str]:
    return _("Papers of the agreement"), reverse("agreement_papers", args=[partnership.slug])


@dataclass(frozen=True)
class Paper:
    """A kind of paper: what it is called, the right that it needs, and how it is made.

    make(partnership, **of): the file's content; of: what was asked for, as `ask_for` got it. Whoever asks `of` a
    `partner` has to be between it and who coordinates
    asked_on(partnership, **of): what the page is called on which it is asked for, and its address
    """

    title: Any
    need: str
    make: Callable[..., bytes]
    type: str = PDF
    asked_on: Callable[..., tuple[Any, str]] = _papers_page


PAPERS: dict[str, Paper] = {}


def take_paper(kind: str, paper: Paper) -> None:
    """Rooms above add kinds of papers of their own."""
    PAPERS[kind] = paper


@transaction.atomic
def ask_for(kind: str, partnership: Partnership, *, by: Person, name: str = "", **of: Any) -> StoredFile:
    """Have a paper made, in the partnership's language; the same one that this person had before goes.

    name: what the file's name says behind the title, such as its day
    """
    args = {"kind": kind, "partnership_id": partnership.pk, **of}
    _had_before(by, args).delete()
    with override(partnership.language):
        words = slugify(f"{partnership.slug} {title_of(kind)}")[:80]
    behind = f"-{name}" if name else ""
    paper = PAPERS[kind]
    return request_file(f"{words}{behind}.{ENDINGS[paper.type]}", paper.type, JOB, args, by)


def _had_before(by: Person, args: dict[str, Any]) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(created_by=by, job=JOB, job_args=args)


def title_of(kind: str) -> str:
    """What a paper is called."""
    return str(PAPERS[kind].title)


def asked_on(file: StoredFile, partnership: Partnership) -> tuple[str, str]:
    """What the page is called on which a paper was asked for, and its address."""
    of = {key: value for key, value in file.job_args.items() if key not in ("kind", "partnership_id")}
    name, address = PAPERS[file.job_args["kind"]].asked_on(partnership, **of)
    return str(name), address


@file_job(JOB)
def make_paper(file: StoredFile, kind: str, partnership_id: int, **of: Any) -> bytes:
    """The content of a paper; what it was about may be gone by now."""
    partnership = Partnership.objects.filter(pk=partnership_id).first()
    if partnership is None:
        raise Gone
    return PAPERS[kind].make(partnership, **of)


def _printed(kind: str, contents: Callable[..., dict[str, Any]]) -> Callable[..., bytes]:
    """How a paper is made that has a template of its own."""

    def make(partnership: Partnership, **of: Any) -> bytes:
        with override(partnership.language):
            page = {"title": title_of(kind), "kicker": partnership.name, "on_paper": True}
            page |= {"day": dates.long(today_of(partnership))} | contents(partnership, **of)
        return apart.render(pdf.compose(f"agreement_papers/{kind}_pdf.html", page, partnership))

    return make


def _difference(partnership: Partnership, before: int, after: int) -> dict[str, Any]:
    old, new = _version(partnership, before), _version(partnership, after)
    numbers = numbering.numbers(old) | numbering.numbers(new)
    return {"difference": difference(old, new, numbers)}


def _version(partnership: Partnership, pk: int) -> Version:
    rows = Version.objects.public().filter(
        partnership=partnership, document__kind=Document.Kind.AGREEMENT, pk=pk
    )
    version = rows.select_related("document", "partnership").defer("html").first()
    if version is None:
        raise Gone
    return version


def _part(partnership: Partnership, partner: int) -> bytes:
    row = Partner.objects.filter(partnership=partnership, pk=partner).select_related("organisation").first()
    if row is None:
        raise Gone
    row.partnership = partnership
    with override(partnership.language):
        return one_page.fitting(row, own_part.parts(row), title_of(PART))


def _counterpart(partnership: Partnership, version: int, only: str = "") -> dict[str, Any]:
    return counterparts.contents(_version(partnership, version), only)


def _folder(partnership: Partnership) -> dict[str, Any]:
    return folder.contents(partnership)


def _counterpart_in_word(partnership: Partnership, version: int, only: str = "") -> bytes:
    from partnerships.agreement_papers import (
        word_counterparts,  # it loads lxml, which most processes never need
    )

    with override(partnership.language):
        return word_counterparts.write(_counterpart(partnership, version, only), partnership)


take_paper(DIFFERENCE, Paper(_("What changed in the agreement"), "see", _printed(DIFFERENCE, _difference)))
take_paper(PART, Paper(_("Your part in the agreement"), "see", _part))
take_paper(COUNTERPART, Paper(_("Page to sign"), "look_back", _printed(COUNTERPART, _counterpart)))
take_paper(COUNTERPART_IN_WORD, Paper(_("Page to sign"), "look_back", _counterpart_in_word, WORD))
take_paper(FOLDER, Paper(_("Folder for whoever runs it"), "look_back", _printed(FOLDER, _folder)))
