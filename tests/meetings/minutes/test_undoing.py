"""One minute in which "Issue" can be undone: everything goes back, no number is lost or given twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from backbone.files.models import StoredFile
from backbone.outbox.delivery import claim
from backbone.outbox.models import Attachment, Message, SenderSettings
from meetings.minutes import issuing, line_changes, undoing
from meetings.models import ActionPoint, Decision, Line, Meeting, Remark
from partnerships.correspondence.models import AccessLink, Correspondence
from partnerships.documents.models import Counter, Document, Version
from tests import factories
from tests.meetings.minutes.steps import issue, let_the_minute_pass, post
from tests.together import together
from workplans import todo
from workplans.models import Change, Task

TABLES = [
    AccessLink, ActionPoint, Change, Correspondence, Decision, Document, Line, Message, Remark, StoredFile, Version,
]  # fmt: skip


def stored():
    """Every row that issuing writes, as it stands; how often a row was saved is no matter."""
    rows = {model: list(model.objects.order_by("pk").values()) for model in (*TABLES, Meeting, Task)}
    for row in rows[Meeting] + rows[Task] + rows[Decision] + rows[Line]:
        row.pop("revision")
    rows[Counter] = list(Counter.objects.filter(value__gt=0).order_by("pk").values("name", "value", "free"))
    return rows


def undo(browser, coffee):
    return browser.post(f"/meetings/{coffee.meeting.pk}/issue/undo/", follow=True)


def ready_to_leave():
    """As at the end of the minute, their PDF made; what undoing looks at has not come to its end yet."""
    Attachment.objects.all().delete()
    Message.objects.update(not_before=timezone.now())


@pytest.mark.django_db
def test_the_mails_wait_a_minute(minuted, ruth):
    before = timezone.now()
    SenderSettings.objects.update_or_create(pk=1, defaults={"held": False, "released_at": before})
    page = ruth.get(post(ruth, minuted).url).text
    until = Version.objects.get().undoable_until
    assert timedelta(seconds=60) <= until - before < timedelta(seconds=90)
    assert list(Message.objects.values_list("not_before", flat=True)) == [until, until]
    assert not Message.objects.due().exists()
    assert "Undo issuing" in page
    assert "The emails are sent in" in ruth.get(f"/meetings/{minuted.meeting.pk}/").text
    SenderSettings.objects.update(held=True)
    held = ruth.get(f"/meetings/{minuted.meeting.pk}/").text
    assert "The emails are sent in" not in held
    assert "Then no email is sent." in held


@pytest.mark.django_db
def test_when_the_minute_is_over_and_mail_is_held_no_mail_is_said_to_have_left(minuted, ruth):
    SenderSettings.objects.update_or_create(pk=1, defaults={"held": True})
    post(ruth, minuted)
    let_the_minute_pass()
    words = undo(ruth, minuted).text
    assert "the minute has passed" in words
    assert "have been sent" not in words


@pytest.mark.django_db
def test_undone_it_is_as_if_it_had_never_been(minuted, ruth):
    before = stored()
    post(ruth, minuted)
    assert "Undone" in undo(ruth, minuted).text
    assert stored() == before


@pytest.mark.django_db
def test_a_correction_undone_leaves_the_version_before(issued, ruth):
    todo.accept(Task.objects.get(owner=issued.okello), by=issued.okello)
    for words, raw in (
        ("site list", "! Okello: send the list, 18 December"),
        ("nurseries", "= We open none"),
    ):
        line_changes.rewrite(issued.meeting.lines.get(text__icontains=words), raw, by=issued.ruth)
    line_changes.remove(issued.meeting.lines.get(text__icontains="for the title"), by=issued.ruth)
    factories.line(issued.meeting, "! Anna: a late point, 11 December", issued.second)
    before = stored()
    post(ruth, issued, number="2", changed="It was wrong")
    assert stored() != before
    undo(ruth, issued)
    assert stored() == before
    assert Line.objects.unissued().count() == 4


@pytest.mark.django_db
def test_issued_again_it_has_the_same_numbers(minuted, ruth):
    post(ruth, minuted)
    numbers = set(Task.objects.values_list("number", flat=True))
    undo(ruth, minuted)
    post(ruth, minuted)
    assert Version.objects.get().number == Decision.objects.get().number == 1
    assert set(Task.objects.values_list("number", flat=True)) == numbers
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_numbers_taken_meanwhile_leave_no_gap_and_are_given_once(minuted, ruth):
    other = factories.meeting(minuted.of)
    for text in ("= Another", "! Anna: something else"):
        factories.line(other, text)
    post(ruth, minuted)
    issuing.issue(other, number=1, to=(), by=minuted.ruth)
    undo(ruth, minuted)
    factories.line(other, "= A third")
    issuing.issue(other, number=2, to=(), by=minuted.ruth, changed="One more")
    issue(minuted)
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert sorted(Task.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db
def test_what_was_typed_in_the_minute_stays(minuted, ruth):
    post(ruth, minuted)
    line = factories.line(minuted.meeting, "Typed in the minute", minuted.second)
    undo(ruth, minuted)
    line.refresh_from_db()
    assert (line.text, line.unissued_since) == ("Typed in the minute", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "late",
    [
        "the minute has passed",
        "a mail is being sent",
        "a mail has left",
        "a task has moved",
        "another meeting approved it",
    ],
)
def test_too_late_is_said_and_nothing_changes(minuted, ruth, late):
    post(ruth, minuted)
    messages = Message.objects.all()
    if late == "the minute has passed":
        let_the_minute_pass()
    elif late == "a mail is being sent":
        ready_to_leave()
        claim("somebody", SenderSettings(held=False))
    elif late == "a mail has left":
        messages.update(state="sent", sent_at=timezone.now())
    elif late == "another meeting approved it":
        later = factories.meeting(minuted.of, previous_minutes="approved")
        Meeting.objects.filter(pk=later.pk).update(approved=minuted.meeting)
    else:
        todo.complete(Task.objects.get(owner=minuted.anna), by=minuted.ruth)
    before = stored()
    page = undo(ruth, minuted).text
    assert "Issue a correction instead" in page
    assert stored() == before


@pytest.mark.django_db
def test_nothing_to_undo_is_said(issued, ruth):
    assert "nothing to undo" in undo(ruth, issued).text


@pytest.mark.django_db
def test_only_coordinators_undo(minuted, ruth, browser_of):
    post(ruth, minuted)
    assert undo(browser_of(minuted.anna), minuted).status_code == 403


@pytest.mark.django_db
def test_until_it_is_out_nobody_else_sees_it(minuted, ruth, browser_of):
    anna = browser_of(minuted.anna)
    post(ruth, minuted)
    version, task = Version.objects.get(), Task.objects.get(owner=minuted.anna)
    shut = [
        f"/minutes/{version.pk}/",
        f"/documents/{version.pk}/",
        f"/documents/{version.pk}/file/",
        f"/tasks/{task.pk}/",
    ]
    pages = ["decisions/", "tasks/", ""]
    pages = [f"/partnerships/coffee/{page}" for page in pages] + [
        "/my-work/",
        f"/meetings/{minuted.meeting.pk}/",
    ]
    assert [anna.get(address).status_code for address in shut] == [404] * 4
    seen = "".join(anna.get(address).text for address in pages)
    assert "We open nurseries" not in seen
    assert "Send the site list" not in seen
    assert ruth.get(shut[0]).status_code == ruth.get(shut[3]).status_code == 200
    let_the_minute_pass()
    assert anna.get(shut[0]).status_code == anna.get(shut[3]).status_code == 200
    assert "We open nurseries" in anna.get("/partnerships/coffee/decisions/").text


@pytest.mark.django_db
def test_until_a_correction_is_out_the_register_says_to_others_what_was_issued_before(
    issued, ruth, browser_of
):
    factories.line(issued.meeting, "= We pay in March", issued.second)
    issue(issued, 2, to=(), changed="One more")
    decision = issued.meeting.lines.get(text="We open nurseries in Kasese")
    line_changes.rewrite(decision, "= We open sheds in Bunyangabu", by=issued.ruth)
    line_changes.remove(issued.meeting.lines.get(text="We pay in March"), by=issued.ruth)
    post(ruth, issued, number="3", changed="It was wrong")
    anna, register = browser_of(issued.anna), "/partnerships/coffee/decisions/"

    def found(browser, query=""):
        text = "".join(browser.get(page).text for page in (register + query, "/partnerships/coffee/"))
        return [words for words in ("in Kasese", "in Bunyangabu", "Struck out") if words in text]

    assert found(ruth) == ["in Bunyangabu", "Struck out"]
    assert found(anna) == ["in Kasese"]
    second = Version.objects.get(number=2)
    assert "There is a newer version" not in anna.get(f"/minutes/{second.pk}/").text
    assert "out of date" not in anna.get(f"/verify/{second.sha256[:16]}/").text
    rows = {
        query: anna.get(f"{register}?q={query}").text.count('id="decision-') for query in ("Kasese", "sheds")
    }
    assert rows == {"Kasese": 1, "sheds": 0}
    let_the_minute_pass()
    assert "There is a newer version" in anna.get(f"/minutes/{second.pk}/").text
    assert "out of date: version 3" in anna.get(f"/verify/{second.sha256[:16]}/").text
    assert found(anna) == found(ruth) == ["in Bunyangabu", "Struck out"]
    assert anna.get(f"{register}?q=sheds").text.count('id="decision-') == 1


# Two at one moment


def posting(address, person):
    browser = Client()
    browser.force_login(person)
    return lambda: browser.post(address, follow=True)


@pytest.mark.django_db(transaction=True)
def test_undone_by_two_clicks(minuted, ruth):
    post(ruth, minuted)
    address = f"/meetings/{minuted.meeting.pk}/issue/undo/"
    pages = together(Meeting, posting(address, minuted.ruth), posting(address, minuted.ruth))
    assert sorted("nothing to undo" in page.text for page in pages) == [False, True]
    assert not Version.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_click_at_the_moment_the_mails_leave(minuted, ruth):
    post(ruth, minuted)
    ready_to_leave()

    def take():
        return len(claim("a worker", SenderSettings(held=False)))

    def press():
        try:
            undoing.undo(minuted.meeting, by=minuted.ruth)
        except undoing.NotUndone:
            return "refused"
        return "undone"

    taken, pressed = together(Message, take, press)
    left = Message.objects.filter(state="claimed").count()
    # Where one mail was taken while the press had the other, the press is refused, and the other leaves next.
    assert left == taken
    assert pressed == ("refused" if taken else "undone")
    assert (Version.objects.count(), Message.objects.count()) == ((1, 2) if taken else (0, 0))
