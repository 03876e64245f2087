"""Commenting on the draft: by the partner itself, or noted for it; changed and taken back until it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from backbone.database.history import noted
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.commenting.models import OF_THE_WHOLE, WHOLE, ClauseComment, NoComments

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.commenting.forms import CommentsForm
    from partnerships.models import Partner

OWN_WAYS = ("link", "page")
# On one agreement, of all partners.
MOST = 2000


class TooMany(Exception):
    """The agreement has as many comments as it holds; nothing was saved."""


@dataclass(frozen=True)
class Place:
    """What can be commented on: a clause, or the agreement as a whole."""

    pk: int
    heading: str
    text: str = ""
    clause: Clause | None = None

    @property
    def of_comment(self) -> dict[str, Any]:
        """The columns of a comment on it."""
        if self.clause is None:
            return {"is_general": True, "clause": None, "heading": ""}
        return {"is_general": False, "clause": self.clause, "heading": self.heading}


def places_of(agreement: Agreement) -> list[Place]:
    """What can be commented on, as the pages show it: the whole, then each clause by group and in order."""
    kept = writing.in_step(agreement, list(agreement.clauses.filter(left_out=False)))
    clauses = [clause for group in Clause.Group for clause in kept if clause.group == group]
    whole = Place(OF_THE_WHOLE, str(WHOLE))
    return [whole, *(Place(clause.pk, clause.heading, clause.text, clause) for clause in clauses)]


def own_open(agreement: Agreement, partner: Partner, person: Person) -> QuerySet[ClauseComment]:
    """What this person wrote for this partner and nobody has answered; the newest of a clause counts."""
    rows = ClauseComment.objects.filter(agreement=agreement, partner=partner, by=person, answered_at=None)
    return rows.filter(Q(clause__isnull=False) | Q(is_general=True), way__in=OWN_WAYS)


@transaction.atomic
def save(form: CommentsForm, *, by: Person, way: str, told_on: date | None = None, said_by: str = "") -> int:
    """Save a valid form; returns how many comments changed. With what somebody changed meanwhile nothing is saved."""
    agreement = Agreement.objects.select_for_update().get(pk=form.agreement.pk)
    there = {} if told_on else {row.place: row for row in own_open(agreement, form.partner, by)}
    if form.find_conflicts(there):
        return 0
    steps = list(form.changes(there))
    if steps and agreement.comments.count() + len(steps) > MOST:
        raise TooMany
    how = {"by": by, "way": way, "told_on": told_on, "said_by": said_by}
    with noted("commented", by):
        for place, row, text in steps:
            _write(form, place, row, text, how)
    return len(steps)


def _write(form, place, row, text, how):
    if row and not text:
        row.delete()
    elif row:
        row.text, row.heading, row.at = text, place.of_comment["heading"], now()
        row.revision += 1
        row.save(update_fields=["text", "heading", "at", "revision"])
    else:
        ClauseComment.objects.create(
            partnership_id=form.agreement.partnership_id,
            agreement=form.agreement,
            partner=form.partner,
            text=text,
            **place.of_comment,
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
