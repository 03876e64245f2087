"""The calendar file of an invitation, in every calendar and zone."""

from datetime import UTC

import pytest
from django.db import IntegrityError, transaction

from backbone.outbox.models import Message
from meetings.invitations import calendar_file
from meetings.models import Invitation
from tests.meetings.invitations.inviting import LATER, calendar_of, change, event_of, send

pytestmark = pytest.mark.fast


def test_every_calendar_can_read_the_file(planned):
    change(planned, place="Agriculture Office; room 2, left", online_url="https://meet.example.org/a?b=c")
    send(planned)
    calendar, part = calendar_of(Message.objects.get(recipient=planned.anna))
    event = event_of(Message.objects.get(recipient=planned.anna))
    assert calendar.errors == event.errors == []
    assert (calendar["method"], part.get_filename()) == ("PUBLISH", "Meeting of 2026-12-03.ics")
    assert event["dtstart"].dt.isoformat() == "2026-12-03T14:00:00+01:00"
    assert event["dtend"].dt.isoformat() == "2026-12-03T15:30:00+01:00"
    assert event["location"] == "Agriculture Office; room 2, left"
    assert "14:10 Nursery sites" in event["description"]
    assert event["organizer"] == f"mailto:{planned.ruth.email}"
    assert "attendee" not in event
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Amsterdam"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert "/l/" not in calendar.to_ical().decode()


@pytest.mark.parametrize("zone", ["Africa/Kampala", "UTC", "America/St_Johns"])
def test_the_file_holds_in_every_zone(planned, zone):
    change(planned, timezone=zone)
    send(planned)
    assert event_of(Message.objects.get(recipient=planned.anna))["dtstart"].dt.astimezone(UTC) == LATER


HOSTILE = 'Tea\r\nATTENDEE:mailto:evil@example.org\x0b\u2028END:VEVENT \u202e<script>alert("x")</script>'


def test_hostile_text_stays_text_in_mail_and_calendar(planned):
    change(planned, title=HOSTILE[:120], place=HOSTILE, goal=HOSTILE)
    planned.first.title = HOSTILE
    planned.first.save()
    planned.ruth.name = 'Ruth"\r\nX-EVIL:1;CN="'
    planned.ruth.save()
    send(planned)
    message = Message.objects.get(recipient=planned.anna)
    assert "\n" not in message.subject
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    calendar, _part = calendar_of(message)
    assert [part.name for part in calendar.walk()] == [
        "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "STANDARD", "VEVENT",
    ]  # fmt: skip
    [event] = calendar.walk("VEVENT")
    assert event.errors == []
    assert not {"ATTENDEE", "X-EVIL"} & set(event)
    lines = calendar_file.calendar_events.written(calendar_file._happening(planned.meeting, Invitation.objects.get())).split(b"\r\n")  # fmt: skip
    assert not [line for line in lines if b"\n" in line or b"\r" in line or len(line) > 75]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/", "https://a b", "mailto:a@example.org"])  # fmt: skip
def test_only_web_addresses_are_kept_for_a_call(planned, ruth, address):
    data = {"title": "T", "starts_at": "2026-12-03T14:00", "minutes_planned": "60", "online_url": address}
    page = ruth.post("/partnerships/coffee/meetings/new/", data)
    assert page.status_code == 422
    assert page.context["form"].errors["online_url"]
    with pytest.raises(IntegrityError), transaction.atomic():
        change(planned, online_url=address)
