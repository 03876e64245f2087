"""Comments are for coordinators and for the people of the partner that made them; nobody else reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from partnerships.access import fetch
from partnerships.commenting.models import ClauseComment
from partnerships.correspondence.calling.told import Way

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def get_comment(person: Person, pk: int, need: str) -> ClauseComment:
    """A comment, for coordinators."""
    rows = ClauseComment.objects.select_related("partner__organisation", "agreement", "clause", "by")
    row = fetch(rows, person, need, pk=pk)
    row.agreement.partnership = row.partnership
    return row


def get_comment_to_change(person: Person, pk: int) -> ClauseComment:
    """An open comment, for whoever wrote it; one that came by letter or phone for coordinators and the partner's people.

    404 for other partners' people, who do not learn that it is there.
    """
    row = get_comment(person, pk, "work")
    access = row.partnership.access
    if not access.is_between(row.partner_id):
        raise Http404
    if not may_change(person, row):
        raise PermissionDenied
    return row


def may_change(person: Person, row: ClauseComment) -> bool:
    """Whether this person changes it or takes it back: until it is answered."""
    access = row.partnership.access
    is_own = row.by_id == person.pk and row.partner_id in access.partner_ids
    was_told = row.way in Way.values and access.is_between(row.partner_id)
    return row.is_open and (is_own or was_told)


def shown_to(partnership: Partnership) -> QuerySet[ClauseComment]:
    """The comments that whoever fetched this partnership reads: all, or their own partners'."""
    access = partnership.access
    rows = ClauseComment.objects.filter(partnership=partnership)
    return rows if access.look_back else rows.filter(Q(partner__in=access.partner_ids))
