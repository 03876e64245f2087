"""Meetings of the demo: agenda, who was there, the minutes typed, and, for the earlier ones, issued."""

from backbone.outbox.models import Message
from meetings import contents, issuing, mails
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, Line, Meeting
from partnerships import documents
from partnerships.models import Correspondence, Document
from partnerships.numbering import next_number


def add_meeting(b, told):
    """One meeting of the story; `told["days"]` > 0 lies ahead and has an agenda only."""
    meeting = _meeting(b, told)
    items = [_item(meeting, place, item, b) for place, item in enumerate(told["agenda"])]
    if told["days"] > 0:
        return meeting
    _attendance(b, meeting, told.get("there", {}))
    lines = [_line(b, meeting, items, place, line) for place, line in enumerate(told.get("lines", ()))]
    if told.get("issued"):
        _issue(b, meeting, told, lines)
    return meeting


def _meeting(b, told):
    held = told["days"] <= 0
    begins = b.moment(told["days"], 14)
    return Meeting.objects.create(
        partnership=b.partnership,
        body=b.body,
        title=told["title"],
        goal=told["goal"],
        starts_at=begins,
        minutes_planned=told.get("length", 90),
        timezone=b.partnership.timezone,
        place=told.get("place", ""),
        chair=b.body.chair,
        minute_taker=b.people[b.story.COORDINATOR],
        started_at=b.moment(told["days"], 14, 3) if held else None,
        ended_at=b.moment(told["days"], 15, told.get("ended", 30)) if held else None,
        state=Meeting.State.CLOSED if held else Meeting.State.PLANNED,
    )


def _item(meeting, place, told, b):
    title, purpose, minutes, presenter = told
    return AgendaItem.objects.create(
        partnership=meeting.partnership,
        meeting=meeting,
        position=place,
        title=title,
        purpose=purpose,
        minutes=minutes,
        presenter=b.partners.get(presenter),
    )


def _attendance(b, meeting, states):
    for key, partner in b.partners.items():
        for person, capacity in b.story.PARTNERS[key]["people"]:
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
    item, kind, text, *rest = told
    line = Line.objects.create(
        partnership=b.partnership,
        meeting=meeting,
        item=items[item],
        position=place,
        kind=kind,
        text=text,
        by=meeting.minute_taker,
        at=meeting.started_at,
    )
    if kind == Line.Kind.DECISION:
        rule, result, review = (*rest, None, None, None)[:3]
        Decision.objects.create(
            partnership=b.partnership,
            meeting=meeting,
            line=line,
            text=text,
            rule=rule or "",
            result=result or "",
            review_on=None if review is None else b.day(review),
        )
    elif kind == Line.Kind.ACTION and rest:
        owner, partner, due = rest[:3]
        line.owner, line.partner = b.people[owner], b.partners[partner]
        line.due_on = None if due is None else b.day(due)
        line.save()
    return line, rest


def _issue(b, meeting, told, lines):
    """What issuing does, at the moment the story says and without sending anything."""
    at = b.moment(told["issued"], 11)
    for line, rest in lines:
        if line.kind == Line.Kind.DECISION:
            Decision.objects.filter(line=line).update(number=next_number(b.partnership, "decision"))
        elif line.kind == Line.Kind.ACTION:
            task = b.add_task(None, line.text, *rest[:2], told["days"], *rest[2:])
            ActionPoint.objects.create(
                partnership=b.partnership, task=task, meeting=meeting, item=line.item, line=line
            )
    content = contents.contents(meeting)
    title = issuing.title_of(meeting)
    meeting.document = documents.document_for(b.partnership, Document.Kind.MINUTES, title)
    version = documents.issue(
        meeting.document, data=content, html=issuing.compose(meeting, content), by=meeting.minute_taker, at=at
    )
    meeting.state, meeting.issued_at = Meeting.State.ISSUED, at
    meeting.save()
    if told.get("mailed"):
        _mail(b, meeting, content, version, at)


def _mail(b, meeting, content, version, at):
    """The mails as they went out: sent, in the correspondence, and not sent again."""
    for row in meeting.attendance.select_related("person", "partner"):
        shown = mails.shown_to(row.person, meeting, content)
        message = Message.objects.create(
            key=f"meeting:{meeting.pk}:minutes:v1:person:{row.person_id}",
            recipient=row.person,
            to_name=row.person.name,
            to_address=row.person.mail_address,
            from_name=f"{meeting.minute_taker}, {b.partnership}",
            language=row.person.language,
            subject=shown.subject,
            text=shown.text,
            html=shown.html,
            message_id=f"<demo-{meeting.pk}-{row.person_id}@{b.story.DOMAIN}>",
            state=Message.State.SENT,
            sent_at=at,
            created_at=at,
            not_before=at,
            attempts=1,
        )
        asks = sum(1 for point in content["action_points"] if point["owner_id"] == row.person_id)
        Correspondence.objects.create(
            partnership=b.partnership,
            message=message,
            person=row.person,
            partner=row.partner,
            cause="minutes",
            cause_id=version.pk,
            asks=asks,
            at=at,
        )
