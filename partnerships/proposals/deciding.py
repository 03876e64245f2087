"""Taking and refusing what a partner proposes, one by one; each answer can be taken back until it went to the partner.

What is taken changes the clause, which is its editor's from then on. Where the clause says something else by now, or
what is proposed has no place, a person changes the clause, and only the answer is kept. A clause is always one of the
draft: a version that is proposed or in force stays as it is, and the draft becomes the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database.history import noted
from partnerships.agreements import arranging, writing
from partnerships.agreements.models import Agreement, Clause
from partnerships.agreements.stages import stage_of
from partnerships.agreements.writing import HAND
from partnerships.proposals import comparing
from partnerships.proposals.models import ClauseProposal, WordReading
from partnerships.proposals.pieces import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone.accounts.models import Person
    from partnerships.agreements.stages import Stage

State, Kind = ClauseProposal.State, ClauseProposal.Kind
# They change what a clause says, or do without it.
CHANGING = (Kind.TEXT, Kind.HEADING, Kind.REMOVED)


class NotDone(Exception):
    """Nothing was changed; the words say why."""


def with_clauses_now(rows: Iterable[ClauseProposal], agreement: Agreement) -> None:
    """Give these proposals for one agreement their clauses as its pages show them; the records are read once."""
    writing.in_step(agreement, [row.clause for row in rows if row.clause and row.kind in CHANGING])


def fits(row: ClauseProposal) -> bool:
    """Whether taking it changes the clause by itself: there is one, and it still says what was given out.

    Asked of a clause as the pages show it: after `with_clauses_now`, or once that is written.
    """
    if row.kind == Kind.NEW:
        return bool(row.heading and row.after.strip())
    if row.clause is None:
        return False
    if row.kind == Kind.TEXT:
        return replaced(row.clause.text, row.before, row.after, row.anchor) is not None
    if row.kind == Kind.HEADING:
        return 0 < len(row.after) <= comparing.LONGEST_HEADING and row.clause.heading == row.before
    return row.kind == Kind.REMOVED and not row.clause.left_out and row.clause.text == row.before


def is_overtaken(row: ClauseProposal) -> bool:
    """Whether the clause says something else by now, so that both are shown."""
    return row.kind in CHANGING and row.is_open and row.clause is not None and not fits(row)


def is_by_hand(row: ClauseProposal) -> bool:
    """Whether it was taken, and a person changes the clause."""
    return row.state == State.TAKEN and row.kind != Kind.COMMENT and row.clause_revision is None


@transaction.atomic
def take(
    proposal: ClauseProposal, *, by: Person, reason: str = "", for_amendment: bool = False
) -> ClauseProposal:
    """Take it, and change the clause of the draft where it fits; raises NotDone.

    for_amendment: whoever takes it knows that a version is in force, which stays as it is
    """
    row = _open(proposal)
    _refuse_by_stage(row, for_amendment)
    _write_as_shown(row)
    with noted("proposal taken", by):
        if fits(row):
            _change(row)
        return _decide(row, State.TAKEN, by, reason)


def _refuse_by_stage(row, for_amendment):
    stage = stage_of(row.reading.agreement)
    if stage.is_ended:
        raise NotDone(
            _(
                "The agreement has ended, so nothing is taken any more. Propose a new version first, or refuse it."
            )
        )
    if stage.is_in_force and row.kind != Kind.COMMENT and not for_amendment:
        raise NotDone(
            _(
                "Version %(n)s is in force and changes only by an amendment. The proposal is kept: take it for one."
            )
            % {"n": stage.number}
        )


def _write_as_shown(row):
    """What the records say now is written first: that is what it fits to, and what comes back when it is reopened."""
    if row.clause and row.kind in CHANGING:
        writing.bring_up_to_date(row.reading.agreement, only={row.clause.key})
        row.clause.refresh_from_db()


def not_proposed_yet(reading: WordReading, stage: Stage) -> int:
    """How many changes that were taken stand in the draft only, while a version without them is proposed."""
    if not stage.is_proposed:
        return 0
    rows = reading.proposals.filter(state=State.TAKEN, decided_at__gt=stage.issued_at)
    return rows.exclude(kind=Kind.COMMENT).count()


@transaction.atomic
def refuse(proposal: ClauseProposal, reason: str, *, by: Person) -> ClauseProposal:
    """Do not take it, for this reason, which goes back to the partner; raises NotDone."""
    with noted("proposal refused", by):
        return _decide(_open(proposal), State.REFUSED, by, reason)


@transaction.atomic
def reopen(proposal: ClauseProposal, *, by: Person) -> ClauseProposal:
    """Take the answer back; a clause that it changed says again what it said before. Raises NotDone."""
    row = _locked(proposal)
    if row.is_open:
        raise NotDone(_("It is open already."))
    if row.reading.answered_at and row.decided_at <= row.reading.answered_at:
        raise NotDone(
            _("The partner has this answer already. Note what is different in a new file or by phone.")
        )
    stage = stage_of(row.reading.agreement)
    if is_in_version(row, stage):
        raise NotDone(
            _("It stands in version %(n)s. Change the clause by hand and propose the changed draft.")
            % {"n": stage.number}
        )
    with noted("proposal opened again", by):
        if row.clause_revision is not None:
            _bring_back(row)
        row.state, row.reason, row.decided_by, row.decided_at = State.OPEN, "", None, None
        row.revision += 1
        row.save()
    return row


def is_in_version(row: ClauseProposal, stage: Stage) -> bool:
    """Whether it was taken before the version that stands now was frozen, so that taking it back changes nothing there."""
    was_taken = row.state == State.TAKEN and row.kind != Kind.COMMENT
    return was_taken and stage.issued_at is not None and row.decided_at < stage.issued_at


def _bring_back(row):
    clause = row.clause
    if clause is None or clause.revision != row.clause_revision:
        raise NotDone(
            _("The clause was changed since. Take back what came later first, or change the clause by hand.")
        )
    row.clause_revision = None
    if row.kind == Kind.NEW:
        row.clause = None
        clause.delete()
        return
    before = Clause.pgh_event_model.objects.filter(pgh_obj_id=clause.pk, revision=clause.revision - 1)
    words = before.order_by("-pgh_id").first()
    for name in ("heading", "text", "written_from", "left_out"):
        setattr(clause, name, getattr(words, name))
    clause.revision += 1
    clause.save()


def _open(proposal):
    row = _locked(proposal)
    if not row.is_open:
        raise NotDone(_("It was answered meanwhile: %(answer)s.") % {"answer": row.get_state_display()})
    return row


def _locked(proposal):
    # The clauses of an agreement change one after the other, so that two who take at once find what the other wrote.
    agreements = Agreement.objects.select_for_update(of=("self",)).select_related("partnership")
    agreement = agreements.get(readings=proposal.reading_id)
    reading = WordReading.objects.select_for_update().get(pk=proposal.reading_id)
    reading.agreement = agreement
    rows = ClauseProposal.objects.select_for_update(of=("self",)).select_related("clause")
    row = rows.get(pk=proposal.pk)
    row.reading = reading
    return row


def _change(row):
    if row.kind == Kind.NEW:
        row.clause = _added(row)
        row.clause_revision = row.clause.revision
        return
    clause = Clause.objects.select_for_update().get(pk=row.clause_id)
    if row.kind == Kind.TEXT:
        clause.text = replaced(clause.text, row.before, row.after, row.anchor)
    elif row.kind == Kind.HEADING:
        clause.heading = row.after
    if row.kind == Kind.REMOVED or not clause.text.strip():
        clause.left_out = True
    if row.kind != Kind.REMOVED:
        clause.written_from = HAND
    clause.revision += 1
    clause.save()
    row.clause_revision = clause.revision


def _added(row):
    """A clause of the partners' own, in the group of the clause that it follows in the file."""
    agreement = row.reading.agreement
    if agreement.clauses.count() >= arranging.MOST:
        raise NotDone(_("An agreement holds 200 clauses; remove one first."))
    clause = arranging.begin_own(agreement)
    earlier = ClauseProposal.objects.filter(reading=row.reading, clause__isnull=False, place__lt=row.place)
    before = earlier.select_related("clause").last()
    clause.group = before.clause.group if before else Clause.Group.HOW
    clause.heading, clause.text = row.heading, row.after
    clause.save()
    return clause


def _decide(row, state, by, reason):
    row.state, row.reason = state, reason.strip()
    row.decided_by, row.decided_at = by, now()
    row.revision += 1
    row.save()
    return row
