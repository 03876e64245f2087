"""After issue coordinators correct; what a partner's minute-taker does is a proposal, and late lines are told of."""

import pytest

from meetings.minutes import line_changes, lines
from meetings.models import Decision, Line
from partnerships.correspondence.models import Notice
from tests import factories
from tests.meetings.test_after_issue import correct
from tests.walks.markup import folded
from workplans.models import Task

pytestmark = pytest.mark.django_db


BUTTONS = {
    "words": ("/lines/{line}/", {"text": "= Other words", "revision": "0"}),
    "removal": ("/lines/{line}/removal/", {}),
    "put back": ("/lines/{line}/removal/", {"undo": "1"}),
    "move": ("/lines/{line}/move/", {"direction": "up"}),
    "undo": ("/lines/{line}/undo/", {}),
    "kind": ("/lines/{line}/kind/", {"kind": "note"}),
    "owner": ("/lines/{line}/owner/", {"owner": "", "due": ""}),
    "drop": ("/lines/{line}/drop/", {}),
    "how it was decided": ("/decisions/{decision}/", {"rule": "consent", "revision": "0"}),
    "attendance": ("/attendance/{row}/", {"state": "absent"}),
    "attendance list": ("/meetings/{meeting}/attendance/", {"state-{row}": "absent"}),
    "agenda": ("/meetings/{meeting}/items/", {"title": "One more", "purpose": "inform", "minutes": "5"}),
    "agenda item": ("/agenda-items/{item}/", {"title": "Other", "purpose": "inform", "minutes": "5"}),
    "closing": ("/meetings/{meeting}/closing/", {"undo": "1"}),
}


@pytest.fixture
def takers(issued, browser_of):
    """Anna of a partner, who took the minutes."""
    issued.meeting.refresh_from_db()
    issued.meeting.minute_taker = issued.anna
    issued.meeting.save(update_fields=["minute_taker"])
    return browser_of(issued.anna)


def filled(text, coffee):
    decision = Decision.objects.get()
    return text.format(
        line=decision.line_id,
        decision=decision.pk,
        row=coffee.rows["anna"].pk,
        meeting=coffee.meeting.pk,
        item=coffee.second.pk,
    )


