"""What a line asks, and how it is answered where it stands: whose it is, which day, who that is."""

import re

import pytest

from meetings.minutes.typing import parse
from meetings.models import Line
from tests import factories
from tests.meetings.minutes.test_minutes import add

pytestmark = pytest.mark.fast


def room(browser, coffee, query=""):
    return browser.get(f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}{query}").text


def type_one(browser, coffee, text):
    add(browser, coffee.meeting, text, coffee.second)
    return Line.objects.get(meeting=coffee.meeting)


def test_a_present_tense_is_a_note_that_one_press_makes_an_action_point(coffee, ruth):
    line = type_one(ruth, coffee, "Anna sends the list")
    assert line.kind == "note"
    page = room(ruth, coffee)
    assert "Make it an action point of Anna Kyomuhendo" in page
    key = re.search(r'name="owner" value="([\d-]+)"', page)[1]
    ruth.post(f"/lines/{line.pk}/kind/", {"kind": "action", "owner": key, "revision": line.revision})
    line.refresh_from_db()
    assert (line.kind, line.owner, line.title) == ("action", coffee.anna, "Anna sends the list")
    assert "Make it an action point" not in room(ruth, coffee)


def test_which_peter_is_offered_for_a_note_too(coffee, ruth):
    line = type_one(ruth, coffee, "Peter needs the form by Friday")
    page = room(ruth, coffee)
    assert "Make it an action point of Peter Okello" in page
    assert "Make it an action point of Peter Mwesigwa" in page
    answer = f"{coffee.mwesigwa.pk}-{coffee.kigezi.pk}"
    ruth.post(f"/lines/{line.pk}/kind/", {"kind": "action", "owner": answer})
    line.refresh_from_db()
    assert (line.owner, str(line.due_on)) == (coffee.mwesigwa, "2026-12-04")


def test_somebody_from_elsewhere_is_no_owner(coffee, ruth):
    line = type_one(ruth, coffee, "Anna sends the list")
    ruth.post(f"/lines/{line.pk}/kind/", {"kind": "note", "owner": f"{factories.person().pk}-"})
    line.refresh_from_db()
    assert (line.kind, line.owner) == ("note", None)


def test_whom_something_is_done_to_is_asked(coffee, ruth):
    line = type_one(ruth, coffee, "! Anna bellen over de lijst")
    assert (line.owner, line.owner_words) == (None, "Anna")
    assert "Is this right?" in room(ruth, coffee)


def test_a_day_that_has_gone_by_is_asked_and_answered_with_a_button(coffee, ruth):
    line = type_one(ruth, coffee, "! Anna: pay, by 1 Nov")
    assert line.due_on is None
    page = room(ruth, coffee)
    assert "Which day? It has gone by" in page
    assert re.findall(r'name="day" value="([\d-]+)"', page) == ["2026-11-01", "2027-11-01"]
    ruth.post(f"/lines/{line.pk}/day/", {"day": "2026-11-01", "revision": line.revision})
    line.refresh_from_db()
    assert (str(line.due_on), line.owner) == ("2026-11-01", coffee.anna)
    assert "Which day?" not in room(ruth, coffee)


def test_two_days_by_which_are_asked_and_answered_with_a_button(coffee, ruth):
    line = type_one(ruth, coffee, "! Anna: pay by 4 December or by 11 December")
    assert line.due_on is None
    page = room(ruth, coffee)
    assert "By which day?" in page
    assert "It has gone by" not in page
    assert re.findall(r'name="day" value="([\d-]+)"', page) == ["2026-12-04", "2026-12-11"]
    ruth.post(f"/lines/{line.pk}/day/", {"day": "2026-12-04", "revision": line.revision})
    line.refresh_from_db()
    assert (str(line.due_on), line.owner) == ("2026-12-04", coffee.anna)
    assert "By which day?" not in room(ruth, coffee)


