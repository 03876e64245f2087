"""Typing minutes without a connection, without an agenda item, without a role; and beside somebody else."""

import pytest
from playwright.sync_api import expect

from meetings import agendas
from meetings.models import Line, Meeting
from partnerships.models import Role
from tests import factories
from tests.browser.minutes.test_minutes import type_line

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = "#lines > li:not(.on-its-way)"


@pytest.fixture
def coffee():
    made = factories.coffee_meeting()
    # While it is under way the lines of others come within seconds.
    Meeting.objects.filter(pk=made.meeting.pk).update(state="running", started_at=made.meeting.starts_at)
    return made


@pytest.fixture
def address(site, coffee):
    return f"{site}/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}"


@pytest.fixture
def room(page, sign_in, coffee, address):
    """The second item, which has a note."""
    factories.line(coffee.meeting, "Four districts visited", coffee.second)
    sign_in(coffee.ruth)
    page.goto(address)
    return page


def status(page):
    return page.locator("#saved")


def test_another_item_is_opened_and_typed_into_without_a_connection(room, context, coffee):
    factories.line(coffee.meeting, "Everybody is welcome", coffee.first)
    room.reload()
    context.set_offline(True)
    room.get_by_role("link", name="Welcome").click()
    expect(room.locator("#shown-item")).to_have_text("1 Welcome")
    expect(room.locator("#lines")).to_contain_text("Everybody is welcome")
    expect(status(room)).to_have_text("no connection: this is how the item looked before")
    type_line(room, "Typed under the first item")
    expect(status(room)).to_have_text("no connection: kept here")
    room.get_by_role("link", name="Nursery sites").click()
    expect(room.locator("#lines")).to_contain_text("Four districts visited")
    type_line(room, "= Typed under the second")
    context.set_offline(False)
    expect(status(room)).to_have_text("saved")
    expect(room.locator(SAVED)).to_have_count(2)
    expect(room.locator("#lines")).to_contain_text("number when issued")
    under = {line.text: line.item for line in Line.objects.all()}
    assert under["Typed under the first item"] == coffee.first
    assert under["Typed under the second"] == coffee.second


def test_the_next_item_is_gone_on_to_without_a_connection_and_with_one(room, context, coffee, site):
    room.get_by_role("link", name="Welcome").click()
    expect(room.locator("#shown-item")).to_contain_text("1 Welcome")
    context.set_offline(True)
    room.get_by_role("button", name="Go on to: Nursery sites").click()
    expect(room.locator("#shown-item")).to_have_text("2 Nursery sites")
    context.set_offline(False)
    room.get_by_role("link", name="Welcome").click()
    room.get_by_role("button", name="Go on to: Nursery sites").click()
    expect(room.locator("#shown-item")).to_contain_text("30 minutes")
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.current_item == coffee.second
    room.go_back()
    expect(room.locator("#shown-item")).to_contain_text("1 Welcome")


def test_going_on_without_a_connection_is_told_to_the_server_once_it_is_back(room, context, coffee):
    Meeting.objects.filter(pk=coffee.meeting.pk).update(current_item=coffee.first)
    room.get_by_role("link", name="Welcome").click()
    expect(room.locator("#shown-item")).to_contain_text("1 Welcome")
    context.set_offline(True)
    room.get_by_role("button", name="Go on to: Nursery sites").click()
    expect(room.locator("#shown-item")).to_have_text("2 Nursery sites")
    expect(status(room)).to_have_text("no connection: kept here")
    expect(room.locator("#lines .on-its-way")).to_have_count(0)
    context.set_offline(False)
    expect(status(room)).to_have_text("saved")
    coffee.meeting.refresh_from_db()
    assert coffee.meeting.current_item == coffee.second


def test_a_half_typed_line_waits_under_its_own_item(room, coffee):
    room.locator("#line").press_sequentially("half of the second")
    room.get_by_role("link", name="Welcome").click()
    expect(room.locator("#line")).to_have_value("")
    room.locator("#line").press_sequentially("half of the first")
    room.get_by_role("link", name="Nursery sites").click()
    expect(room.locator("#line")).to_have_value("half of the second")


def test_what_was_typed_survives_a_closed_tab(room, context, coffee, address):
    context.set_offline(True)
    type_line(room, "Typed before the tab was closed")
    room.locator("#line").press_sequentially("half a sentence")
    expect(status(room)).to_have_text("no connection: kept here")
    room.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator(SAVED)).to_have_count(2)
    expect(again.locator("#line")).to_have_value("half a sentence")
    assert Line.objects.filter(text="Typed before the tab was closed").count() == 1


def test_what_somebody_typed_is_not_sent_in_the_name_of_whoever_signs_in_next(
    room, context, sign_in, coffee, address
):
    other = factories.coordinator(coffee.of)
    context.clear_cookies()
    type_line(room, "Typed by Ruth")
    expect(status(room)).to_contain_text("you are signed out")
    sign_in(other)
    again = context.new_page()
    again.goto(address)
    type_line(again, "Typed by the other")
    expect(again.locator(SAVED)).to_have_count(2)
    expect(again.locator(".on-its-way")).to_have_count(0)
    expect(status(room)).to_contain_text("you are signed out")
    sign_in(coffee.ruth)
    expect(room.locator(SAVED)).to_have_count(3, timeout=60_000)
    assert Line.objects.get(text="Typed by Ruth").by == coffee.ruth


