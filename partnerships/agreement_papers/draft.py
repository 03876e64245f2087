"""The draft of the agreement as a PDF to send: without a number, marked as a draft on every page."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.files.models import StoredFile
from backbone.files.storing import Gone, request_file
from backbone.paper import apart
from backbone.time.days import today_of
from partnerships.agreement_papers.papers import JOB, PDF, Paper
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.models import Partnership

KIND = "draft"


@transaction.atomic
def file_of(agreement: Agreement) -> StoredFile:
    """The file of the draft as it stands today; the same one for everybody who is sent it, until a clause changes.

    The draft says its day on each page, so that the next day has a file of its own.
    """
    # Two who ask for it at one moment have one made.
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    partnership = agreement.partnership
    args = _args(partnership, _state(agreement, writing.drafted(agreement)))
    there = StoredFile.objects.filter(job=JOB, job_args=args).exclude(state=StoredFile.State.FAILED)
    return there.order_by("-pk").first() or request_file(_name(partnership), PDF, JOB, args)


def _args(partnership, state):
    return {"kind": KIND, "partnership_id": partnership.pk, "state": state}


def _state(agreement, clauses):
    """A mark of this day and these words."""
    frozen = writing.frozen(agreement, clauses)
    words = json.dumps([today_of(agreement.partnership), frozen], default=str, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _name(partnership):
    with override(partnership.language):
        words = _("draft of the agreement")
    day = today_of(partnership).isoformat()
    return f"{slugify(f'{partnership.slug} {words}')[:80]}-{day}.pdf"


def _make(partnership: Partnership, state: str, **of: Any) -> bytes:
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        raise Gone
    agreement.partnership = partnership
    clauses = writing.drafted(agreement)
    _keep_under(partnership, state, _state(agreement, clauses))
    return apart.render(html_of(agreement, clauses))


def _keep_under(partnership, asked, made):
    """What changed since it was asked for stands in the file, which is then nobody's who asks for the words of before."""
    if made != asked:
        rows = StoredFile.objects.filter(job=JOB, job_args=_args(partnership, asked))
        rows.filter(state=StoredFile.State.PENDING).update(job_args=_args(partnership, made))


def html_of(agreement: Agreement, clauses: list[Clause] | None = None) -> str:
    """The draft with these clauses, or as it stands, in the partnership's language."""
    clauses = writing.drafted(agreement) if clauses is None else clauses
    return writing.compose(agreement, clauses, draft_of=today_of(agreement.partnership))


PAPER = Paper(gettext_lazy("Draft of the agreement"), "work", _make)
