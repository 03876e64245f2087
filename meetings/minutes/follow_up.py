"""What lines become when their minutes are issued: numbered decisions and tasks, which follow each new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.time import dates
from meetings.minutes import lines, task_corrections, unissued
from meetings.models import ActionPoint, Line
from partnerships.documents.numbering import next_number
from workplans import todo

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from meetings.minutes.record import Record
    from workplans.models import Task


def follow(record: Record, reason: str, by: Person, at: datetime | None = None) -> None:
    """Let decisions and tasks be what the lines say. For a correction `reason` says why, in their history too.

    at: the moment of it, when that was not now
    """
    for line in record.lines_of_kind(Line.Kind.DECISION):
        _decide(line, record, at or timezone.now())
    for line in record.lines_of_kind(Line.Kind.ACTION):
        if hasattr(line, "action_point"):
            _correct(line, record, reason, by)
        else:
            _make(line, record, by)
    for line in record.struck_out:
        if line.struck_out_in is None:
            _strike_out(line, record, reason, by)


def _decide(line, record, at):
    decision = getattr(line, "decision", None) or lines.keep_decision(line)
    if decision.number is None:
        decision.number = next_number(record.meeting.partnership, "decision")
        decision.issued_at = at
    lines.take_over(decision, line)
    decision.struck_out_in, decision.struck_out_because = None, ""
    decision.save()


def _make(line, record, by):
    task = _make_task(record.meeting, line, record.agreed_in_room(line), by)
    columns = {"meeting": record.meeting, "item": line.item, "line": line}
    ActionPoint.objects.create(partnership=record.meeting.partnership, task=task, **columns)


def _make_task(meeting, line, agreed, by) -> Task:
    """What was agreed in the room is not asked again; what was given to somebody absent is proposed."""
    with override(meeting.partnership.language):
        source = _("%(meeting)s (%(day)s)") % {"meeting": meeting, "day": dates.long(meeting.day)}
    return todo.create(
        meeting.partnership,
        title=unissued.what(line),
        owner=line.owner,
        partner=line.partner,
        due_on=line.due_on,
        raised_on=meeting.day,
        agreed_in_room=agreed,
        accepted_at=timezone.now() if agreed else None,
        proposed=not agreed,
        source=source[:200],
        by=by,
        via="meeting",
    )


def _correct(line, record, reason, by):
    """The task gets what the correction changed, and nothing else: it has had a life of its own since."""
    task = line.action_point.task
    if line.struck_out_in is not None:
        task_corrections.put_back(task, by=by, words=reason)
    issued, agreed = record.issued_lines.get(str(line.pk)), record.agreed_in_room(line)
    if columns := _changed(line, issued):
        task_corrections.correct(task, agreed=agreed, words=reason, by=by, **columns)
    elif issued and "agreed" in issued and issued["agreed"] != agreed:
        task_corrections.agree(task, agreed=agreed, words=reason, by=by)


def _changed(line, issued):
    """The columns of the task in which the line differs from what was issued."""
    if issued is None:
        return {}
    now = unissued.compared(line)
    columns = {"what": "title", "owner_id": "owner", "partner_id": "partner", "due_on": "due_on"}
    wanted = {"title": now["what"], "owner": line.owner, "partner": line.partner, "due_on": line.due_on}
    changed = {columns[name] for name in columns if name in issued and issued[name] != now[name]}
    # Whoever does it now does it for their own organisation.
    changed |= {"partner"} if "owner" in changed else set()
    return {name: wanted[name] for name in changed}


def _strike_out(line, record, reason, by):
    if hasattr(line, "action_point"):
        with override(record.meeting.partnership.language):
            words = _("Struck out in version %(n)s: %(reason)s") % {"n": record.number, "reason": reason}
        task_corrections.strike_out(line.action_point.task, by=by, words=words)
    decision = getattr(line, "decision", None)
    if decision and decision.number is not None:
        decision.struck_out_in, decision.struck_out_because = record.number, reason[:300]
        decision.save()


def settle(record: Record) -> None:
    """From now on the lines say what was issued, and what is struck out knows by which version."""
    rows = record.meeting.lines
    rows.unissued().update(unissued_since=None, unissued_by=None)
    gone = [line.pk for line in record.struck_out if line.struck_out_in is None]
    rows.filter(pk__in=gone).update(struck_out_in=record.number)
    rows.filter(removed_at=None, struck_out_in__isnull=False).update(struck_out_in=None)