def test_two_windows_with_the_same_waiting_lines_add_them_once(room, context, coffee, address):
    other = context.new_page()
    other.goto(address)
    context.set_offline(True)
    type_line(room, "Typed once")
    expect(status(room)).to_have_text("no connection: kept here")
    context.set_offline(False)
    for page in (room, other):
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator(SAVED)).to_have_count(2)
    assert Line.objects.filter(text="Typed once").count() == 1


def test_the_word_about_the_connection_is_in_sight_under_forty_lines(room, context, coffee):
    for number in range(40):
        factories.line(coffee.meeting, f"Note {number}", coffee.second)
    room.reload()
    context.set_offline(True)
    type_line(room, "The last one")
    room.evaluate("window.scrollTo(0, 0)")
    expect(status(room)).to_have_text("no connection: kept here")
    expect(status(room)).to_be_in_viewport()
    expect(room.locator("#line")).to_be_in_viewport()


def test_pasted_lines_become_lines_each_with_its_sign(room, coffee):
    room.locator("#line").fill(
        "Opening. Present as above.\n! Anna: send the list by 11 December\n\n= We agree on the budget"
    )
    assert room.locator("#line").bounding_box()["height"] > 80
    room.locator("#line").press("Enter")
    expect(room.locator(SAVED)).to_have_count(4)
    kinds = [line.kind for line in Line.objects.filter(meeting=coffee.meeting).order_by("position")]
    assert kinds == ["note", "note", "action", "decision"]


def test_shift_and_enter_begin_another_line_in_the_field(room, coffee):
    room.locator("#line").press_sequentially("First")
    room.locator("#line").press("Shift+Enter")
    room.locator("#line").press_sequentially("= Second")
    expect(room.locator("#line")).to_have_value("First\n= Second")
    room.locator("#line").press("Enter")
    expect(room.locator(SAVED)).to_have_count(3)


def test_more_than_fits_is_not_cut_short_without_a_word(room):
    room.locator("#line").evaluate("""field => {
        const data = new DataTransfer();
        data.setData("text", "a".repeat(50001));
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true }));
    }""")
    expect(room.locator("#flash")).to_contain_text("50,000 characters")
    expect(room.locator("#line")).to_have_value("")


def test_the_words_differ_for_somebody_whose_role_has_ended(room, coffee):
    Role.objects.filter(person=coffee.ruth).delete()
    type_line(room, "Typed after the role ended")
    expect(status(room)).to_contain_text("you may not write these minutes any more")
    expect(room.locator(".on-its-way")).to_have_text("Typed after the role ended")
    factories.coordinator(coffee.of, coffee.ruth)
    expect(status(room)).to_have_text("saved")
    assert Line.objects.filter(text="Typed after the role ended").count() == 1


def test_the_line_of_a_removed_item_asks_for_its_place(room, coffee):
    secret = item_of(coffee, "Personnel (confidential)")
    room.reload()
    room.get_by_role("link", name="Personnel").click()
    expect(room.locator("#shown-item")).to_contain_text("Personnel")
    agendas.remove(secret)
    type_line(room, "Somebody is leaving")
    expect(status(room)).to_have_text("your line was kept, and asks where it belongs")
    expect(room.locator("#shown-item")).to_have_text("This item is not on the agenda any more")
    expect(room.locator("#without-place")).to_contain_text("Typed under “Personnel (confidential)”")
    type_line(room, "And another")
    expect(room.locator("#without-place li")).to_have_count(2)
    assert {line.item for line in Line.objects.without_place()} == {None}
    row = room.locator("#without-place li").first
    row.get_by_label("Agenda item").select_option("1 Welcome")
    row.get_by_role("button", name="Put it under this item").click()
    expect(room.locator("#shown-item")).to_contain_text("1 Welcome")
    expect(room.locator(SAVED)).to_contain_text("Somebody is leaving")
    room.get_by_role("button", name="Drop it").click()
    expect(room.locator("#without-place")).to_be_hidden()


def item_of(coffee, title):
    return coffee.meeting.items.create(partnership=coffee.of, title=title, position=9)


def test_what_somebody_else_types_comes_by_itself(room, coffee):
    factories.line(coffee.meeting, "Typed by the other", coffee.second)
    expect(room.locator(SAVED).last).to_contain_text("Typed by the other", timeout=6_000)


def test_the_room_view_follows_the_meeting(room, context, coffee, site):
    wall = context.new_page()
    wall.goto(f"{site}/meetings/{coffee.meeting.pk}/minutes/?room")
    room.get_by_role("link", name="Welcome").click()
    room.get_by_role("button", name="Go on to: Nursery sites").click()
    expect(wall.get_by_role("heading", name="2 Nursery sites")).to_be_visible()
    type_line(room, "! Anna: send the list, 11 December")
    expect(wall.locator(".lines .action")).to_contain_text("Anna Kyomuhendo · due Fri 11 Dec")
    assert wall.locator("#room-view").locator("a, button, form, input").count() == 0
    assert wall.locator(".lines p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)") >= 20


def test_presentation_mode_is_begun_and_ended_with_a_button(room, site, coffee):
    room.goto(f"{site}/meetings/{coffee.meeting.pk}/")
    room.get_by_role("button", name="Presentation mode").click()
    expect(room.get_by_text("You are presenting")).to_be_visible()
    room.goto(f"{site}/meetings/{coffee.meeting.pk}/minutes/")
    type_line(room, "Typed on the wall")
    expect(room.locator("#lines")).to_contain_text("Typed on the wall")
    room.get_by_role("button", name="End the presentation").click()
    expect(room.get_by_text("You are presenting")).to_be_hidden()
    expect(room.get_by_role("link", name="Projector view")).to_be_visible()
