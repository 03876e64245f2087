"""Meetings of the demo: agenda, who was there, the minutes typed, and, for the earlier ones, issued."""

from dataclasses import replace

from backbone.outbox.models import Message
from demo.invitation_rows import invite
from demo.task_rows import add_task
from meetings.minutes import contents, issuing, mails
from meetings.minutes.record import record_of
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, Line, Meeting
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import preview
from partnerships.documents import versions
from partnerships.documents.models import Document
from partnerships.documents.numbering import next_number


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
    """What issuing does, at the moment the story says and without sending anything."""
    at = b.moment(told["issued"], 11)
    for line, said in lines:
        if line.kind == Line.Kind.DECISION:
            Decision.objects.filter(line=line).update(number=next_number(b.partnership, "decision"))
        elif line.kind == Line.Kind.ACTION:
            _add_action_point(b, line, said, raised=told["on"])
    content = contents.contents(record_of(meeting))
    title = issuing.title_of(meeting)
    meeting.document = versions.document_for(b.partnership, Document.Kind.MINUTES, title)
    version = versions.issue(
        meeting.document, data=content, html=issuing.compose(meeting, content), by=meeting.minute_taker, at=at
    )
    meeting.state, meeting.issued_at = Meeting.State.ISSUED, at
    meeting.save()
    if told.get("is_mailed"):
        _mail(b, meeting, content, version, at)


def _add_action_point(b, line, said, raised):
    known = {key: said[key] for key in ("owner", "partner", "due", "end", "on", "words") if key in said}
    task = add_task(b, line.text, raised=raised, **known)
    ActionPoint.objects.create(
        partnership=b.partnership, task=task, meeting=line.meeting, item=line.item, line=line
    )


def _mail(b, meeting, content, version, at):
    """The mails as they went out: sent, in the correspondence, and not sent again."""
    for row in meeting.attendance.select_related("person", "partner"):
        own = mails.own_points(row.person, content, len(content["action_points"]))
        draft = mails.draft(row.person, meeting, content, own, version=version)
        for part in replace(draft, partner=row.partner).parts():
            message = _message(b, preview(draft, at), f"demo-{meeting.pk}-{row.person.pk}", draft.key, at)
            Correspondence.objects.create(message=message, person=row.person, at=at, **vars(part))


def _message(b, message, name, key, at):
    """As it was sent then, its links dead."""
    message.key, message.message_id = key, f"<{name}@{b.story['domain']}>"
    message.html, message.text = message.shown_html, message.shown_text
    message.state, message.sent_at, message.created_at, message.attempts = Message.State.SENT, at, at, 1
    message.save()
    return message
