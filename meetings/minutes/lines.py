"""The minutes as lines: added once however often they arrive, changed without losing anything, undone.

A line is understood when it is saved (`meetings.minutes.typing`); what stays unclear is asked beside it.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from backbone.reading import dates
from backbone.reading.date_context import DateContext
from meetings import attendance
from meetings.agendas import next_meeting
from meetings.minutes.typing import ACTION, DECISION, parse
from meetings.models import ActionPoint, Decision, Line, Meeting
from meetings.owners import match

MARKS = {"action": "! ", "decision": "= ", "question": "? ", "note": ""}


class KeyTaken(Exception):
    """A line of another meeting has this UUID."""


class Fixed(Exception):
    """The line went out with issued minutes: what it became lives on elsewhere."""


def understand(meeting, raw):
    """What a typed line means in this meeting."""
    return parse(raw, attendance.candidates(meeting), date_context(meeting), meeting.partnership.language)


def date_context(meeting):
    """From which day "next Friday" counts in this meeting, and what "the next meeting" is."""
    following = next_meeting(meeting)
    return DateContext(
        meeting.day,
        country=meeting.partnership.country,
        next_meeting=following.day if following else None,
    )


def add(meeting, uuid, raw, *, item=None, by=None):
    """Add a typed line under its client-made UUID. A line that is there already is returned as it stands."""
    known = _same_line(meeting, uuid)
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(meeting, uuid, raw, item, by)
    except IntegrityError:
        known = _same_line(meeting, uuid)
        if known is None:
            raise KeyTaken from None
        return known


def _same_line(meeting, uuid):
    return Line.objects.filter(pk=uuid, meeting=meeting).first()


def _create(meeting, uuid, raw, item, by):
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    last = meeting.lines.filter(item=item).aggregate(last=Max("position"))["last"] or 0
    line = Line(
        pk=uuid, meeting=meeting, partnership=meeting.partnership, item=item, position=last + 1, by=by
    )
    _understood(line, understand(meeting, raw))
    line.save(force_insert=True)
    keep_decision(line)
    return line


@transaction.atomic
def rewrite(line, raw, *, by=None):
    """Give a line other words and understand them anew; what was chosen by hand stays when it still fits."""
    typed, before = understand(line.meeting, raw), as_typed(line)
    if is_fixed(line):
        line.text = strip_mark(raw)
    else:
        chosen = (line.owner_id, line.partner_id) if line.owner_words == typed.owner_words else (None, None)
        _understood(line, typed)
        if chosen[0] and typed.kind == ACTION:
            line.owner_id, line.partner_id = chosen
    line.text_before, line.by, line.revision = before, by, line.revision + 1
    line.save()
    keep_decision(line)
    return line


def strip_mark(raw):
    """The words of a typed line without its sign."""
    return parse(raw).text


def _understood(line, typed):
    line.kind, line.text, line.title, line.owner_words = (
        typed.kind,
        typed.text,
        typed.title,
        typed.owner_words,
    )
    line.due_on = typed.due_on
    line.owner_id = typed.owner.person_id if typed.owner else None
    line.partner_id = typed.owner.partner_id if typed.owner else None


def keep_decision(line):
    """A decision line has its decision in the same words, which is returned; another line has none."""
    decision = Decision.objects.filter(line=line).first()
    if line.kind != DECISION:
        if decision and decision.number is None:
            decision.delete()
        return None
    if decision is None:
        decision = Decision(partnership_id=line.partnership_id, meeting_id=line.meeting_id, line=line)
    decision.text = line.text
    decision.save()
    return decision


def as_typed(line):
    """The line as somebody would type it again, its sign in front."""
    return MARKS[line.kind] + line.text


def is_fixed(line):
    """Whether the line was issued as an action point or a numbered decision."""
    decision = Decision.objects.filter(line=line, number__isnull=False)
    return ActionPoint.objects.filter(line=line).exists() or decision.exists()


def _hold_open(line):
    """Until the transaction ends the minutes can't be issued under the change; a line that was issued is Fixed."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=line.meeting_id)
    if is_fixed(line):
        raise Fixed


@transaction.atomic
def remove(line):
    """Take a line out of the minutes; it can be put back."""
    _hold_open(line)
    line.removed_at = timezone.now()
    line.revision += 1
    line.save(update_fields=["removed_at", "revision"])


def put_back(line):
    """Undo a removal."""
    line.removed_at = None
    line.revision += 1
    line.save(update_fields=["removed_at", "revision"])


def undo(line, *, by=None):
    """Give a line the words it had before the last change; doing it twice brings the newer ones back."""
    return rewrite(line, line.text_before, by=by)


@transaction.atomic
def move(line, step):
    """Move a line up (-1) or down (1) among the lines of its item."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=line.meeting_id)
    lines = list(
        Line.objects.kept().filter(meeting=line.meeting_id, item=line.item_id).order_by("position", "at")
    )
    index = lines.index(line)
    other = index + step
    if 0 <= other < len(lines):
        lines[index], lines[other] = lines[other], lines[index]
    for position, one in enumerate(lines, 1):
        one.position = position
    Line.objects.bulk_update(lines, ["position"])


@transaction.atomic
def assign(line, candidate, due_on):
    """Say who does it and by when; both may stay open."""
    _hold_open(line)
    line.owner_id = candidate.person_id if candidate else None
    line.partner_id = candidate.partner_id if candidate else None
    line.due_on, line.revision = due_on, line.revision + 1
    line.save(update_fields=["owner", "partner", "due_on", "revision"])
    return line


@transaction.atomic
def change_kind(line, kind):
    """Say that a line is something else than was understood."""
    _hold_open(line)
    if kind == ACTION:
        _understood(line, understand(line.meeting, "! " + line.text))
    else:
        line.kind, line.title, line.owner_words = kind, "", ""
        line.owner = line.partner = line.due_on = None
    line.revision += 1
    line.save()
    keep_decision(line)
    return line


def choices(line, people):
    """Whom the typed name can mean, while no owner is chosen."""
    if line.owner_id or not line.owner_words:
        return ()
    return parse(f"! {line.owner_words}: x", people).candidates or match(line.owner_words, people)


def read_day(meeting, text):
    """A day typed in words beside an action point, or None."""
    return dates.read(text, date_context(meeting)).end


@transaction.atomic
def start(meeting, now=None):
    """The meeting begins now; its first item is the current one."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state == Meeting.State.PLANNED:
        meeting.state, meeting.started_at = Meeting.State.RUNNING, now or timezone.now()
        meeting.revision += 1
        meeting.save(update_fields=["state", "started_at", "revision"])
        first = meeting.items.first()
        if first:
            go_to(meeting, first, meeting.started_at)
    return meeting


def go_to(meeting, item, now=None):
    """The room comes to an item; the first time is remembered while the meeting runs."""
    meeting.current_item = item
    meeting.save(update_fields=["current_item"])
    if meeting.state == Meeting.State.RUNNING and item.begun_at is None:
        item.begun_at = now or timezone.now()
        item.save(update_fields=["begun_at"])


def reopen(meeting):
    """Undo the closing: the meeting goes on."""
    Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CLOSED).update(
        state=Meeting.State.RUNNING, ended_at=None
    )
