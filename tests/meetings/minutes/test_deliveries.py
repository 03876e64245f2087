"""Who got the minutes: each mail's state, and what a coordinator can do about it."""

from backbone.files.storing import fail
from backbone.outbox.models import Message
from tests import factories
from tests.meetings.minutes.steps import issue


def test_the_state_of_each_mail_is_shown_and_a_given_up_one_sent_again(minuted, ruth):
    issue(minuted)
    message = Message.objects.get(recipient=minuted.anna)
    Message.objects.filter(pk=message.pk).update(state="given_up", error="550 no such user")
    page = ruth.get(f"/meetings/{minuted.meeting.pk}/issued/").text
    assert "Not delivered" in page
    assert "550 no such user" in page
    ruth.post(f"/meetings/{minuted.meeting.pk}/issued/{message.pk}/")
    message.refresh_from_db()
    assert message.state == "waiting"


def test_minutes_that_perhaps_arrived_are_marked_and_sent_again_on_a_click(minuted, ruth):
    issue(minuted)
    message = Message.objects.get(recipient=minuted.anna)
    Message.objects.filter(pk=message.pk).update(
        state="perhaps", unanswered_since=message.created_at, error="timed out"
    )
    page = ruth.get(f"/meetings/{minuted.meeting.pk}/issued/").text
    assert "Perhaps delivered" in page
    assert "did not say whether it took it" in page
    ruth.post(f"/meetings/{minuted.meeting.pk}/issued/{message.pk}/")
    message.refresh_from_db()
    assert message.state == "waiting"


def test_when_the_pdf_fails_a_mail_can_go_without_it(minuted, ruth):
    version, _ = issue(minuted)
    fail(version.file, "It could not be created.")
    message = Message.objects.get(recipient=minuted.anna)
    page = ruth.get(f"/meetings/{minuted.meeting.pk}/issued/").text
    assert "The PDF could not be created" in page
    ruth.post(f"/meetings/{minuted.meeting.pk}/issued/{message.pk}/", {"without": "1"})
    assert not message.attachments.exists()
    ruth.post(f"/meetings/{minuted.meeting.pk}/issued/pdf/")
    version.file.refresh_from_db()
    assert version.file.is_pending


def test_a_mail_of_another_meeting_is_out_of_reach(minuted, ruth):
    issue(minuted)
    other = factories.meeting(minuted.of)
    message = Message.objects.first()
    assert ruth.post(f"/meetings/{other.pk}/issued/{message.pk}/").status_code == 404
