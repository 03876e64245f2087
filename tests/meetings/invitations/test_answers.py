"""What people answer to an invitation, from the mailed link or signed in; silence stays silence."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from meetings import attendance
from meetings.invitations import answers, rounds
from meetings.models import Attendance, Meeting
from partnerships.correspondence.models import AccessLink, Confirmation, Notice
from tests import factories
from tests.walks.markup import folded

pytestmark = pytest.mark.fast

STARTS = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def before_it():
    """The meeting of 3 December 2026 lies ahead, whenever this runs."""
    with time_machine.travel(STARTS - timedelta(days=10)) as clock:
        yield clock


@pytest.fixture
def invited(coffee):
    """Everybody on the list was invited; `link` opens Anna's page."""
    Attendance.objects.update(state="")
    meeting = Meeting.objects.get(pk=coffee.meeting.pk)
    people = {coffee.anna.pk, coffee.okello.pk, coffee.mwesigwa.pk}
    rounds.send(meeting, seen=rounds.mark_of(meeting), to=people, by=coffee.ruth)
    link = AccessLink.objects.get(person=coffee.anna, purpose="invitation")
    coffee.link = f"/l/{link_tokens.token(link.pk)}/"
    return coffee


def row_of(person):
    return Attendance.objects.get(person=person)


def press(invited, answer, **data):
    return Client().post(
        f"{invited.link}meetings/{invited.meeting.pk}/answer/", {"answer": answer, **data}, follow=True
    )


def test_the_mail_s_buttons_open_the_page_and_change_nothing(invited, client):
    text = Message.objects.get(recipient=invited.anna).text
    key = str(invited.meeting.pk)
    found = re.findall(r"/\?answer=(\w+)&meeting=(\d+)#meeting-(\d+)", text)
    assert found == [("coming", key, key), ("apologies", key, key)]
    page = folded(client.get(f"{invited.link}?answer=apologies&meeting={key}").text)
    assert f'id="meeting-{invited.meeting.pk}"' in page
    assert "<details open><summary>Can’t come" in page
    assert client.get(f"{invited.link}meetings/{invited.meeting.pk}/answer/").url == invited.link
    assert not Confirmation.objects.exclude(answer="").exists()


def test_coming_is_said_and_presence_is_not_recorded(invited):
    assert "Thank you. You are coming to" in press(invited, "coming").text
    row = row_of(invited.anna)
    assert (row.expected, row.state) == ("coming", "")
    confirmation = Confirmation.objects.get(person=invited.anna)
    assert (confirmation.answer, confirmation.answered_via, confirmation.kind) == ("yes", "link", "meeting")
    assert [row_of(one).expected for one in (invited.okello, invited.mwesigwa)] == ["", ""]


def test_apologies_are_recorded_with_replacement_and_word_to_the_coordinator(invited, ruth):
    press(invited, "apologies", replacement="Moses\x00 Baluku", words="In the field\r\nthat week")
    row = row_of(invited.anna)
    assert (row.expected, row.state, row.replacement) == ("apologies", "apologies", "Moses Baluku")
    notice = Notice.objects.get(person=invited.ruth)
    # It is the subject of the mail, on whichever screen.
    assert not {"Moses", "field"} & set(notice.headline.split())
    assert "“In the field that week”" in notice.text
    page = ruth.get(f"/meetings/{invited.meeting.pk}/").text
    for words in (
        "1 can’t, 2 not reached yet",
        "Moses Baluku is coming instead",
        "In the field that week",
    ):
        assert words in page


def test_a_word_is_the_coordinator_s_to_read(invited, browser_of):
    press(invited, "apologies", words="MARKER-PRIVATE")
    okello = browser_of(invited.okello)
    assert "MARKER-PRIVATE" not in okello.get(f"/meetings/{invited.meeting.pk}/").text
    assert "MARKER-PRIVATE" not in "".join(m.text for m in Message.objects.filter(recipient=invited.okello))


def test_an_answer_can_be_changed_until_it_begins(invited, before_it):
    press(invited, "apologies", replacement="Moses")
    assert "I can come after all" in Client().get(invited.link).text
    press(invited, "coming")
    assert (row_of(invited.anna).expected, row_of(invited.anna).state) == ("coming", "")
    assert row_of(invited.anna).replacement == ""
    before_it.move_to(STARTS)
    assert "your earlier answer stands" in press(invited, "apologies").text
    assert row_of(invited.anna).expected == "coming"
    given = Confirmation.objects.filter(person=invited.anna).values_list("answer", flat=True)
    assert list(given) == ["no", "yes"]


def test_the_same_answer_twice_is_recorded_once(invited):
    press(invited, "coming")
    press(invited, "coming")
    assert Confirmation.objects.filter(person=invited.anna).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_answer(invited):
    def click(_):
        try:
            return press(invited, "coming").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, range(2))) == [200, 200]
    assert Confirmation.objects.filter(person=invited.anna).count() == 1


