"""A file that came back is between a partner and its coordinators: they read it, and coordinators take and refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from partnerships.access import fetch
from partnerships.proposals.models import ClauseProposal, WordReading

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_reading(person: Person, pk: int, need: str) -> WordReading:
    """A file that was read, for coordinators and the people of the partner for which it speaks."""
    rows = WordReading.objects.select_related("agreement__document", "partner__organisation", "by")
    row = fetch(rows, person, need, pk=pk)
    if not row.partnership.access.is_between(row.partner_id):
        raise PermissionDenied
    row.partner.partnership = row.agreement.partnership = row.partnership
    return row


def get_proposal(person: Person, pk: int, need: str) -> ClauseProposal:
    """One thing that is proposed, with the file that it came with."""
    rows = ClauseProposal.objects.select_related(
        "reading__partner__organisation", "reading__agreement", "clause"
    )
    row = fetch(rows, person, need, pk=pk)
    if not row.partnership.access.is_between(row.reading.partner_id):
        raise PermissionDenied
    row.reading.partnership = row.reading.agreement.partnership = row.partnership
    return row
