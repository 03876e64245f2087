"""The draft of the agreement as a PDF to send: without a number, marked as a draft on every page."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.files.models import StoredFile
from backbone.files.storing import Gone, request_file
from backbone.paper import apart
from backbone.time.days import today_of
from partnerships.agreement_papers.papers import JOB, PDF, Paper
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement
from partnerships.models import Partnership

KIND = "draft"


def file_of(agreement: Agreement) -> StoredFile:
    """The file of the draft as it stands today; the same one for everybody who is sent it, until a clause changes."""
    partnership = agreement.partnership
    args = {"kind": KIND, "partnership_id": partnership.pk, "state": _state(agreement)}
    there = StoredFile.objects.filter(job=JOB, job_args=args).exclude(state=StoredFile.State.FAILED)
    return there.order_by("-pk").first() or request_file(_name(partnership), PDF, JOB, args)


def _state(agreement):
    """A mark of this day and these words."""
    frozen = writing.frozen(agreement, writing.drafted(agreement))
    words = json.dumps([today_of(agreement.partnership), frozen], default=str, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _name(partnership):
    with override(partnership.language):
        words = _("draft of the agreement")
    day = today_of(partnership).isoformat()
    return f"{slugify(f'{partnership.slug} {words}')[:80]}-{day}.pdf"


def _make(partnership: Partnership, **of: Any) -> bytes:
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        raise Gone
    agreement.partnership = partnership
    return apart.render(html_of(agreement))


def html_of(agreement: Agreement) -> str:
    """The draft as it stands, in the partnership's language."""
    clauses = writing.drafted(agreement)
    return writing.compose(agreement, clauses, draft_of=today_of(agreement.partnership))


PAPER = Paper(gettext_lazy("Draft of the agreement"), "work", _make)