def everything(coffee):
    tables = [coffee.meeting.lines, coffee.meeting.attendance, coffee.meeting.items, Decision.objects]
    return [list(table.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_partner_s_minute_taker_changes_nothing_after_issue_and_is_told(issued, takers, button, headers):
    address, data = BUTTONS[button]
    before = everything(issued)
    data = {filled(name, issued): value for name, value in data.items()}
    answer = takers.post(filled(address, issued), data, headers=headers)
    assert answer.status_code == (200 if headers else 303)
    to = answer["HX-Redirect"] if headers else answer.url
    assert to == f"/meetings/{issued.meeting.pk}/minutes/"
    assert "the coordinator corrects them" in takers.get(to).text
    assert everything(issued) == before


def test_the_minute_taker_s_pages_have_no_button_that_is_refused(issued, takers):
    minutes = takers.get(f"/meetings/{issued.meeting.pk}/minutes/?item={issued.second.pk}").text
    meeting = takers.get(f"/meetings/{issued.meeting.pk}/").text
    for refused in ("/lines/", "/decisions/1/", "/attendance/", "/agenda-items/", "/issued/", "/issue/"):
        assert refused not in minutes.split("<main")[1]
        assert refused not in meeting.split("<main")[1]


# Lines that come late


def type_line(browser, coffee, text):
    data = {"uuid": factories.uuid4(), "item": coffee.second.pk, "text": text}
    return browser.post(f"/meetings/{coffee.meeting.pk}/minutes/", data, headers={"HX-Request": "true"})


def test_late_lines_are_kept_and_told_to_both_sides(issued, takers, ruth):
    for text in ("! Anna: late line typed offline, Friday", "= Decision typed offline"):
        answer = type_line(takers, issued, text)
        assert answer.status_code == 200
    assert "without your 2 lines" in folded(answer.text)
    assert Line.objects.unissued().count() == 2
    assert Task.objects.count() == 2
    needs = folded(ruth.get("/partnerships/coffee/").text)
    assert "2 lines of “Steering committee 10” are not yet issued" in needs
    correct(issued)
    assert Task.objects.count() == 3
    assert Decision.objects.get(text="Decision typed offline").number == 2
    assert "not yet issued" not in ruth.get("/partnerships/coffee/").text


def test_a_late_line_that_is_dropped_waits_no_longer(issued, takers, ruth):
    type_line(takers, issued, "A late note")
    line = Line.objects.unissued().get()
    ruth.post(f"/lines/{line.pk}/drop/", {"revision": line.revision})
    assert not Line.objects.unissued().exists()
    assert "not yet issued" not in ruth.get("/partnerships/coffee/").text
    assert "without your" not in takers.get(f"/meetings/{issued.meeting.pk}/minutes/").text


LEFT_OUT = "left out what you typed after the minutes were issued"


@pytest.mark.parametrize("way", ["drop", "removal"])
def test_whoever_typed_a_late_line_is_told_that_it_was_left_out(issued, takers, ruth, way):
    issued.anna.mail_preference = "digest"
    issued.anna.save(update_fields=["mail_preference"])
    type_line(takers, issued, "A late note")
    line = Line.objects.unissued().get()
    ruth.post(f"/lines/{line.pk}/", {"text": "A late note, shorter", "revision": line.revision})
    line.refresh_from_db()
    ruth.post(f"/lines/{line.pk}/{way}/", {"revision": line.revision})
    told = Notice.objects.get()
    assert told.person == issued.anna
    assert told.text == (
        "What you typed after the minutes of “Steering committee 10” were issued is left out: “A late note, shorter”"
    )
    page = takers.get(told.path).text
    assert LEFT_OUT in page
    assert "A late note, shorter" in page
    line.refresh_from_db()
    ruth.post(f"/lines/{line.pk}/removal/", {"undo": "1", "revision": line.revision})
    assert not Notice.objects.exists()
    assert LEFT_OUT not in takers.get(told.path).text


def test_nobody_is_told_of_what_they_left_out_themselves_or_of_what_was_issued(issued, ruth):
    type_line(ruth, issued, "A late note")
    line = Line.objects.unissued().get()
    ruth.post(f"/lines/{line.pk}/drop/", {"revision": line.revision})
    for issued_line in issued.meeting.lines.filter(removed_at=None):
        issued_line.by = issued.anna
        issued_line.save(update_fields=["by"])
        # Changed since, so that it waits for a version as a late line does.
        line_changes.rewrite(issued_line, f"{lines.as_typed(issued_line)} and so on", by=issued.ruth)
        ruth.post(f"/lines/{issued_line.pk}/removal/", {"revision": issued_line.revision})
    assert not Notice.objects.exists()


def test_what_waits_names_who_changed_it_and_not_who_typed_it(issued, takers, ruth):
    type_line(takers, issued, "A late note")
    issued_line = issued.meeting.lines.get(text__contains="Four districts")
    issued.meeting.lines.filter(pk=issued_line.pk).update(by=issued.anna)
    ruth.post(f"/lines/{issued_line.pk}/removal/", {"revision": issued_line.revision})
    names = {line.text: line.unissued_by for line in Line.objects.unissued()}
    assert names == {"A late note": issued.anna, "Four districts visited": issued.ruth}
    page = folded(ruth.get(f"/meetings/{issued.meeting.pk}/").text).split('id="waiting"')[1]
    late, struck_out = page.split("<li>")[1:3]
    assert "Anna Kyomuhendo, not issued since" in late
    assert "Ruth Nansubuga, not issued since" in struck_out
    correct(issued)
    assert not Line.objects.exclude(unissued_by=None).exists()


def test_a_late_line_moves_the_room_nowhere(issued, takers):
    before = issued.meeting.current_item_id
    type_line(takers, issued, "A late note")
    issued.meeting.refresh_from_db()
    assert issued.meeting.current_item_id == before
