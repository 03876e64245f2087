"""What assistants get and may do: copies of invitations and minutes, and saying whether whom they assist comes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from meetings.invitations import rounds
from meetings.minutes import issuing, undoing
from meetings.models import Attendance, Meeting
from partnerships import assistants, leaving
from partnerships.correspondence.models import Confirmation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def coffee():
    found = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Meeting.objects.update(starts_at=timezone.now() + timedelta(days=20), started_at=None)
    return found


@pytest.fixture
def joy(coffee):
    """Anna's assistant."""
    return factories.assistant(coffee.anna, coffee.of, "Joy Amongi", email="joy@example.org")


def invite(coffee, *people):
    meeting = Meeting.objects.get()
    return rounds.send(meeting, seen=rounds.mark_of(meeting), to={one.pk for one in people}, by=coffee.ruth)


def copies():
    return Message.objects.filter(to_address="joy@example.org").order_by("pk")


def page_of(person, coffee):
    """The page behind a link of theirs."""
    return f"/l/{link_tokens.token(factories.link_for(person, coffee.of, 'copy').pk)}/"


def answered_at(person, coffee):
    """Where an answer goes that is given on it."""
    return f"{page_of(person, coffee)}meetings/{Meeting.objects.get().pk}/answer/"


def answer(client, coffee, joy, given, assisted=None):
    sent = {"answer": given, "assisted": (assisted or coffee.anna).pk}
    return client.post(answered_at(joy.person, coffee), sent, follow=True)


def test_who_is_invited_has_a_copy_sent_that_asks_nothing_of_the_month(coffee, joy):
    assert invite(coffee, coffee.anna) == 1
    copy = copies().get()
    assert copy.kind == "invitation_copy"
    assert "A copy for you as the assistant of Anna" in copy.text
    assert copy.correspondence.get().asks == 0
    assert copy.attachments.count() == 1


def test_without_an_invitation_there_is_no_copy(coffee, joy):
    invite(coffee, coffee.ruth)
    assert not copies().exists()


def test_where_whom_they_assist_is_only_informed_there_is_nothing_to_answer(coffee):
    factories.assistant(coffee.ruth, coffee.of, "Joy Amongi", email="joy@example.org")
    invite(coffee, coffee.ruth)
    assert "If you know whether" not in copies().get().text + copies().get().html


def test_the_copy_does_not_name_confidential_items(coffee, joy):
    factories.agenda_item(coffee.meeting, "Salaries (confidential)", minutes=10)
    invite(coffee, coffee.anna)
    assert "Salaries" in Message.objects.get(recipient=coffee.anna).text
    assert "Salaries" not in copies().get().text + copies().get().html
    assert "A confidential item" in copies().get().text
    assert b"Salaries" not in copies().get().attachments.get().content.data


def test_the_copy_has_no_link_of_whom_they_assist(coffee, joy):
    invite(coffee, coffee.anna)
    own = Message.objects.get(recipient=coffee.anna)
    assert set(link_tokens.uuids_in(own.html)).isdisjoint(link_tokens.uuids_in(copies().get().html))


def test_a_copy_that_waits_is_kept_back_when_the_meeting_moves_or_is_called_off(coffee, joy):
    invite(coffee, coffee.anna)
    Meeting.objects.update(place="Elsewhere")
    invite(coffee, coffee.anna)
    assert [copy.state for copy in copies()] == ["cancelled", "waiting"]
    rounds.call_off(Meeting.objects.get(), by=coffee.ruth)
    assert [copy.state for copy in copies()] == ["cancelled", "cancelled"]


def test_they_say_for_whom_they_assist_whether_that_one_comes(client, coffee, joy):
    invite(coffee, coffee.anna)
    page = answer(client, coffee, joy, "coming")
    assert f"Thank you. {coffee.anna} is coming" in page.text
    row = Attendance.objects.get(person=coffee.anna)
    assert (row.expected, Confirmation.objects.get(person=coffee.anna).noted_by) == ("coming", joy.person)


def test_coordinators_read_who_answered(client, coffee, joy):
    invite(coffee, coffee.anna)
    answer(client, coffee, joy, "apologies")
    invitee = next(one for one in rounds.recipients_of(Meeting.objects.get()) if one.person == coffee.anna)
    assert "by the assistant, Joy Amongi" in invitee.answer


def test_they_name_no_replacement(client, coffee, joy):
    invite(coffee, coffee.anna)
    sent = {"answer": "apologies", "assisted": coffee.anna.pk, "replacement": "Joy Amongi"}
    client.post(answered_at(joy.person, coffee), sent)
    row = Attendance.objects.get(person=coffee.anna)
    assert (row.expected, row.replacement) == ("apologies", "")


def test_the_later_word_of_whom_they_assist_counts(client, coffee, joy):
    invite(coffee, coffee.anna)
    answer(client, coffee, joy, "apologies")
    client.post(answered_at(coffee.anna, coffee), {"answer": "coming"})
    assert Attendance.objects.get(person=coffee.anna).expected == "coming"


def test_for_nobody_else_and_not_for_themselves(client, coffee, joy):
    invite(coffee, coffee.anna, coffee.ruth)
    assert answer(client, coffee, joy, "coming", assisted=coffee.ruth).status_code == 404
    assert answer(client, coffee, joy, "coming", assisted=joy.person).status_code == 404


def test_their_page_has_no_task_and_no_minutes_of_whom_they_assist(client, coffee, joy):
    factories.task(coffee.of, owner=coffee.anna, title="Order the seedlings")
    invite(coffee, coffee.anna)
    page = client.get(page_of(joy.person, coffee))
    assert "Answer for whom you assist" in page.text
    assert "Order the seedlings" not in page.text


def test_once_they_assist_no_more_their_link_is_over_and_no_copy_comes(client, coffee, joy):
    invite(coffee, coffee.anna)
    assistants.end(joy)
    assert answer(client, coffee, joy, "coming").status_code == 410
    assert Attendance.objects.get(person=coffee.anna).expected == ""
    Meeting.objects.update(place="Elsewhere")
    invite(coffee, coffee.anna)
    assert [copy.state for copy in copies()] == ["cancelled"]


def test_once_whom_they_assist_has_left_their_link_is_over(client, coffee, joy):
    invite(coffee, coffee.anna)
    leaving.end(coffee.anna.represents.get(), to=None, agreed=False, by=coffee.ruth)
    assert answer(client, coffee, joy, "coming").status_code == 410


@pytest.fixture
def issued(coffee, joy):
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=1))
    factories.line(coffee.meeting, f"! {coffee.anna}: order seedlings, 30 January 2099")
    meeting = Meeting.objects.get()
    return issuing.issue(meeting, number=1, to={coffee.anna.pk}, by=coffee.ruth, undo_seconds=60)


def test_minutes_are_copied_with_the_points_and_no_link_to_answer_them(coffee, issued):
    copy = copies().get()
    assert copy.kind == "minutes_copy"
    assert "Order seedlings" in copy.text
    assert "#task-" not in copy.text + copy.html
    assert copy.correspondence.get().asks == 0


def test_undoing_the_issue_takes_the_copy_away(coffee, issued):
    undoing.undo(Meeting.objects.get(), by=coffee.ruth)
    assert not copies().exists()
