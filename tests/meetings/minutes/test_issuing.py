"""Issuing the minutes: looked at first, then one transaction, once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.files.models import StoredFile
from backbone.outbox.models import Message
from meetings.minutes import issuing, mails
from meetings.minutes.contents import contents
from meetings.minutes.record import record_of
from meetings.models import ActionPoint, Decision
from partnerships.correspondence.models import Correspondence
from partnerships.documents.models import Version
from partnerships.models import PrivateNote
from tests import factories
from tests.meetings.minutes.steps import issue, post
from tests.walks.markup import folded
from workplans.models import Task


def test_a_decision_line_that_lost_its_decision_gets_it_back_when_issued(minuted, ruth):
    Decision.objects.all().delete()
    assert ruth.get(f"/meetings/{minuted.meeting.pk}/minutes/?item={minuted.second.pk}").status_code == 200
    assert "We open nurseries" in ruth.get(f"/meetings/{minuted.meeting.pk}/issue/").text
    issue(minuted)
    assert Decision.objects.get().number == 1


def test_the_preview_writes_nothing_and_shows_who_gets_what(minuted, ruth):
    page = ruth.get(f"/meetings/{minuted.meeting.pk}/issue/").text
    assert "Ruth Nansubuga" in page
    assert "has no date" in page
    assert "how it was decided was not recorded" in page
    assert "number when issued" in page
    assert not Version.objects.exists()
    assert not Message.objects.exists()
    assert not Task.objects.exists()


def test_each_recipient_s_mail_can_be_looked_at(minuted, ruth):
    base = f"/meetings/{minuted.meeting.pk}/issue/mail"
    anna = ruth.get(f"{base}/{minuted.anna.pk}/")
    assert "Send the site list" in anna.text
    assert "Ask the district" not in anna.text
    assert "sandbox" in anna["Content-Security-Policy"]
    assert ruth.get(f"{base}/{factories.person().pk}/").status_code == 404


def test_somebody_without_an_address_is_listed_for_printing(minuted, ruth):
    on_paper = factories.representative(minuted.coop, factories.person("Paper Person", None))
    factories.attendance(minuted.meeting, on_paper, "present", minuted.coop)
    page = ruth.get(f"/meetings/{minuted.meeting.pk}/issue/").text
    assert "print for them" in page
    assert f'value="{on_paper.pk}"' not in page


def test_issuing_does_everything_at_once(minuted, ruth, django_capture_on_commit_callbacks):
    response = post(ruth, minuted)
    assert response.url == f"/meetings/{minuted.meeting.pk}/issued/"
    minuted.meeting.refresh_from_db()
    assert minuted.meeting.state == "issued"
    version = Version.objects.get()
    assert (version.number, version.document.kind, version.issued_by) == (1, "minutes", minuted.ruth)
    assert Decision.objects.get().number == 1
    assert ActionPoint.objects.count() == 2
    assert Message.objects.count() == 2
    assert ruth.get(response.url).status_code == 200


def test_what_was_agreed_in_the_room_is_not_asked_again(minuted):
    issue(minuted)
    task = Task.objects.get(owner=minuted.anna)
    assert (task.state, task.agreed_in_room, task.title) == ("open", True, "Send the site list")
    assert task.accepted_at
    assert (task.partner, str(task.due_on), task.raised_on) == (
        minuted.coop,
        "2026-12-11",
        minuted.meeting.day,
    )
    assert task.source == f"{minuted.meeting.title} (3 December 2026)"


def test_what_was_given_to_somebody_absent_is_proposed_and_printed_so(minuted):
    version, _ = issue(minuted)
    task = Task.objects.get(owner=minuted.okello)
    assert (task.state, task.agreed_in_room, task.accepted_at) == ("proposed", False, None)
    assert "proposed to Peter Okello" in version.html
    assert "roposed to Anna" not in version.html
    assert version.html.count("means that the person is asked to accept or decline") == 1
    assert "Proposed to you" in Message.objects.get(recipient=minuted.okello).text


def test_what_is_proposed_to_nobody_is_not_explained(minuted):
    minuted.meeting.lines.filter(owner=minuted.okello).delete()
    version, _ = issue(minuted)
    assert "Anna" in version.html
    assert "roposed to" not in version.html


def test_what_is_proposed_to_several_is_explained_once(minuted):
    minuted.meeting.lines.filter(kind="action").update(owner=minuted.okello)
    version, _ = issue(minuted)
    assert version.html.count("proposed to Peter Okello") == 2
    assert version.html.count("means that the person is asked to accept or decline") == 1


def test_somebody_who_came_after_the_item_is_asked(minuted):
    minuted.rows["anna"].state, minuted.rows["anna"].from_item = "partly", minuted.second
    minuted.rows["anna"].save()
    factories.line(minuted.meeting, "! Anna: open the door", minuted.first)
    issue(minuted)
    states = dict(Task.objects.filter(owner=minuted.anna).values_list("title", "state"))
    assert states == {"Open the door": "proposed", "Send the site list": "open"}


def test_each_mail_has_the_reader_s_own_points_first_and_the_minutes_attached(minuted):
    version, _ = issue(minuted)
    message = Message.objects.get(recipient=minuted.anna)
    assert message.key == f"meeting:{minuted.meeting.pk}:minutes:v1:person:{minuted.anna.pk}"
    assert "your 1 action point" in message.subject
    assert message.text.index("Send the site list") < message.text.index("We open nurseries in Kasese")
    assert "Ask the district" not in message.text
    assert list(message.attachments.all()) == [version.file]
    assert "https://link.invalid/" in message.text
    assert "List-Unsubscribe" in message.headers
    row = Correspondence.objects.get(message=message)
    assert (row.cause, row.cause_id, row.asks, row.person, row.partner) == (
        "minutes",
        version.pk,
        1,
        minuted.anna,
        minuted.coop,
    )


def test_the_mail_is_in_the_reader_s_language_and_the_document_in_the_partnership_s(minuted):
    minuted.of.language = "nl"
    minuted.of.save()
    version, _ = issue(minuted)
    assert 'lang="nl"' in version.html
    assert Message.objects.get(recipient=minuted.anna).language == "en"


def test_issuing_twice_issues_once(minuted, ruth):
    post(ruth, minuted)
    again = post(ruth, minuted)
    assert again.status_code == 302
    assert Version.objects.count() == 1
    assert Message.objects.count() == 2
    assert Task.objects.count() == 2
    assert "issued already" in ruth.get(again.url).text


def test_when_something_fails_nothing_is_issued(minuted, monkeypatch):
    def broken(person, *args, **kwargs):
        if person == minuted.okello:
            raise RuntimeError("the last mail cannot be rendered")
        return real(person, *args, **kwargs)

    real = mails.draft
    monkeypatch.setattr(issuing.mails, "draft", broken)
    with pytest.raises(RuntimeError):
        issue(minuted)
    minuted.meeting.refresh_from_db()
    assert (minuted.meeting.state, minuted.meeting.document) == ("planned", None)
    assert not Version.objects.exists()
    assert not Message.objects.exists()
    assert not Task.objects.exists()
    assert not StoredFile.objects.exists()
    assert Decision.objects.get().number is None


def test_decisions_are_numbered_without_gaps_across_meetings(minuted):
    issue(minuted)
    later = factories.meeting(minuted.of)
    for words in ("One", "Two"):
        factories.line(later, f"= {words}")
    issuing.issue(later, number=1, to=set(), by=minuted.ruth)
    assert list(Decision.objects.values_list("number", flat=True).order_by("number")) == [1, 2, 3]


def test_only_people_on_the_list_can_be_mailed(minuted, ruth):
    stranger = factories.person()
    post(ruth, minuted, to=[stranger.pk, "nonsense", "-1", minuted.anna.pk])
    assert [message.recipient for message in Message.objects.all()] == [minuted.anna]


def test_a_correction_says_what_changed_and_mails_only_on_choice(minuted, ruth):
    post(ruth, minuted)
    assert post(ruth, minuted, number="2", to=[]).status_code == 422
    response = post(ruth, minuted, number="2", to=[minuted.anna.pk], changed="Kasese spelt right")
    assert response.status_code == 302
    second = Version.objects.get(number=2)
    assert second.reason == "Kasese spelt right"
    messages = Message.objects.filter(recipient=minuted.anna).order_by("pk")
    assert [message.key[-len(f"v1:person:{minuted.anna.pk}") :][:2] for message in messages] == ["v1", "v2"]
    assert messages[1].in_reply_to == messages[0].message_id
    assert "Kasese spelt right" in messages[1].text
    assert Message.objects.filter(recipient=minuted.okello).count() == 1
    assert Task.objects.count() == 2
    assert Decision.objects.get().number == 1


def test_an_issued_decision_stays_when_somebody_removes_its_line(minuted, ruth):
    issue(minuted)
    line = Decision.objects.get().line
    ruth.post(f"/lines/{line.pk}/removal/")
    assert "We open nurseries" in ruth.get("/partnerships/coffee/decisions/").text
    assert "Struck out" not in ruth.get("/partnerships/coffee/decisions/").text


def test_an_action_point_without_an_owner_is_kept_and_waits_for_one(minuted):
    factories.line(minuted.meeting, "! find a room", minuted.second)
    version, _ = issue(minuted)
    assert Task.objects.get(title="Find a room").owner is None
    assert "still open" in version.html


def test_earlier_action_points_are_printed_with_their_state(minuted):
    issue(minuted)
    later = factories.meeting(minuted.of, starts_at=minuted.meeting.starts_at.replace(month=12, day=17))
    rows = contents(record_of(later))["matters_arising"]
    assert [(row["what"], row["kind"]) for row in rows] == [
        ("Send the site list", "late"),
        ("Ask the district for the title", "open"),
    ]


def test_markup_in_the_minutes_stays_text_in_document_and_mail(minuted):
    factories.line(minuted.meeting, '! Anna: <script>alert("x")</script><img src=//evil>', minuted.second)
    version, _ = issue(minuted)
    message = Message.objects.get(recipient=minuted.anna)
    for html in (version.html, message.html):
        assert "<script>alert" not in html
        assert "<img src=//evil" not in html


def test_private_notes_are_on_no_page_mail_or_document(minuted, ruth):
    PrivateNote.objects.create(
        partnership=minuted.of, partner=minuted.coop, text="MARKER-PRIVATE", by=minuted.ruth
    )
    version, _ = issue(minuted)
    pages = [
        f"/meetings/{minuted.meeting.pk}/{name}"
        for name in ("", "minutes/", "issue/", "issued/", "attendance/")
    ]
    pages += ["/partnerships/coffee/meetings/", "/partnerships/coffee/decisions/", f"/minutes/{version.pk}/"]
    assert not [page for page in pages if "MARKER-PRIVATE" in ruth.get(page).text]
    assert "MARKER-PRIVATE" not in version.html + "".join(m.html + m.text for m in Message.objects.all())


def test_members_read_issued_minutes_and_outsiders_do_not(minuted, browser_of):
    version, _ = issue(minuted)
    assert "We open nurseries in Kasese" in browser_of(minuted.anna).get(f"/minutes/{version.pk}/").text
    outsider = browser_of(factories.coordinator(factories.partnership()))
    assert outsider.get(f"/minutes/{version.pk}/").status_code == 404


def test_somebody_who_wants_only_what_needs_them_is_not_ticked_without_a_task(minuted, ruth):
    for person in (minuted.anna, minuted.mwesigwa):
        person.mail_preference = "needed"
        person.save()
    page = folded(ruth.get(f"/meetings/{minuted.meeting.pk}/issue/").text)
    assert f'value="{minuted.anna.pk}" checked' in page
    assert f'value="{minuted.mwesigwa.pk}">' in page


@pytest.mark.parametrize("table", ["meetings_line", "meetings_agendaitem", "meetings_attendance"])
def test_issuing_reads_each_table_of_the_meeting_once(minuted, table):
    with CaptureQueriesContext(connection) as asked:
        issue(minuted)
    reads = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and f' FROM "{table}"' in q["sql"]]
    assert len(reads) == 1, "\n".join(reads)