@pytest.mark.parametrize("day", ["", "someday", "2026-02-30"])
def test_what_is_no_day_answers_nothing(coffee, ruth, day):
    line = type_one(ruth, coffee, "! Anna: pay, by 1 Nov")
    assert ruth.post(f"/lines/{line.pk}/day/", {"day": day}).status_code == 400


def test_a_day_typed_beside_the_line_that_has_gone_by_is_asked_about_too(coffee, ruth):
    line = type_one(ruth, coffee, "! Anna: pay")
    owner = f"{coffee.anna.pk}-{coffee.coop.pk}"
    refused = ruth.post(f"/lines/{line.pk}/owner/", {"owner": owner, "due": "1 Nov"})
    assert refused.status_code == 422
    assert "Write which is meant: 1 November 2026 or 1 November 2027." in refused.text
    ruth.post(f"/lines/{line.pk}/owner/", {"owner": owner, "due": "1 November 2026"})
    line.refresh_from_db()
    assert str(line.due_on) == "2026-11-01"


def test_an_unknown_owner_is_put_on_the_list_and_owns_the_line(coffee, ruth):
    line = type_one(ruth, coffee, "! Jane Doe: write")
    add(ruth, coffee.meeting, "! Jane Doe: call, 11 December", coffee.second)
    page = room(ruth, coffee)
    assert "Put Jane Doe on the list, as present" in page
    data = {"from": "minutes", "item": coffee.second.pk, "name": "Jane Doe", "state": "present"}
    back = ruth.post(f"/meetings/{coffee.meeting.pk}/attendance/person/", data)
    assert back.url.startswith(f"/meetings/{coffee.meeting.pk}/minutes/")
    line.refresh_from_db()
    assert str(line.owner) == "Jane Doe"
    assert {one.owner for one in Line.objects.all()} == {line.owner}
    assert "Who is Jane Doe?" not in room(ruth, coffee)


def test_two_unknown_names_are_not_put_on_the_list_as_one(coffee, ruth):
    type_one(ruth, coffee, "! Jane and Joe: write")
    page = room(ruth, coffee)
    assert "Who is Jane and Joe?" in page
    assert "on the list, as present" not in page


def test_each_unclear_line_of_the_issue_page_leads_to_its_place(coffee, ruth):
    owner = factories.line(coffee.meeting, "! write it, 11 December", coffee.first)
    day = factories.line(coffee.meeting, "! Anna: call", coffee.second)
    rule = factories.line(coffee.meeting, "= We open", coffee.second)
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/issue/").text
    for line in (owner, day, rule):
        address = f"/meetings/{coffee.meeting.pk}/minutes/?line={line.pk}#line-{line.pk}"
        assert f'href="{address}"' in page
        assert f'id="line-{line.pk}"' in ruth.get(address).text


def test_several_lines_posted_at_once_are_several_lines_and_sent_again_add_nothing(coffee, ruth):
    text = (
        "Opening. Present as above.\r\n! Anna: send the list by 11 December\n\n  = We agree on the budget\n"
    )
    key = "0b9e0c9e-1111-4222-8333-444455556666"
    for _again in range(2):
        add(ruth, coffee.meeting, text, coffee.second, uuid=key)
    found = Line.objects.filter(meeting=coffee.meeting).order_by("position")
    assert [(line.kind, line.text) for line in found] == [
        ("note", "Opening. Present as above."),
        ("action", "Anna: send the list by 11 December"),
        ("decision", "We agree on the budget"),
    ]


@pytest.mark.parametrize("text", ["x\n" * 201, "\n".join(["a" * 9_999] * 6), "x\n" + "a" * 10_001])
def test_more_than_fits_at_once_is_refused_whole(coffee, ruth, text):
    assert add(ruth, coffee.meeting, text, coffee.second).status_code == 422
    assert not Line.objects.exists()


def test_an_edited_line_keeps_its_line_breaks(coffee, ruth):
    line = type_one(ruth, coffee, "One")
    ruth.post(f"/lines/{line.pk}/", {"text": "One\nTwo", "revision": "0"})
    line.refresh_from_db()
    assert line.text == "One\nTwo"
    assert parse("One\nTwo").kind == "note"
