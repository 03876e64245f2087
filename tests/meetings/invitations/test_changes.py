"""A meeting that moves, is called off or changes after people were invited."""

from datetime import timedelta

import pytest

from backbone.outbox.models import Message
from meetings.models import Attendance
from tests import factories
from tests.meetings.invitations.inviting import LATER, calendar_of, change, event_of, left, send

pytestmark = pytest.mark.fast


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
    assert message.correspondence.get().asks == 1
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
    assert message.correspondence.get().asks == 0
    assert "You said you are coming." in message.text
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
    assert "Tell 1 person it is cancelled" in ruth.get(f"/meetings/{planned.meeting.pk}/").text
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
