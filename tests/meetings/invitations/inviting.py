"""Inviting as the tests do it, and what then lies in the outbox."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

from icalendar import Calendar

from backbone.outbox import envelope
from backbone.outbox.models import Message, SenderSettings
from meetings.invitations import rounds
from meetings.models import Meeting

LATER = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


def send(planned, *people, by=None):
    """Invite these people, or everybody on the list."""
    meeting = Meeting.objects.get(pk=planned.meeting.pk)
    people = people or (planned.anna, planned.okello, planned.mwesigwa)
    return rounds.send(
        meeting, seen=rounds.mark_of(meeting), to={one.pk for one in people}, by=by or planned.ruth
    )


def left(*people):
    """Their mails have gone."""
    Message.objects.filter(recipient__in=people, state="waiting").update(state="sent", sent_at=LATER)


def change(planned, **columns):
    Meeting.objects.filter(pk=planned.meeting.pk).update(**columns)
    planned.meeting.refresh_from_db()


def post(browser, planned, *people, seen=None):
    data = {"seen": seen or rounds.mark_of(planned.meeting), "to": [one.pk for one in people]}
    return browser.post(planned.url, data)


def calendar_of(message):
    """The calendar file as its recipient's mail carries it."""
    mail = message_from_bytes(
        envelope.build(message, SenderSettings.load()).message().as_bytes(), policy=policy.default
    )
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return Calendar.from_ical(part.get_content()), part


def event_of(message):
    [event] = calendar_of(message)[0].walk("VEVENT")
    return event
