"""A line that arrives when its agenda item is gone: kept, for those who write the minutes only, until it has a place."""

from uuid import uuid4

import pytest

from meetings import agendas
from meetings.minutes import contents, line_changes, lines
from meetings.minutes.record import record_of
from meetings.models import Decision, Line
from tests import factories
from tests.meetings.minutes.test_minutes import FRAGMENT, add

pytestmark = pytest.mark.fast


@pytest.fixture
def personnel(coffee):
    """An item that was taken off the agenda."""
    item = coffee.meeting.items.create(partnership=coffee.of, title="Personnel (confidential)", position=9)
    gone = type(item).objects.get(pk=item.pk)
    agendas.remove(item)
    return gone


@pytest.fixture
def late(coffee, ruth, personnel):
    """A decision about somebody, typed under it."""
    add(ruth, coffee.meeting, "= Jane leaves", personnel)
    return Line.objects.without_place().get()


def minutes(coffee, item=None):
    query = f"?item={item.pk}" if item else ""
    return f"/meetings/{coffee.meeting.pk}/minutes/{query}"


def test_the_line_is_kept_under_no_other_item(coffee, late, personnel):
    assert (late.item, late.gone_item, late.text) == (None, personnel.pk, "Jane leaves")
    assert not Line.objects.kept().exists()
    assert not Decision.objects.exists()


def test_it_is_in_no_minutes_no_room_view_and_nobody_else_reads_it(coffee, ruth, late, browser_of):
    assert "Jane" not in str(contents.contents(record_of(coffee.meeting)))
    assert "Jane" not in ruth.get(f"/meetings/{coffee.meeting.pk}/minutes/?room").text
    assert "Jane" not in ruth.get(f"/meetings/{coffee.meeting.pk}/issue/").text.split('id="document"')[1]
    for address in (f"/meetings/{coffee.meeting.pk}/", f"/partnerships/{coffee.of.slug}/decisions/"):
        assert "Jane" not in browser_of(coffee.anna).get(address).text


@pytest.mark.parametrize("shown", ["first", "second", None])
def test_whoever_writes_the_minutes_is_asked_at_each_item_where_it_belongs(coffee, ruth, late, shown):
    page = ruth.get(minutes(coffee, getattr(coffee, shown) if shown else None)).text
    assert "Where do these belong?" in page
    assert "Typed under “Personnel (confidential)”" in page


def test_the_answer_to_the_late_line_shows_no_lines_of_another_item(coffee, ruth, personnel):
    factories.line(coffee.meeting, "Of the first item", coffee.first)
    factories.line(coffee.meeting, "Of no item")
    response = add(ruth, coffee.meeting, "Jane leaves", personnel, headers=FRAGMENT)
    assert "data-gone" in response.text
    assert "Of the first item" not in response.text
    assert "Of no item" not in response.text


def test_it_is_put_under_an_item_and_is_a_decision_from_then_on(coffee, ruth, late):
    factories.line(coffee.meeting, "Earlier", coffee.second)
    ruth.post(f"/lines/{late.pk}/place/", {"item": coffee.second.pk, "revision": late.revision})
    late.refresh_from_db()
    assert (late.item, late.gone_item, late.position) == (coffee.second, None, 2)
    assert Decision.objects.get().text == "Jane leaves"


def test_it_stands_in_needs_you_of_coordinators_until_it_has_a_place(coffee, ruth, late, browser_of):
    words = "Say where late lines of “Steering committee 10” belong"
    page = f"/partnerships/{coffee.of.slug}/"
    assert words in ruth.get(page).text
    assert "Jane" not in ruth.get(page).text
    assert words not in browser_of(coffee.anna).get(page).text
    line_changes.place(late, coffee.first)
    assert words not in ruth.get(page).text


def test_it_is_dropped(coffee, ruth, late):
    ruth.post(f"/lines/{late.pk}/removal/", {"revision": late.revision})
    assert "Jane" not in ruth.get(minutes(coffee)).text
    assert "Where do these belong?" not in ruth.get(minutes(coffee)).text


@pytest.mark.parametrize("item", ["0", "nonsense", "999999999", "-1"])
def test_an_item_that_is_not_on_this_agenda_is_no_place(ruth, late, item):
    assert ruth.post(f"/lines/{late.pk}/place/", {"item": item}).status_code == 400
    late.refresh_from_db()
    assert late.gone_item


def test_the_title_of_another_meetings_item_is_not_told(coffee, ruth):
    meeting = factories.meeting()
    theirs = meeting.items.create(partnership=meeting.partnership, title="Their secret", position=1)
    add(ruth, coffee.meeting, "Typed", theirs)
    page = ruth.get(minutes(coffee)).text
    assert "Their secret" not in page
    assert "Typed under an item that is not on the agenda any more." in page
    assert not theirs.lines.exists()


def test_an_item_removed_at_the_moment_of_typing_takes_no_line(coffee):
    item = coffee.meeting.items.create(partnership=coffee.of, title="Going", position=9)
    stale = type(item).objects.get(pk=item.pk)
    agendas.remove(item)
    line = lines.type_line(coffee.meeting, uuid4(), "Late", item=stale, by=coffee.ruth)
    assert (line.item, line.gone_item) == (None, stale.pk)


def test_a_meeting_that_has_no_items_left_asks_too(ruth, coffee, late):
    for item in (coffee.first, coffee.second):
        agendas.remove(item)
    assert "Where do these belong?" in ruth.get(minutes(coffee)).text
    ruth.post(f"/lines/{late.pk}/place/", {"item": ""})
    assert "Where do these belong?" not in ruth.get(minutes(coffee)).text
    assert list(Line.objects.kept()) == [late]


def test_what_was_typed_before_there_was_an_agenda_asks_too(coffee, ruth):
    factories.line(coffee.meeting, "Typed early")
    page = ruth.get(minutes(coffee, coffee.second)).text
    assert "Typed before there was an agenda" in page


def test_a_placed_line_can_not_be_placed_on_an_older_revision(coffee, late):
    line_changes.place(late, coffee.first)
    with pytest.raises(line_changes.Changed):
        line_changes.place(late, coffee.second, revision=0)


# Typing under another item than the current one


def test_a_late_note_under_an_earlier_item_takes_nobody_back(coffee, ruth):
    add(ruth, coffee.meeting, "At the second", coffee.second)
    add(ruth, coffee.meeting, "Forgotten before", coffee.first)
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.current_item == coffee.second
    assert "2 <bdi>Nursery sites</bdi>" in ruth.get(minutes(coffee)).text


def test_the_button_goes_back_all_the_same(coffee, ruth):
    add(ruth, coffee.meeting, "At the second", coffee.second)
    ruth.post(f"/meetings/{coffee.meeting.pk}/current-item/", {"item": coffee.first.pk})
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.current_item == coffee.first


def test_a_page_from_before_the_agenda_puts_nothing_under_its_items(coffee, ruth):
    add(ruth, coffee.meeting, "Typed on a page without items")
    line = Line.objects.get()
    assert (line.item, line.gone_item) == (None, None)
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.current_item is None
