"""Typing minutes: each line once, nothing lost, everything undone again."""

from uuid import uuid4

import pytest

from meetings import attendance
from meetings.minutes import line_changes
from meetings.models import Decision, Line, Meeting
from tests import factories
from tests.walks.markup import folded

pytestmark = pytest.mark.fast

FRAGMENT = {"HX-Request": "true"}


def add(browser, meeting, text, item=None, uuid=None, **headers):
    data = {"uuid": uuid or uuid4(), "text": text, "item": item.pk if item else ""}
    return browser.post(f"/meetings/{meeting.pk}/minutes/", data, **headers)


def test_a_line_is_added_and_the_page_comes_back_without_javascript(coffee, ruth):
    response = add(ruth, coffee.meeting, "! Anna: call, 11 December", coffee.second)
    assert (response.status_code, response.url) == (
        302,
        f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}#line",
    )
    page = folded(ruth.get(response.url).text)
    assert "Anna Kyomuhendo, Rwenzori Growers Co-op · due Fri 11 Dec" in page


def test_a_fragment_request_gets_the_lines(coffee, ruth):
    response = add(ruth, coffee.meeting, "A note", coffee.first, headers=FRAGMENT)
    assert response.text.lstrip().startswith('<ul class="lines"')
    assert "A note" in response.text


def test_the_same_line_sent_again_adds_nothing(coffee, ruth):
    key = uuid4()
    for text in ("First", "First", "Other words under the same key"):
        assert add(ruth, coffee.meeting, text, coffee.first, key).status_code == 302
    assert [line.text for line in coffee.meeting.lines.all()] == ["First"]


def test_a_key_of_another_meeting_adds_nothing_here_and_changes_nothing_there(coffee, ruth):
    theirs = factories.line(factories.meeting(), "Their version")
    assert add(ruth, coffee.meeting, "Mine", coffee.first, theirs.pk).status_code == 422
    assert not coffee.meeting.lines.exists()
    theirs.refresh_from_db()
    assert theirs.text == "Their version"


@pytest.mark.parametrize("key", ["", "nonsense", "1"])
def test_a_line_without_a_key_is_refused(coffee, ruth, key):
    assert ruth.post(f"/meetings/{coffee.meeting.pk}/minutes/", {"text": "x", "uuid": key}).status_code == 422
    assert not coffee.meeting.lines.exists()


def test_hostile_text_is_kept_as_text(coffee, ruth):
    text = "<img src=x onerror=alert(1)> \x00\u202eعمر\u202c 🌱 {{ settings.SECRET_KEY }}"
    add(ruth, coffee.meeting, text, coffee.first)
    line = coffee.meeting.lines.get()
    assert line.text == "<img src=x onerror=alert(1)> عمر 🌱 {{ settings.SECRET_KEY }}"
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/").text
    assert "<img src=x" not in page
    assert "{{ settings.SECRET_KEY }}" in page


def test_ten_thousand_characters_fit_and_more_is_refused_in_words(coffee, ruth):
    assert add(ruth, coffee.meeting, "a" * 10_000, coffee.first).status_code == 302
    response = add(ruth, coffee.meeting, "a" * 10_001, coffee.first)
    assert response.status_code == 422
    assert "10,000" in response.text
    assert coffee.meeting.lines.count() == 1


def test_an_empty_line_adds_nothing(coffee, ruth):
    assert add(ruth, coffee.meeting, "  ", coffee.first).status_code == 302
    assert not coffee.meeting.lines.exists()


def test_a_meeting_without_an_agenda_takes_lines(db, client):
    meeting = factories.meeting()
    client.force_login(factories.coordinator(meeting.partnership))
    add(client, meeting, "Said something")
    assert "Said something" in client.get(f"/meetings/{meeting.pk}/minutes/").text


def test_an_ambiguous_name_is_asked_and_answered_with_a_button(coffee, ruth):
    add(ruth, coffee.meeting, "Peter will ask the district for the title", coffee.second)
    line = coffee.meeting.lines.get()
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}").text
    assert "Which Peter?" in page
    assert "no date yet" in page
    answer = f"{coffee.mwesigwa.pk}-{coffee.kigezi.pk}"
    assert answer in page
    ruth.post(f"/lines/{line.pk}/owner/", {"owner": answer})
    line.refresh_from_db()
    assert (line.owner, line.partner, line.due_on) == (coffee.mwesigwa, coffee.kigezi, None)


