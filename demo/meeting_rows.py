"""Meetings of the demo: agenda, who was there, the minutes typed, and, for the earlier ones, issued."""

from demo.invitation_rows import invite
from demo.sent_mail import already_sent
from demo.task_rows import add_task
from meetings.minutes import issuing
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, Line, Meeting
from partnerships.correspondence.models import Correspondence


def add_meeting(b, told):
    """One meeting of the story; to one that lies ahead people are invited, and some have answered."""
    meeting = _meeting(b, told)
    agenda = told.get("agenda", b.story["agenda"])
    items = [_item(b, meeting, place, **item) for place, item in enumerate(agenda)]
    if told["on"] > 0:
        invite(b, meeting, told)
        return
    _add_attendance(b, meeting, told.get("attendance", {}))
    lines = [_line(b, meeting, items, place, line) for place, line in enumerate(told["lines"])]
    if "issued" in told:
        _issue(b, meeting, told, lines)


def _meeting(b, told):
    held = told["on"] <= 0
    return Meeting.objects.create(
        partnership=b.partnership,
        body=b.body,
        title=told["title"],
        goal=told.get("goal", b.story["goal"]),
        starts_at=b.moment(told["on"], 14),
        minutes_planned=90,
        timezone=b.partnership.timezone,
        place=told["place"],
        chair=b.body.chair,
        minute_taker=b.coordinator,
        started_at=b.moment(told["on"], 14, 3) if held else None,
        ended_at=b.moment(told["on"], 15, told["ended"]) if held else None,
        state=Meeting.State.CLOSED if held else Meeting.State.PLANNED,
    )


def _item(b, meeting, place, presenter=None, **told):
    return AgendaItem.objects.create(
        partnership=b.partnership,
        meeting=meeting,
        position=place,
        presenter=b.partners.get(presenter),
        **told,
    )


def _add_attendance(b, meeting, states):
    """All representatives but the sponsors; who is not named in `states` was present."""
    for key, partner in b.partners.items():
        for person, capacity in b.story["partners"][key]["people"].items():
            if capacity != "sponsor":
                Attendance.objects.create(
                    partnership=b.partnership,
                    meeting=meeting,
                    person=b.people[person],
                    partner=partner,
                    capacity=capacity,
                    state=states.get(person, Attendance.State.PRESENT),
                )


def _line(b, meeting, items, place, told):
    """The line and what was told of it."""
    line = Line.objects.create(
        partnership=b.partnership,
        meeting=meeting,
        item=items[told["item"]],
        position=place,
        kind=told["kind"],
        text=told["text"],
        owner=b.people.get(told.get("owner")),
        partner=b.partners.get(told.get("partner")),
        due_on=b.day(told.get("due")),
        by=meeting.minute_taker,
        at=meeting.started_at,
    )
    if line.kind == Line.Kind.DECISION:
        Decision.objects.create(
            partnership=b.partnership,
            meeting=meeting,
            line=line,
            text=line.text,
            rule=told["rule"],
            result=told["result"],
            review_on=b.day(told.get("review")),
        )
    return line, told


def _issue(b, meeting, told, lines):
    """The product's own function issues them, at the moment that the story says; the mails went out then."""
    for line, said in lines:
        if line.kind == Line.Kind.ACTION:
            _add_action_point(b, line, said, raised=told["on"])
    at = b.moment(told["issued"], 11)
    to = set(meeting.attendance.values_list("person", flat=True)) if told.get("is_mailed") else ()
    version, _count = issuing.issue(meeting, number=1, to=to, by=meeting.minute_taker, at=at)
    already_sent(Correspondence.objects.filter(cause="minutes", cause_id=version.pk), at)


def _add_action_point(b, line, said, raised):
    known = {key: said[key] for key in ("owner", "partner", "due", "end", "on", "words") if key in said}
    task = add_task(b, line.text, raised=raised, **known)
    ActionPoint.objects.create(
        partnership=b.partnership, task=task, meeting=line.meeting, item=line.item, line=line
    )
