"""Who may open papers of the agreement; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from backbone.files.models import StoredFile
from partnerships.access import check, get_partner
from partnerships.agreement_papers.papers import JOB, PAPERS
from partnerships.models import Partner, Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_part_of(person: Person, pk: int) -> Partner:
    """A partner whose page this is for: its own people and who coordinates."""
    partner = get_partner(person, pk, "see")
    if not partner.partnership.access.is_between(pk):
        raise PermissionDenied
    return partner


def get_paper(person: Person, pk: int) -> tuple[StoredFile, Partnership]:
    """A paper that this person asked for, as long as they may read what it is about."""
    file = StoredFile.objects.filter(pk=pk, job=JOB, created_by=person.pk).first()
    if file is None:
        raise Http404
    partnership = Partnership.objects.filter(pk=file.job_args["partnership_id"]).first()
    if partnership is None:
        raise Http404
    check(person, partnership, PAPERS[file.job_args["kind"]].need)
    partner = file.job_args.get("partner")
    if partner and not partnership.access.is_between(partner):
        raise PermissionDenied
    return file, partnership