def test_an_unknown_owner_is_asked(coffee, ruth):
    add(ruth, coffee.meeting, "! Zorg: write", coffee.second)
    assert "Who is Zorg?" in ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}").text


def test_an_owner_and_a_day_in_words_are_recorded(coffee, ruth):
    line = factories.line(coffee.meeting, "! write it", coffee.second)
    response = ruth.post(
        f"/lines/{line.pk}/owner/", {"owner": f"{coffee.anna.pk}-{coffee.coop.pk}", "due": "next Friday"}
    )
    assert response.status_code == 302
    line.refresh_from_db()
    assert (line.owner, str(line.due_on)) == (coffee.anna, "2026-12-11")


def test_a_day_that_can_not_be_read_is_refused_beside_the_field(coffee, ruth):
    line = factories.line(coffee.meeting, "! write it", coffee.second)
    response = ruth.post(f"/lines/{line.pk}/owner/", {"owner": "", "due": "someday"})
    assert response.status_code == 422
    assert "someday" in response.text


def test_somebody_from_elsewhere_can_not_be_made_the_owner(coffee, ruth):
    line = factories.line(coffee.meeting, "! write it", coffee.second)
    assert ruth.post(f"/lines/{line.pk}/owner/", {"owner": f"{factories.person().pk}-"}).status_code == 422


def test_a_decision_waits_for_its_number_and_its_rule(coffee, ruth):
    add(ruth, coffee.meeting, "= We open in Kasese", coffee.second)
    decision = Decision.objects.get()
    assert (decision.text, decision.number, decision.rule) == ("We open in Kasese", None, "")
    data = {"rule": "consent", "result": "No objections", "review_on": "2027-03-01", "revision": "0"}
    assert ruth.post(f"/decisions/{decision.pk}/", data).status_code == 302
    decision.refresh_from_db()
    assert (decision.rule, decision.result, str(decision.review_on)) == (
        "consent",
        "No objections",
        "2027-03-01",
    )


def test_editing_a_line_understands_it_anew(coffee, ruth):
    line = factories.line(coffee.meeting, "= We open", coffee.second)
    assert ruth.post(f"/lines/{line.pk}/", {"text": "! Anna: open it", "revision": "0"}).status_code == 302
    line.refresh_from_db()
    assert (line.kind, line.owner, line.title) == ("action", coffee.anna, "Open it")
    assert not Decision.objects.exists()


def test_a_choice_made_by_hand_outlives_a_change_of_words(coffee):
    line = factories.line(coffee.meeting, "! Peter: ask", coffee.second)
    peter = next(one for one in attendance.candidates(coffee.meeting) if one.person_id == coffee.mwesigwa.pk)
    line_changes.assign(line, peter, None)
    line_changes.rewrite(line, "! Peter: ask the district")
    assert (line.owner_id, line.title) == (coffee.mwesigwa.pk, "Ask the district")


def test_two_people_editing_a_line_see_both_texts(coffee, ruth):
    line = factories.line(coffee.meeting, "As it was", coffee.first)
    ruth.post(f"/lines/{line.pk}/", {"text": "What the first wrote", "revision": "0"})
    response = ruth.post(f"/lines/{line.pk}/", {"text": "What the second wrote", "revision": "0"})
    assert response.status_code == 409
    assert "What the first wrote" in response.text
    assert "What the second wrote" in response.text
    line.refresh_from_db()
    assert line.text == "What the first wrote"
    again = ruth.post(f"/lines/{line.pk}/", {"text": "Both", "revision": "1"})
    assert again.status_code == 302
    line.refresh_from_db()
    assert (line.text, line.text_before) == ("Both", "What the first wrote")


def test_two_people_typing_at_once_both_keep_their_lines(coffee, ruth, browser_of):
    other = browser_of(factories.coordinator(coffee.of))
    add(ruth, coffee.meeting, "Of Ruth", coffee.first)
    response = add(other, coffee.meeting, "Of the other", coffee.first, headers=FRAGMENT)
    assert "Of Ruth" in response.text
    assert "Of the other" in response.text


