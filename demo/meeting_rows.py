"""Meetings of the demo: agenda, who was there, the minutes typed, and, for the earlier ones, issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.invitation_rows import invite
from demo.sent_mail import already_sent
from demo.task_rows import add_task
from meetings.minutes import issuing
from meetings.minutes.lines import keep_decision
from meetings.models import ActionPoint, AgendaItem, Attendance, Line, Meeting
from partnerships.correspondence.models import Correspondence

if TYPE_CHECKING:
    from demo.builder import Builder


def add_meeting(builder: Builder, entry: dict) -> None:
    """One meeting of the story; to one that lies ahead people are invited, and some have answered."""
    meeting = _meeting(builder, entry)
    agenda = entry.get("agenda", builder.story["agenda"])
    items = [_item(builder, meeting, place, **item) for place, item in enumerate(agenda)]
    if entry["on"] > 0:
        invite(builder, meeting, entry)
        return
    _add_attendance(builder, meeting, entry.get("attendance", {}))
    lines = [_line(builder, meeting, items, place, line) for place, line in enumerate(entry["lines"])]
    if "issued" in entry:
        _issue(builder, meeting, entry, lines)


def _meeting(builder, entry):
    is_over = entry["on"] <= 0
    return Meeting.objects.create(
        partnership=builder.partnership,
        body=builder.body,
        title=entry["title"],
        goal=entry.get("goal", builder.story["goal"]),
        starts_at=builder.moment(entry["on"], 14),
        minutes_planned=90,
        timezone=builder.partnership.timezone,
        place=entry["place"],
        host=builder.partners.get(entry.get("host")),
        chair=builder.body.chair,
        minute_taker=builder.coordinator,
        started_at=builder.moment(entry["on"], 14, 3) if is_over else None,
        ended_at=builder.moment(entry["on"], 15, entry["ended"]) if is_over else None,
        state=Meeting.State.CLOSED if is_over else Meeting.State.PLANNED,
    )


def _item(builder, meeting, place, presenter=None, **entry):
    return AgendaItem.objects.create(
        partnership=builder.partnership,
        meeting=meeting,
        position=place,
        presenter=builder.partners.get(presenter),
        **entry,
    )


def _add_attendance(builder, meeting, states):
    """All representatives but the sponsors; who is not named in `states` was present."""
    for key, partner in builder.partners.items():
        for person, capacity in builder.story["partners"][key]["people"].items():
            if capacity != "sponsor":
                Attendance.objects.create(
                    partnership=builder.partnership,
                    meeting=meeting,
                    person=builder.people[person],
                    partner=partner,
                    capacity=capacity,
                    state=states.get(person, Attendance.State.PRESENT),
                )


def _line(builder, meeting, items, place, entry):
    """Make a line of the minutes; returns (Line, its entry in the story)."""
    line = Line.objects.create(
        partnership=builder.partnership,
        meeting=meeting,
        item=items[entry["item"]],
        position=place,
        kind=entry["kind"],
        text=entry["text"],
        owner=builder.people.get(entry.get("owner")),
        partner=builder.partners.get(entry.get("partner")),
        due_on=builder.day(entry.get("due")),
        rule=entry.get("rule", ""),
        result=entry.get("result", ""),
        review_on=builder.day(entry.get("review")),
        by=meeting.minute_taker,
        at=meeting.started_at,
    )
    keep_decision(line)
    return line, entry


def _issue(builder, meeting, entry, lines):
    """The product's own function issues them, at the moment that the story says; the mails went out then."""
    for line, line_entry in lines:
        if line.kind == Line.Kind.ACTION:
            _add_action_point(builder, line, line_entry, raised=entry["on"])
    at = builder.moment(entry["issued"], 11, after=meeting.ended_at)
    to = set(meeting.attendance.values_list("person", flat=True)) if entry.get("is_mailed") else ()
    version, _count = issuing.issue(meeting, number=1, to=to, by=meeting.minute_taker, at=at)
    already_sent(Correspondence.objects.filter(cause="minutes", cause_id=version.pk), at)


def _add_action_point(builder, line, entry, raised):
    fields = {key: entry[key] for key in ("owner", "partner", "due", "end", "on", "words") if key in entry}
    task = add_task(builder, line.text, raised=raised, **fields)
    ActionPoint.objects.create(
        partnership=builder.partnership, task=task, meeting=line.meeting, item=line.item, line=line
    )
