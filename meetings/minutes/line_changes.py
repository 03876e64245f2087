"""What can happen to a line of the minutes: other words, another kind, an owner, a place, removal and return.

Each function locks the meeting and the line, refuses what was decided on an older revision (`Changed`), writes
only what changes and remembers who did it. `revision` is the one that the person saw who does it; without it the
one that the line passed in has.

Once the minutes are issued only coordinators change them (`meetings.access.AlreadyIssued` for others), and what
they change is kept apart from what was issued until the next version: the line has what is wanted now, and
`unissued_since` when it differs. A line that was issued as an action point or decision stays one (`Fixed`).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.database import ordering
from backbone.database.changing import changing
from meetings.access import refuse_after_issue
from meetings.minutes import late_lines, lines, unissued
from meetings.minutes.typing import ACTION
from meetings.models import AgendaItem, Line, Meeting
from meetings.owners import Candidate

# What a line loses that is no action point any more.
NOT_ACTION = {"title": "", "owner_words": "", "owner_id": None, "partner_id": None, "due_on": None}


class Changed(Exception):
    """Somebody else changed the line meanwhile, or it is gone: nothing was done."""


class Fixed(Exception):
    """The line went out as an action point or numbered decision and becomes nothing else; it can be struck out."""


def rewrite(line: Line, raw: str, *, revision: int | None = None, by: Person | None = None) -> Line:
    """Give a line other words and understand them anew; what was chosen by hand stays when it still fits."""
    with _changing(line, "reworded", revision, by) as row:
        _reword(row, raw)
    return line


def decide(
    line: Line,
    *,
    rule: str,
    result: str,
    review_on: date | None,
    revision: int | None = None,
    by: Person | None = None,
) -> Line:
    """Record how a decision was taken, and when it is looked at again."""
    with _changing(line, "said how it was decided", revision, by) as row:
        row.rule, row.result, row.review_on = rule, result, review_on
    return line


def undo(line: Line, *, revision: int | None = None, by: Person | None = None) -> Line:
    """Give a line the words it had before the last change; doing it twice brings the newer ones back."""
    with _changing(line, "words undone", revision, by) as row:
        if row.text_before:
            _reword(row, row.text_before)
    return line


def remove(line: Line, *, revision: int | None = None, by: Person | None = None) -> None:
    """Take a line out of the minutes; what was issued is struck out by the next version. It can be put back."""
    with _changing(line, "removed", revision, by) as row:
        # The line stays: what refers to it lives on, and it can be put back.
        late_lines.tell_sender(row, by)
        row.removed_at = row.removed_at or timezone.now()


def put_back(line: Line, *, revision: int | None = None, by: Person | None = None) -> None:
    """Undo a removal."""
    with _changing(line, "put back", revision, by) as row:
        row.removed_at = None
        late_lines.take_back(row)


def drop(line: Line, *, revision: int | None = None, by: Person | None = None) -> Line:
    """Take back what differs from the issued minutes: the line says again what was issued; a new one is removed."""
    with _changing(line, "dropped", revision, by) as row:
        issued = unissued.issued_line(row)
        if issued is None:
            late_lines.tell_sender(row, by)
            row.removed_at = row.removed_at or timezone.now()
        else:
            unissued.restore(row, issued)
    return line


def assign(
    line: Line,
    candidate: Candidate | None,
    due_on: date | None,
    *,
    revision: int | None = None,
    by: Person | None = None,
) -> Line:
    """Say who does it and by when; both may stay open."""
    with _changing(line, "given an owner", revision, by) as row:
        row.owner_id = candidate.person_id if candidate else None
        row.partner_id = candidate.partner_id if candidate else None
        row.due_on = due_on
    return line


def set_day(line: Line, due_on: date, *, revision: int | None = None, by: Person | None = None) -> Line:
    """Say by when it is done; who does it stays as it is."""
    with _changing(line, "given a day", revision, by) as row:
        row.due_on = due_on
    return line


def change_kind(
    line: Line,
    kind: str,
    candidate: Candidate | None = None,
    *,
    revision: int | None = None,
    by: Person | None = None,
) -> Line:
    """Say that a line is something else than was understood; of an action point perhaps whose it is."""
    with _changing(line, "said to be something else", revision, by) as row:
        if kind != row.kind and lines.is_fixed(row):
            raise Fixed
        if kind == ACTION:
            # As if "!" had been typed before it, so that owner and day are found in the words.
            lines.take_in(row, lines.understand(row.meeting, lines.MARKS[ACTION] + row.text))
            if candidate:
                row.owner_id, row.partner_id = candidate.person_id, candidate.partner_id
        else:
            for name, value in {"kind": kind, **NOT_ACTION}.items():
                setattr(row, name, value)
    return line


def place(
    line: Line, item: AgendaItem | None, *, revision: int | None = None, by: Person | None = None
) -> Line:
    """Say where a line belongs that came when its agenda item was gone: under another item, at the end."""
    with _changing(line, "put in its place", revision, by) as row:
        row.item, row.gone_item = item, None
        row.position = lines.next_position(row.meeting, item)
    return line


def give_to(person: Person, meeting: Meeting, *, by: Person | None = None) -> None:
    """Give the lines their owner that asked who this person is, now that they are on the list."""
    asking = Line.objects.kept().filter(meeting=meeting, kind=ACTION, owner=None, action_point=None)
    for line in asking.exclude(owner_words=""):
        owner = lines.understand(meeting, lines.as_typed(line)).owner
        if owner and owner.person_id == person.pk:
            # Whoever changed the line meanwhile is asked again.
            with suppress(Changed, Fixed):
                assign(line, owner, line.due_on, by=by)


@transaction.atomic
def move(line: Line, step: int, *, by: Person | None = None) -> bool:
    """Move a line UP or DOWN (backbone.database.ordering) among the lines of its item; returns whether it moved.

    A place counts no revision: it changes nobody's words.
    """
    _refuse(Meeting.objects.select_related("partnership").locked(line.meeting_id), by)
    siblings = Line.objects.kept().filter(meeting=line.meeting_id, item=line.item_id)
    return ordering.move(line, siblings.order_by("position", "at"), step)


@contextmanager
def _changing(line: Line, step: str, revision: int | None, by: Person | None) -> Iterator[Line]:
    seen = line.revision if revision is None else revision
    with changing(line, partial(_locked, line, seen, by), step=step, by=by) as row:
        yield row
        unissued.mark(row, by.pk if by else None)
        lines.keep_decision(row)


def _locked(line, seen, by):
    """Under the meeting's lock the minutes can't be issued before the change is written."""
    meeting = Meeting.objects.select_related("partnership", "body", "document").locked(line.meeting_id)
    row = Line.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if row is None or row.revision != seen:
        raise Changed
    _refuse(meeting, by)
    row.meeting = meeting
    return row


def _refuse(meeting, by):
    """`by` is None where nobody asked: the product itself, and tests."""
    if by is not None:
        refuse_after_issue(by, meeting)


def _reword(line, raw):
    before = lines.as_typed(line)
    if lines.is_fixed(line):
        # It stays what it was issued as, whatever sign stands before the new words.
        raw = lines.MARKS[line.kind] + lines.strip_mark(raw)
    _take_in_keeping_choice(line, lines.understand(line.meeting, raw))
    line.text_before = before


def _take_in_keeping_choice(line, typed):
    # As long as the same name stands there, "Which Peter?" is answered already.
    chosen = (line.owner_id, line.partner_id) if line.owner_words == typed.owner_words else (None, None)
    lines.take_in(line, typed)
    if chosen[0] and typed.kind == ACTION:
        line.owner_id, line.partner_id = chosen