def test_a_change_is_undone_and_done_again(coffee, ruth):
    line = factories.line(coffee.meeting, "! Anna: call", coffee.first)
    ruth.post(f"/lines/{line.pk}/", {"text": "Nothing", "revision": "0"})
    ruth.post(f"/lines/{line.pk}/undo/")
    line.refresh_from_db()
    assert (line.kind, line.title) == ("action", "Call")
    ruth.post(f"/lines/{line.pk}/undo/")
    line.refresh_from_db()
    assert (line.kind, line.text) == ("note", "Nothing")


def test_a_removed_line_can_be_put_back(coffee, ruth):
    line = factories.line(coffee.meeting, "Keep me", coffee.first)
    response = ruth.post(f"/lines/{line.pk}/removal/", headers=FRAGMENT)
    assert "Line removed" in response.text
    assert "Keep me" not in response.text
    ruth.post(f"/lines/{line.pk}/removal/", {"undo": "1"})
    assert Line.objects.kept().get() == line


def test_lines_move(coffee, ruth):
    first = factories.line(coffee.meeting, "First", coffee.first)
    second = factories.line(coffee.meeting, "Second", coffee.first)
    ruth.post(f"/lines/{second.pk}/move/", {"direction": "up"})
    lines = Line.objects.filter(meeting=coffee.meeting).order_by("position")
    assert list(lines) == [second, first]


def test_a_line_is_said_to_be_something_else(coffee, ruth):
    line = factories.line(coffee.meeting, "Anna sends the list by 11 December", coffee.first)
    ruth.post(f"/lines/{line.pk}/kind/", {"kind": "note"})
    line.refresh_from_db()
    assert (line.kind, line.owner, line.due_on) == ("note", None, None)
    ruth.post(f"/lines/{line.pk}/kind/", {"kind": "action"})
    line.refresh_from_db()
    assert (line.kind, line.owner) == ("action", coffee.anna)
    assert ruth.post(f"/lines/{line.pk}/kind/", {"kind": "poem"}).status_code == 400


@pytest.mark.parametrize("address", ["", "removal/", "move/", "undo/", "kind/", "owner/"])
def test_a_line_is_out_of_reach_for_others(coffee, browser_of, address):
    line = factories.line(coffee.meeting, "Secret", coffee.first)
    outsider = browser_of(factories.coordinator(factories.partnership()))
    assert outsider.post(f"/lines/{line.pk}/{address}", {"text": "x", "revision": "0"}).status_code == 404
    assert (
        browser_of(coffee.anna)
        .post(f"/lines/{line.pk}/{address}", {"text": "x", "revision": "0"})
        .status_code
        == 403
    )
    assert (
        browser_of(factories.leader(coffee.of)).get(f"/meetings/{coffee.meeting.pk}/minutes/").status_code
        == 403
    )


def test_the_meeting_starts_moves_on_closes_and_opens_again(coffee, ruth):
    meeting = coffee.meeting
    ruth.post(f"/meetings/{meeting.pk}/start/")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.current_item) == ("running", coffee.first)
    add(ruth, meeting, "At the second", coffee.second)
    meeting.refresh_from_db()
    coffee.second.refresh_from_db()
    assert meeting.current_item == coffee.second
    assert coffee.second.begun_at
    closed = {
        "started_at": "2026-12-03T14:03",
        "ended_at": "2026-12-03T15:36",
        "previous_minutes": "approved",
        "revision": meeting.revision,
    }
    assert ruth.post(f"/meetings/{meeting.pk}/closing/", closed).url == f"/meetings/{meeting.pk}/issue/"
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_at.hour, meeting.ended_at.minute) == ("closed", 14, 36)
    ruth.post(f"/meetings/{meeting.pk}/closing/", {"undo": "1"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_at) == ("running", None)


def test_a_meeting_does_not_end_before_it_began(coffee, ruth):
    data = {"started_at": "2026-12-03T14:03", "ended_at": "2026-12-03T13:36", "revision": "0"}
    assert ruth.post(f"/meetings/{coffee.meeting.pk}/closing/", data).status_code == 422
    assert Meeting.objects.get().state == "planned"


def test_reading_the_room_changes_nothing(coffee, ruth):
    before = Meeting.objects.values().get()
    ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}")
    assert Meeting.objects.values().get() == before


def test_the_room_view_has_no_tools(coffee, ruth):
    factories.line(coffee.meeting, "! Peter: ask", coffee.first)
    page = ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/?room&item={coffee.first.pk}").text
    assert "line-tools" not in page
    assert "Next line" not in page
