"""The minutes as lines: added once however often they arrive, and understood when they are saved.

What stays unclear is asked beside the line (`meetings.minutes.typing` reads it); what happens to a line once it
stands there is in `meetings.minutes.line_changes`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.reading import dates, gone_by
from backbone.reading.date_context import DateContext
from meetings import agendas, attendance, states
from meetings.minutes.typing import ACTION, DECISION, NOTE, Typed, offered, parse
from meetings.models import ActionPoint, AgendaItem, Decision, Line, Meeting
from meetings.owners import match_all

if TYPE_CHECKING:
    from meetings.owners import Candidate

MARKS = {"action": "! ", "decision": "= ", "question": "? ", "note": ""}


class KeyTaken(Exception):
    """A line of another meeting has this UUID."""


class DayGoneBy(ValueError):
    """A day without its year that has gone by: `days` are the one that was and the next."""

    def __init__(self, days: tuple[date, ...]) -> None:
        super().__init__(*days)
        self.days = days


def understand(meeting: Meeting, raw: str) -> Typed:
    """What a typed line means in this meeting."""
    return parse(raw, attendance.candidates(meeting), date_context(meeting), meeting.partnership.language)


def date_context(meeting: Meeting) -> DateContext:
    """From which day "next Friday" counts in this meeting, and what "the next meeting" is."""
    following = agendas.next_meeting(meeting)
    return DateContext(
        meeting.day,
        country=meeting.partnership.country,
        next_meeting=following.day if following else None,
    )


@transaction.atomic
def type_line(
    meeting: Meeting,
    uuid: UUID,
    raw: str,
    *,
    item: AgendaItem | None,
    by: Person,
    gone_item: int | None = None,
) -> Line:
    """Add what was typed at an item of the agenda, to which the room comes with it. Errors are those of `add`.

    A late line under an earlier item takes nobody back there. `gone_item` is the key of an item that is not on the
    agenda any more: the line is kept, and asks for its place.
    """
    line = add(meeting, uuid, raw, item=item, by=by, gone_item=gone_item)
    if line.item_id and not line.unissued_since and agendas.is_further_on(meeting, item):
        states.go_to(meeting, item, by=by)
    return line


def type_lines(meeting: Meeting, uuid: UUID, text: str, **place: Any) -> list[Line]:
    """Add each line of a text as a line of its own, as `type_line` does one; sent again they add nothing."""
    each = split(text)
    keys = [uuid, *(uuid5(uuid, str(number)) for number in range(1, len(each)))]
    return [type_line(meeting, key, raw, **place) for key, raw in zip(keys, each, strict=True)]


def split(text: str) -> list[str]:
    """The lines of what was typed or pasted, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def add(
    meeting: Meeting,
    uuid: UUID,
    raw: str,
    *,
    item: AgendaItem | None = None,
    by: Person | None = None,
    gone_item: int | None = None,
) -> Line | None:
    """Add a typed line under its client-made UUID. A line that is there already is returned as it stands."""
    known = _same_line(meeting, uuid)
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(meeting, uuid, raw, item, by, gone_item)
    except IntegrityError:
        known = _same_line(meeting, uuid)
        if known is None:
            raise KeyTaken from None
        return known


def _same_line(meeting, uuid):
    return Line.objects.filter(pk=uuid, meeting=meeting).first()


def _create(meeting, uuid, raw, item, by, gone_item):
    is_issued = Meeting.objects.locked(meeting.pk).is_issued
    if item and not meeting.items.filter(pk=item.pk).exists():
        item, gone_item = None, item.pk
    line = Line(
        pk=uuid, meeting=meeting, partnership=meeting.partnership, item=item, gone_item=gone_item, by=by
    )
    line.position = next_position(meeting, item)
    # Too late for the version that is out: it waits for the next.
    line.unissued_since, line.unissued_by = (timezone.now(), by) if is_issued else (None, None)
    take_in(line, understand(meeting, raw))
    line.save(force_insert=True)
    keep_decision(line)
    return line


def next_position(meeting: Meeting, item: AgendaItem | None) -> int:
    """The place after the last line of an item."""
    return (meeting.lines.filter(item=item).aggregate(last=Max("position"))["last"] or 0) + 1


def strip_mark(raw: str) -> str:
    """The words of a typed line without its sign."""
    return parse(raw).text


def take_in(line: Line, typed: Typed) -> None:
    """Give the line what was understood of its words; nothing is saved."""
    line.kind, line.text, line.title, line.owner_words = (
        typed.kind,
        typed.text,
        typed.title,
        typed.owner_words,
    )
    line.due_on = typed.due_on
    line.owner_id = typed.owner.person_id if typed.owner else None
    line.partner_id = typed.owner.partner_id if typed.owner else None


def keep_decision(line: Line) -> Decision | None:
    """A decision line that has its place has its decision, which is returned; another line has none.

    Until it has its number the decision follows the line. From then on it says what was issued, and issuing a new
    version changes it (`meetings.minutes.follow_up`).
    """
    decision = Decision.objects.filter(line=line).first()
    if decision and decision.number is not None:
        return decision
    if line.kind != DECISION or line.gone_item is not None:
        Decision.objects.filter(line=line).delete()
        return None
    decision = decision or Decision(partnership_id=line.partnership_id, meeting_id=line.meeting_id, line=line)
    take_over(decision, line)
    decision.save()
    return decision


def take_over(decision: Decision, line: Line) -> None:
    """Give a decision what its line says; nothing is saved."""
    for name in ("text", "rule", "result", "review_on"):
        setattr(decision, name, getattr(line, name))


def as_typed(line: Line) -> str:
    """The line as somebody would type it again, its sign in front."""
    return MARKS[line.kind] + line.text


def is_fixed(line: Line) -> bool:
    """Whether the line was issued as an action point or a numbered decision, which it stays."""
    decision = Decision.objects.filter(line=line, number__isnull=False)
    return ActionPoint.objects.filter(line=line).exists() or decision.exists()


# Every few seconds each open page asks the same of the same lines; both are pure.
_offered = lru_cache(maxsize=2000)(offered)
_parsed = lru_cache(maxsize=2000)(parse)


def choices(line: Line, people: list[Candidate]) -> tuple[Candidate, ...]:
    """Whom the typed name can mean, while no owner is chosen."""
    return () if line.owner_id or line.kind != ACTION else match_all(line.owner_words, people)


def offers(line: Line, people: list[Candidate]) -> tuple[Candidate, ...]:
    """Whose action point a note may be, which nothing but a person can say."""
    return _offered(line.text, tuple(people)) if line.kind == NOTE else ()


def possible_days(line: Line, people: list[Candidate], context: DateContext) -> tuple[date, ...]:
    """The days that can be meant by an action point's words, of a date that has gone by or of several, while none is chosen."""
    if line.kind != ACTION or line.due_on:
        return ()
    return _parsed(as_typed(line), tuple(people), context).days


def read_day(meeting: Meeting, text: str) -> date | None:
    """A day typed in words beside an action point, or None.

    Raises DayGoneBy when it lies in the past and no year says that it is meant.
    """
    context = date_context(meeting)
    days = gone_by.possible_days(text, context)
    if len(days) > 1:
        raise DayGoneBy(days)
    return dates.read(text, context).end
