"""Typing minutes in the browser: with scripts, without a connection, and without scripts at all."""

import re

import pytest
from playwright.sync_api import expect

from meetings.minutes import issuing
from meetings.models import Line
from partnerships.documents.models import Version
from tests import factories
from tests.browser.conftest import link_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    return factories.coffee_meeting()


@pytest.fixture
def room(site, page, sign_in, coffee):
    """The room in which the second item is being minuted."""
    sign_in(coffee.ruth)
    page.goto(f"{site}/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}")
    return page


def type_line(page, text):
    page.locator("#line").fill(text)
    page.locator("#line").press("Enter")


def test_lines_are_typed_understood_answered_edited_and_undone(room, coffee):
    type_line(room, "! Peter: ask the district, next Friday")
    type_line(room, "= We open in Kasese")
    lines = room.locator("#lines > li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Which Peter?")
    expect(lines.nth(1)).to_contain_text("number when issued")
    room.get_by_role("button", name="Peter Mwesigwa, Kigezi Union").click()
    expect(lines.nth(0)).to_contain_text("Peter Mwesigwa, Kigezi Union · due Fri 11 Dec")
    lines.nth(1).hover()
    lines.nth(1).get_by_role("link", name="Edit:").click()
    lines.nth(1).get_by_label("The line, with its sign").fill("= We open in March")
    lines.nth(1).get_by_role("button", name="Save").click()
    expect(lines.nth(1)).to_contain_text("We open in March")
    lines.nth(1).hover()
    lines.nth(1).get_by_role("button", name="undo the change").click()
    expect(lines.nth(1)).to_contain_text("We open in Kasese")
    lines.nth(0).hover()
    lines.nth(0).get_by_role("button", name="remove").click()
    room.get_by_role("button", name="Put it back").click()
    expect(lines.nth(0)).to_contain_text("ask the district")
    assert {line.item for line in Line.objects.all()} == {coffee.second}


def test_a_lost_connection_keeps_what_was_typed_and_sends_it_once(room, context, coffee):
    context.set_offline(True)
    type_line(room, "Typed without a connection")
    expect(room.locator("#saved")).to_have_text("no connection: kept here")
    expect(room.locator(".on-its-way")).to_have_text("Typed without a connection")
    room.locator("#line").press_sequentially("half a sent")
    context.set_offline(False)
    expect(room.locator("#saved")).to_have_text("saved")
    room.reload()
    expect(room.locator("#line")).to_have_value("half a sent")
    assert [line.text for line in Line.objects.all()] == ["Typed without a connection"]


def test_a_refused_line_stops_no_other_and_takes_the_place_of_nothing_that_is_being_typed(room, context):
    too_long = "long " * 2001
    # What the field would cut short, the server refuses: an older browser, or another rule by then.
    room.locator("#line").evaluate("field => field.removeAttribute('maxlength')")
    context.set_offline(True)
    type_line(room, too_long)
    type_line(room, "Typed after it")
    room.locator("#line").press_sequentially("half a sent")
    context.set_offline(False)
    expect(room.locator("#saved")).to_have_text("not saved: the text comes back after this line")
    expect(room.locator("#line")).to_have_value("half a sent")
    expect(room.locator("#lines > li:not(.on-its-way)")).to_have_text([re.compile("Typed after it")])
    room.locator("#line").press_sequentially("ence")
    room.locator("#line").press("Enter")
    expect(room.locator("#line")).to_have_value(too_long.strip())
    expect(room.locator("#saved")).to_have_text("not saved: the text is back in the field")
    type_line(room, "shorter")
    expect(room.locator("#saved")).to_have_text("saved")
    assert [line.text for line in Line.objects.all()] == ["Typed after it", "half a sentence", "shorter"]


def test_after_signing_in_again_in_another_window_typing_goes_on_by_itself(room, context, sign_in, coffee):
    context.clear_cookies()
    type_line(room, "Typed after the session ended")
    expect(room.locator("#saved")).to_contain_text("you are signed out")
    type_line(room, "And another")
    sign_in(coffee.ruth)
    expect(room.locator("#saved")).to_have_text("saved")
    type_line(room, "Typed on, without opening the page again")
    expect(room.locator("#lines > li:not(.on-its-way)")).to_have_count(3)
    assert Line.objects.count() == 3


def test_minutes_are_typed_and_issued_without_scripts(site, browser, client, coffee):
    client.force_login(coffee.ruth)
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page = plain.new_page()
    page.goto(f"{site}/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}")
    page.locator("#line").fill("! Anna: send the list, 11 December\n\n= We open in Kasese")
    page.get_by_role("button", name="Enter").click()
    expect(page.locator("#lines > li")).to_have_text([re.compile("Anna Kyomuhendo"), re.compile("We open")])
    page.goto(f"{site}/meetings/{coffee.meeting.pk}/issue/")
    page.get_by_role("button", name="Issue and email to those ticked").click()
    expect(page.get_by_role("heading", name="Who got the minutes")).to_be_visible()
    assert Version.objects.count() == 1
    plain.close()


def test_the_mailed_minutes_open_on_a_phone_and_a_remark_comes_back(site, browser, post, coffee):
    factories.line(coffee.meeting, "! Anna: send the list, 11 December", coffee.second)
    issuing.issue(coffee.meeting, number=1, to={coffee.anna.pk}, by=coffee.ruth)
    mail = post.to(coffee.anna.email, "minutes")
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]
    phone = browser.new_context(viewport={"width": 390, "height": 844})
    page = phone.new_page()
    page.goto(link_in(mail))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("Something is not right").click()
    page.get_by_label("What is not right?").fill("It was March")
    page.get_by_role("button", name="Tell the coordinator").click()
    expect(page.get_by_text("It was March")).to_be_visible()
    phone.close()
