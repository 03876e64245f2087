"""Inviting: seen first, then one mail per person and round, with a calendar file that every calendar reads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from icalendar import Calendar

from backbone.outbox import envelope
from backbone.outbox.models import Message, SenderSettings
from meetings.invitations import calendar_file, rounds
from meetings.minutes import issuing
from meetings.models import Attendance, Invitation, Meeting
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.models import PrivateNote
from tests import factories
from workplans import todo

pytestmark = pytest.mark.fast

LATER = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def before_it():
    """The meeting of 3 December 2026 lies ahead, whenever this runs."""
    with time_machine.travel(LATER - timedelta(days=10)):
        yield


@pytest.fixture
def planned(coffee):
    """The coffee meeting with nobody recorded yet, and an observer and a director who are only informed."""
    Attendance.objects.update(state="")
    observer = factories.observer(coffee.of, factories.person("Olive Observer"))
    leader = factories.leader(coffee.of, factories.person("Lena Leader"))
    return SimpleNamespace(**vars(coffee), observer=observer, leader=leader, url=f"/meetings/{coffee.meeting.pk}/invitation/")  # fmt: skip


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


# Looking


def test_the_meeting_offers_to_invite_everybody_on_its_list(planned, ruth):
    page = ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert "Invite 4 people" in page
    assert f'href="{planned.url}"' in page


def test_looking_writes_nothing_and_shows_who_gets_what(planned, ruth):
    page = ruth.get(planned.url).text
    for one in (planned.anna, planned.okello, planned.mwesigwa, planned.ruth):
        assert f'value="{one.pk}" checked' in page
        assert one.email in page
    for one in (planned.observer, planned.leader):
        assert f'value="{one.pk}">' in page
    assert "Can you come? Steering committee 10, Thu 3 Dec, 14:00" in page
    assert not Message.objects.exists()
    assert not Invitation.objects.exists()
    assert not Confirmation.objects.exists()


def test_each_recipient_s_mail_can_be_looked_at(planned, ruth):
    todo.create(planned.of, title="List the sites", owner=planned.anna, due_on=LATER.date())
    anna = ruth.get(f"{planned.url}mail/{planned.anna.pk}/")
    assert "List the sites" in anna.text
    assert "sandbox" in anna["Content-Security-Policy"]
    assert "List the sites" not in ruth.get(f"{planned.url}mail/{planned.okello.pk}/").text
    assert "nothing is asked of you" in ruth.get(f"{planned.url}mail/{planned.leader.pk}/").text
    assert ruth.get(f"{planned.url}mail/{factories.person().pk}/").status_code == 404


def test_who_has_no_address_or_was_asked_enough_is_named_with_the_reason(planned, ruth):
    factories.attendance(planned.meeting, factories.person("Paper Person", None), "", planned.coop)
    planned.of.asks_per_month = 1
    planned.of.save()
    asked(planned, planned.okello)
    page = ruth.get(planned.url).text
    assert "has no mail address: tell them in person" in page
    assert "has been asked enough this month: ask in person" in page
    assert f'value="{planned.okello.pk}"' not in page
    assert send(planned) == 2
    assert not Message.objects.filter(recipient=planned.okello, key__startswith="meeting:").exists()


def asked(planned, person):
    message = Message.objects.create(key=f"asked:{person.pk}", to_address="a@example.org", message_id=f"<{person.pk}>", recipient=person)  # fmt: skip
    Correspondence.objects.create(
        partnership=planned.of, message=message, person=person, cause="task", asks=1
    )


def test_somebody_informed_who_wants_only_what_needs_them_is_not_ticked(planned, ruth):
    planned.ruth.mail_preference = "needed"
    planned.ruth.save()
    page = ruth.get(planned.url).text
    assert f'value="{planned.ruth.pk}">' in page
    assert "wants only what needs them" in page


@pytest.mark.parametrize("state", ["running", "closed", "issued"])
def test_nobody_is_invited_to_what_has_begun(planned, ruth, state):
    change(planned, state=state, issued_at=LATER)
    assert ruth.get(planned.url).status_code == 302
    assert "Invite" not in ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert post(ruth, planned, planned.anna).status_code == 302
    assert not Message.objects.exists()


# Sending


def test_sending_puts_one_mail_per_person_into_the_outbox(planned, ruth):
    assert post(ruth, planned, planned.anna, planned.okello, planned.leader).status_code == 302
    message = Message.objects.get(recipient=planned.anna)
    assert message.key == f"meeting:{planned.meeting.pk}:invitation:r1:person:{planned.anna.pk}"
    assert message.text.startswith(
        "Steering committee 10: Thursday 3 December 2026, 14:00–15:30 (Europe/Amsterdam)"
    )
    assert "14:00  Welcome\n14:10  Nursery sites" in message.text
    assert "List-Unsubscribe" in message.headers
    rows = Correspondence.objects.filter(cause="invitation").values_list("person", "asks")
    assert dict(rows) == {planned.anna.pk: 1, planned.okello.pk: 1, planned.leader.pk: 0}
    assert {one.person for one in Confirmation.objects.all()} == {planned.anna, planned.okello}
    assert not Attendance.objects.exclude(expected="").exists()


def test_sending_again_sends_nothing_twice_and_only_to_those_who_are_new(planned, ruth):
    assert send(planned) == 3
    assert send(planned) == 0
    assert "nothing was sent twice" in ruth.get(post(ruth, planned, planned.anna).url).text
    new = factories.representative(planned.coop, factories.person("New Nora"))
    factories.attendance(planned.meeting, new, "", planned.coop)
    assert send(planned, new, planned.anna) == 1
    assert Invitation.objects.count() == 1
    assert Message.objects.count() == 4


def test_what_was_not_looked_at_is_not_sent(planned, ruth):
    seen = rounds.mark_of(planned.meeting)
    change(planned, place="Elsewhere")
    answer = post(ruth, planned, planned.anna, seen=seen)
    assert answer.status_code == 409
    assert "Elsewhere" in answer.text
    assert post(ruth, planned).status_code == 422
    assert not Message.objects.exists()


def test_strangers_and_nonsense_are_not_mailed(planned, ruth):
    data = {"seen": rounds.mark_of(planned.meeting)}
    ruth.post(planned.url, {**data, "to": [factories.person().pk, "x", "-1", "٣", "9" * 40, planned.anna.pk]})
    assert [message.recipient for message in Message.objects.all()] == [planned.anna]


def test_the_time_is_the_reader_s_and_the_place_s_when_they_differ(planned):
    planned.anna.timezone = "Africa/Kampala"
    planned.anna.save()
    send(planned)
    text = Message.objects.get(recipient=planned.anna).text
    assert "16:00–17:30 (Africa/Kampala)" in text
    assert "Where it is held it begins at 14:00 (Europe/Amsterdam)." in text
    assert "Where it is held" not in Message.objects.get(recipient=planned.okello).text


def test_the_mail_is_in_the_reader_s_language(planned):
    planned.anna.language = "nl"
    planned.anna.save()
    send(planned)
    text = Message.objects.get(recipient=planned.anna).text
    assert "donderdag 3 december 2026" in text
    assert "Kun je komen?" in text


def test_the_minutes_follow_in_the_thread_of_the_invitation(planned):
    send(planned)
    left(planned.anna)
    issuing.issue(Meeting.objects.get(pk=planned.meeting.pk), number=1, to={planned.anna.pk}, by=planned.ruth)
    invited, minutes = Message.objects.filter(recipient=planned.anna).order_by("pk")
    assert minutes.in_reply_to == invited.message_id


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_once(planned):
    def click(_):
        try:
            return send(planned)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [0, 3]
    assert (Message.objects.count(), Invitation.objects.count()) == (3, 1)


# What changes


def test_a_new_time_is_sent_to_those_who_knew_the_old_one_and_asked_again(planned, ruth):
    send(planned)
    left(planned.anna, planned.okello, planned.mwesigwa)
    Attendance.objects.filter(person=planned.okello).update(expected="apologies", answered_at=LATER, state="apologies")  # fmt: skip
    first = Message.objects.get(recipient=planned.anna)
    change(planned, starts_at=LATER + timedelta(days=1))
    assert "Send the change to 4 people" in ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert send(planned) == 3
    message = Message.objects.get(recipient=planned.anna, state="waiting")
    assert message.subject == "Changed: Steering committee 10, Fri 4 Dec, 14:00"
    assert "It was: Steering committee 10, Thursday 3 December 2026, 14:00–15:30" in message.text
    assert "answer again" in message.text
    assert message.in_reply_to == first.message_id
    assert message.correspondence.asks == 1
    okello = Attendance.objects.get(person=planned.okello)
    assert (okello.expected, okello.state) == ("", "")
    old, new = event_of(first), event_of(message)
    assert (old["uid"], old["sequence"], new["sequence"]) == (new["uid"], 0, 1)
    assert new["dtstart"].dt.isoformat() == "2026-12-04T14:00:00+01:00"


def test_a_new_place_asks_nothing_again(planned):
    send(planned)
    left(planned.anna)
    Attendance.objects.filter(person=planned.anna).update(expected="coming", answered_at=LATER)
    change(planned, place="Town hall")
    send(planned, planned.anna)
    message = Message.objects.get(recipient=planned.anna, state="waiting")
    assert message.correspondence.asks == 0
    assert "You said that you come." in message.text
    assert Attendance.objects.get(person=planned.anna).expected == "coming"


def test_a_changed_agenda_is_no_change_to_send(planned, ruth):
    send(planned, planned.anna, planned.okello, planned.mwesigwa, planned.ruth)
    factories.agenda_item(planned.meeting, "Any other business")
    page = ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert "Send the change" not in page
    assert "Who was invited" in page


def test_who_was_asked_enough_still_hears_of_a_change(planned):
    send(planned)
    left(planned.anna)
    planned.of.asks_per_month = 0
    planned.of.save()
    change(planned, place="Town hall")
    assert send(planned, planned.anna) == 1


def test_an_invitation_that_waits_is_replaced_not_followed_by_a_change(planned):
    send(planned)
    change(planned, place="Town hall")
    send(planned, planned.anna)
    states = dict(Message.objects.filter(recipient=planned.anna).values_list("key", "state"))
    assert list(states.values()) == ["cancelled", "waiting"]
    assert "Changed" not in Message.objects.get(recipient=planned.anna, state="waiting").subject
    assert not Message.objects.filter(recipient=planned.okello, state="waiting").exists()


def test_a_cancelled_meeting_is_called_off_with_those_who_knew(planned, ruth):
    send(planned)
    left(planned.anna)
    ruth.post(f"/meetings/{planned.meeting.pk}/cancellation/")
    planned.meeting.refresh_from_db()
    assert Message.objects.filter(state="cancelled").count() == 2
    assert "Tell 1 person it is off" in ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert send(planned) == 1
    message = Message.objects.get(state="waiting")
    assert message.recipient == planned.anna
    assert message.subject.startswith("Cancelled: Steering committee 10")
    calendar, part = calendar_of(message)
    assert (calendar["method"], part.get_param("method")) == ("CANCEL", "CANCEL")
    assert (event_of(message)["status"], event_of(message)["sequence"]) == ("CANCELLED", 1)


def test_who_was_kept_from_hearing_is_invited_when_it_is_planned_again(planned, ruth):
    send(planned)
    ruth.post(f"/meetings/{planned.meeting.pk}/cancellation/")
    ruth.post(f"/meetings/{planned.meeting.pk}/cancellation/", {"undo": "1"})
    planned.meeting.refresh_from_db()
    assert send(planned) == 3
    assert Message.objects.filter(state="waiting").count() == 3


# The calendar file


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


# What stays where it belongs


def test_private_notes_are_in_no_invitation(planned, ruth):
    PrivateNote.objects.create(
        partnership=planned.of, partner=planned.coop, text="MARKER-PRIVATE", by=planned.ruth
    )
    send(planned)
    assert "MARKER-PRIVATE" not in ruth.get(planned.url).text
    assert "MARKER-PRIVATE" not in "".join(m.html + m.text for m in Message.objects.all())
