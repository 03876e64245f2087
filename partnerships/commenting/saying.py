"""Commenting on the draft: by the partner itself, or noted for it; changed and taken back until it is answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from backbone.database.history import noted
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.commenting.models import ClauseComment, NoComments

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.commenting.forms import CommentsForm
    from partnerships.models import Partner

OWN_WAYS = ("link", "page")
# On one agreement, of all partners.
MOST = 2000


class TooMany(Exception):
    """The agreement has as many comments as it holds; nothing was saved."""


def clauses_of(agreement: Agreement) -> list[Clause]:
    """The clauses that can be commented on, as the pages show them: by group, then in order."""
    kept = writing.in_step(agreement, list(agreement.clauses.filter(left_out=False)))
    return [clause for group in Clause.Group for clause in kept if clause.group == group]


def own_open(agreement: Agreement, partner: Partner, person: Person) -> QuerySet[ClauseComment]:
    """What this person wrote for this partner and nobody has answered; the newest of a clause counts."""
    rows = ClauseComment.objects.filter(agreement=agreement, partner=partner, by=person, answered_at=None)
    return rows.filter(way__in=OWN_WAYS, clause__isnull=False)


@transaction.atomic
def save(form: CommentsForm, *, by: Person, way: str, told_on: date | None = None, said_by: str = "") -> int:
    """Save a valid form; returns how many comments changed. With what somebody changed meanwhile nothing is saved."""
    agreement = Agreement.objects.select_for_update().get(pk=form.agreement.pk)
    there = {} if told_on else {row.clause_id: row for row in own_open(agreement, form.partner, by)}
    if form.find_conflicts(there):
        return 0
    steps = list(form.changes(there))
    if steps:
        # The history of the clauses then has the words that the comments are about.
        writing.bring_up_to_date(agreement)
    if steps and agreement.comments.count() + len(steps) > MOST:
        raise TooMany
    how = {"by": by, "way": way, "told_on": told_on, "said_by": said_by}
    with noted("commented", by):
        for clause, row, text in steps:
            _write(form, clause, row, text, how)
    return len(steps)


def _write(form, clause, row, text, how):
    if row and not text:
        row.delete()
    elif row:
        row.text, row.heading, row.at, row.revision = text, clause.heading, now(), row.revision + 1
        row.save(update_fields=["text", "heading", "at", "revision"])
    else:
        ClauseComment.objects.create(
            partnership_id=form.agreement.partnership_id,
            agreement=form.agreement,
            clause=clause,
            heading=clause.heading,
            partner=form.partner,
            text=text,
            **how,
        )


@transaction.atomic
def nothing_to_add(
    agreement: Agreement, partner: Partner, *, by: Person, way: str, told_on: date | None = None
) -> NoComments:
    """The partner has no comments on the draft as it stands; what it said before stays."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    with noted("no comments", by):
        return NoComments.objects.update_or_create(
            agreement=agreement,
            partner=partner,
            defaults={
                "partnership_id": agreement.partnership_id,
                "by": by,
                "way": way,
                "told_on": told_on,
                "at": now(),
            },
        )[0]
