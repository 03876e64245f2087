"""What the minutes say, as plain data: frozen with the version, and rendered the same in pages and PDF.

Dates stay dates here (keys that end in `_on` and `_at`); `thaw` makes them so again from stored JSON.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation

from meetings import agendas
from meetings.attendance import OBSERVER
from meetings.bodies.turnout import turnout
from meetings.minutes.record import Record
from meetings.minutes.unissued import what
from meetings.models import ActionPoint, Attendance, Line, Meeting
from partnerships.models import Representative
from workplans.models.state_shown import how_late

State = Attendance.State
CAPACITIES = {**dict(Representative.Capacity.choices), OBSERVER: State.OBSERVER.label}
GROUPS = {
    "present": (State.PRESENT, State.PARTLY),
    "apologies": (State.APOLOGIES,),
    "absent": (State.ABSENT,),
    "observers": (State.OBSERVER,),
    "unrecorded": ("",),
}


def contents(record: Record, reason: str = "") -> dict:
    """Everything the minutes of a meeting say now, in the partnership's language and the meeting's time.

    reason: why they are issued again, printed on the new version
    """
    meeting = record.meeting
    with translation.override(meeting.partnership.language), timezone.override(meeting.zone):
        return {
            **_head(meeting),
            "correction": {"version": record.number, "reason": reason} if record.number > 1 else None,
            "approvals": approvals(meeting),
            "attendance": _attendance(record),
            **_quorum(record),
            "ground_rules": meeting.body.ground_rules if meeting.body else "",
            "previous": _previous(meeting),
            "matters_arising": matters_arising(meeting),
            "items": _items(record),
            "action_points": [_action(line, record) for line in record.lines_of_kind(Line.Kind.ACTION)],
            "decisions": [
                {"line": str(line.pk), **_decision(line)} for line in record.lines_of_kind(Line.Kind.DECISION)
            ],
        }


def _head(meeting):
    following = agendas.next_meeting(meeting)
    return {
        "title": meeting.title,
        "number": meeting.minutes_number,
        "goal": meeting.goal,
        "purpose": meeting.partnership.purpose,
        "body": str(meeting.body or ""),
        "held_on": meeting.day,
        "began": _clock(meeting.started_at, meeting),
        "ended": _clock(meeting.ended_at, meeting),
        "planned": f"{_clock(meeting.starts_at, meeting)}–{_clock(meeting.ends_at, meeting)}",
        "timezone": meeting.timezone,
        "place": meeting.place,
        "host": str(meeting.host or ""),
        "chair": str(meeting.chair or ""),
        "minute_taker": str(meeting.minute_taker or ""),
        "interests": meeting.interests,
        "next": _next(following) if following else None,
    }


def _clock(moment, meeting):
    return f"{moment.astimezone(meeting.zone):%H:%M}" if moment else ""


def _next(meeting):
    return {
        "title": meeting.title,
        "held_on": meeting.day,
        "time": _clock(meeting.starts_at, meeting),
        "place": meeting.place,
    }


def approvals(meeting: Meeting) -> list[dict]:
    """Which later meetings approved the minutes of this one, and with which corrections."""
    return [_approval(one) for one in agendas.approvals_of(meeting)]


def _approval(meeting):
    """That a later meeting approved these minutes, and with which corrections."""
    return {
        "meeting": meeting.title,
        "approved_on": meeting.day,
        "approval": str(meeting.get_previous_minutes_display()),
        "words": meeting.previous_words,
    }


def _attendance(record):
    return {
        group: [_person(row, record.numbers) for row in record.rows if row.state in states]
        for group, states in GROUPS.items()
    }


def _person(row, numbers):
    capacity = CAPACITIES.get(row.capacity, row.capacity)
    return {
        "name": str(row.person),
        "organisation": str(row.partner.organisation) if row.partner else "",
        "capacity": "" if row.capacity == "member" else str(capacity).lower(),
        "partly": row.state == State.PARTLY,
        "from_item": numbers.get(row.from_item_id),
    }


def _quorum(record):
    """Whether as many partners were there as must be, and which of them paused.

    No quorum where no number or share was set, or while not all are recorded.
    """
    found = turnout(record.meeting, record.rows)
    is_reached = bool(found.quorum) and found.here >= found.quorum
    if not found.quorum or (not is_reached and not all(row.state for row in record.rows)):
        return {"quorum": None, "paused": found.paused}
    told = {"here": found.here, "needed": found.quorum, "of": found.expected, "reached": is_reached}
    return {"quorum": told, "paused": found.paused}


def _previous(meeting):
    """The meeting whose minutes were on the table, and whether they were approved."""
    if not meeting.previous_minutes:
        return None
    before = meeting.approved
    return {
        "title": before.title if before else "",
        "held_on": before.day if before else None,
        "approval": str(meeting.get_previous_minutes_display()),
        "words": meeting.previous_words,
    }


def matters_arising(meeting: Meeting) -> list:
    """Earlier action points of the same body: those open, and those closed since the meeting before this one."""
    before = agendas.earlier_of_body(meeting).first()
    if before is None:
        return []
    points = ActionPoint.objects.filter(meeting__in=agendas.earlier_of_body(meeting).order_by())
    still = Q(task__state__in=("proposed", "open")) | Q(task__closed_at__gte=before.starts_at)
    related = ("task__owner", "task__partner__organisation", "meeting")
    points = points.filter(still).select_related(*related)
    return [_status(point.task, meeting) for point in points.order_by("task__due_on", "pk")]


def _status(task, meeting):
    late = task.state in ("proposed", "open") and task.due_on is not None and task.due_on < meeting.day
    kind = {"done": "done", "declined": "dropped", "dropped": "dropped"}.get(
        task.state, "late" if late else "open"
    )
    return {
        "number": task.spoken_number,
        "what": task.title,
        "owner": str(task.owner or ""),
        "organisation": task.partner.organisation.short if task.partner else "",
        "due_on": task.due_on,
        "kind": kind,
        "state": _state(task, meeting) if late else str(task.get_state_display()),
    }


def _state(task, meeting):
    """How late it was on the day of the meeting."""
    return how_late(task.due_on, meeting.day, meeting.partnership.country)


def _items(record):
    """The agenda with what was written under each item; what was written under none comes first."""
    loose = [line for line in record.lines if line.item_id is None]
    found = [_item(None, loose, record)] if loose else []
    for slot in record.slots:
        found.append(_item(slot, [line for line in record.lines if line.item_id == slot.item.pk], record))
    return found


def _item(slot, lines, record):
    return {
        "number": slot.number if slot else None,
        "title": slot.title if slot else "",
        "presenter": str(slot.item.presenter or slot.asked_by or "") if slot else "",
        "lines": [_line(line, record) for line in lines],
    }


def _line(line, record):
    if line.removed_at is not None:
        return _struck_out(line, record)
    more = {Line.Kind.ACTION: lambda: _action(line, record), Line.Kind.DECISION: lambda: _decision(line)}
    return {"line": str(line.pk), "kind": line.kind, "text": line.text, **more.get(line.kind, dict)()}


def _struck_out(line, record):
    """What was issued last, and by which version it is struck out; the number stays."""
    issued = record.issued_lines.get(str(line.pk)) or {
        "line": str(line.pk),
        "kind": line.kind,
        "text": line.text,
        "what": what(line),
        "number": _number(line),
    }
    return {**thaw(issued), "struck_out": line.struck_out_in or record.number}


def _number(line):
    if hasattr(line, "action_point"):
        return line.action_point.task.spoken_number
    return line.decision.number if hasattr(line, "decision") else None


def _action(line, record):
    return {
        "line": str(line.pk),
        "what": what(line),
        "owner_id": line.owner_id,
        "owner": str(line.owner or ""),
        "partner_id": line.partner_id,
        "organisation": line.partner.organisation.short if line.partner else "",
        "due_on": line.due_on,
        "agreed": record.agreed_in_room(line),
        "away": record.was_away(line),
        "task_id": line.action_point.task_id if hasattr(line, "action_point") else None,
        "number": line.action_point.task.spoken_number if hasattr(line, "action_point") else "",
    }


def _decision(line):
    decision = getattr(line, "decision", None)
    return {
        "line": str(line.pk),
        "number": decision.number if decision else None,
        "text": line.text,
        "rule_key": line.rule,
        "rule": str(line.get_rule_display()) if line.rule else "",
        "result": line.result,
        "review_on": line.review_on,
    }


def unclear(content: dict) -> dict:
    """What a reader of these minutes would ask: the action points and decisions that lack something, who is unrecorded."""
    points = content["action_points"]
    return {
        "without_owner": [one for one in points if not one["owner"]],
        "without_date": [one for one in points if not one["due_on"]],
        "without_rule": [one for one in content["decisions"] if not one["rule"]],
        "unrecorded": [one["name"] for one in content["attendance"]["unrecorded"]],
    }


def thaw(stored: Any) -> Any:
    """Frozen data with its dates as dates again."""
    if isinstance(stored, list):
        return [thaw(one) for one in stored]
    if isinstance(stored, dict):
        return {key: _dated(key, thaw(value)) for key, value in stored.items()}
    return stored


def _dated(key, value):
    if key.endswith("_on") and isinstance(value, str):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if key.endswith("_at") and isinstance(value, str) else value