@pytest.mark.parametrize("answer", ["", "present", "<script>"])
def test_nonsense_is_no_answer(invited, answer):
    assert "Choose whether you are coming." in press(invited, answer).text
    assert row_of(invited.anna).expected == ""


def test_only_who_was_asked_can_answer(invited, browser_of):
    other = factories.meeting(invited.of)
    factories.attendance(other, invited.anna, "", invited.coop)
    assert (
        Client().post(f"{invited.link}meetings/{other.pk}/answer/", {"answer": "coming"}).status_code == 404
    )
    elsewhere = factories.meeting()
    assert Client().post(f"{invited.link}meetings/{elsewhere.pk}/answer/", {"answer": "coming"}).status_code == 404  # fmt: skip
    ruth = browser_of(invited.ruth)
    assert ruth.post(f"/meetings/{invited.meeting.pk}/answer/", {"answer": "coming"}).status_code == 404


def test_signed_in_it_is_answered_on_my_work_and_on_the_meeting_s_page(invited, browser_of):
    anna = browser_of(invited.anna)
    assert "Steering committee 10" in anna.get("/my-work/").text
    assert "Can you come?" in anna.get(f"/meetings/{invited.meeting.pk}/").text
    back = anna.post(f"/meetings/{invited.meeting.pk}/answer/", {"answer": "coming", "from": "my_work"})
    assert back.status_code == 302
    assert row_of(invited.anna).expected == "coming"
    assert Confirmation.objects.get(person=invited.anna).answered_via == "page"
    assert "said on" in anna.get(back.url).text


def test_who_is_only_informed_sees_it_and_is_not_asked(invited, browser_of):
    meeting = Meeting.objects.get(pk=invited.meeting.pk)
    rounds.send(meeting, seen=rounds.mark_of(meeting), to={invited.ruth.pk}, by=invited.ruth)
    link = AccessLink.objects.get(person=invited.ruth, purpose="invitation")
    page = Client().get(f"/l/{link_tokens.token(link.pk)}/").text
    assert "Steering committee 10" in page
    assert "answer-form" not in page
    assert "nothing is asked of you" in Message.objects.get(recipient=invited.ruth).text


def test_what_was_said_stands_beside_the_attendance_and_presence_is_still_to_be_recorded(invited, ruth):
    press(invited, "apologies")
    answers.answer(invited.meeting, invited.okello, "coming")
    page = ruth.get(f"/meetings/{invited.meeting.pk}/attendance/").text
    assert "sent apologies on 23 Nov" in page
    assert "said on 23 Nov they are coming" in page
    attendance.record_rest(invited.meeting, "present")
    assert [row_of(one).state for one in (invited.anna, invited.okello)] == ["apologies", "present"]


def test_who_left_is_not_counted_and_stands_there_as_left(invited, ruth):
    press(invited, "coming")
    page = f"/meetings/{invited.meeting.pk}/"
    assert "1 coming" in ruth.get(page).text
    representatives = invited.anna.represents
    representatives.update(until=timezone.now())
    shown = folded(ruth.get(page).text)
    assert "1 coming" not in shown
    assert "2 have not answered" in shown or "2 not reached yet" in shown
    assert "has left" in shown
    assert "has left" in ruth.get(f"{page}attendance/").text
    representatives.update(until=None)
    assert "has left" not in ruth.get(page).text


def test_what_the_coordinator_recorded_is_not_overwritten(invited):
    Attendance.objects.filter(person=invited.anna).update(state="observer")
    press(invited, "apologies")
    assert row_of(invited.anna).state == "observer"


@pytest.mark.parametrize(
    ("answer", "said"), [("coming", "You tapped “Coming”."), ("apologies", "You tapped “Can’t come”.")]
)
def test_what_was_tapped_in_the_mail_is_not_recorded_yet_and_the_page_says_so(invited, client, answer, said):
    page = client.get(f"{invited.link}?answer={answer}&meeting={invited.meeting.pk}").text
    assert said in page
    assert row_of(invited.anna).expected == ""
    assert "You tapped" not in client.get(invited.link).text


def test_can_t_come_opens_the_meeting_of_the_mail_and_no_other(invited, client):
    sooner = factories.meeting(invited.of, title="Sooner", starts_at=STARTS - timedelta(days=5))
    factories.attendance(sooner, invited.anna)
    rounds.send(sooner, seen=rounds.mark_of(sooner), to={invited.anna.pk}, by=invited.ruth)
    for query, opened in [
        (f"?answer=apologies&meeting={invited.meeting.pk}", [invited.meeting.pk]),
        (f"?answer=coming&meeting={invited.meeting.pk}", []),
        ("?answer=apologies", []),
        ("?answer=apologies&meeting=nonsense", []),
    ]:
        page = folded(client.get(invited.link + query).text)
        rows = re.findall(r'<li id="meeting-(\d+)">(.*?)</li>', page)
        assert len(rows) == 2
        assert [int(key) for key, row in rows if "<details open" in row] == opened
