"""Issued minutes corrected on a phone without scripts: struck out, reworded, issued as version 2, read as a difference."""

import pytest
from playwright.sync_api import expect

from meetings.models import Decision
from partnerships.documents.models import Version
from tests import factories
from tests.browser.inspection import Inspection
from tests.meetings.minutes.steps import issue
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    coffee = factories.coffee_meeting()
    factories.line(coffee.meeting, "! Anna: send the list, 11 December", coffee.second)
    factories.line(coffee.meeting, "= We open nurseries in Kasese", coffee.second)
    issue(coffee)
    return coffee


@pytest.fixture
def phone(site, browser, client, coffee):
    """The coordinator's telephone, on which no script runs."""
    client.force_login(coffee.ruth)
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    yield plain.new_page()
    plain.close()


def room_of(site, coffee):
    return f"{site}/meetings/{coffee.meeting.pk}/minutes/?item={coffee.second.pk}"


def correct(page, address):
    """The action point has another owner and day, the decision is struck out."""
    page.goto(address)
    page.get_by_role("link", name="Edit: Anna").click()
    page.get_by_label("The line, with its sign").fill("! Okello: send the list, 18 December")
    page.get_by_role("button", name="Save").click()
    page.locator("#lines > li", has_text="nurseries").get_by_role("button", name="strike out").click()
    expect(page.get_by_role("heading", name="2 lines not yet issued")).to_be_visible()


def issue_correction(page):
    page.get_by_role("link", name="Issue a correction").first.click()
    expect(page.get_by_role("heading", name="What this version changes")).to_be_visible()
    page.get_by_label("What changed").fill("It was Okello, and nothing was decided")
    page.get_by_role("button", name="Issue the correction").click()
    expect(page.get_by_role("button", name="Undo issuing")).to_be_visible()


def test_minutes_are_corrected_and_issued_again(site, phone, coffee):
    correct(phone, room_of(site, coffee))
    assert (Task.objects.get().owner, Decision.objects.get().struck_out_in) == (coffee.anna, None)
    issue_correction(phone)
    assert (Task.objects.get().owner, Decision.objects.get().struck_out_in) == (coffee.okello, 2)
    phone.goto(f"{site}/minutes/{Version.objects.get(number=2).pk}/")
    rows = phone.locator(".difference > li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Changed")
    expect(rows.nth(0).locator("del")).to_contain_text("Anna Kyomuhendo")
    expect(rows.nth(0).locator("ins")).to_contain_text("Peter Okello")
    expect(rows.nth(1)).to_contain_text("Struck out")
    phone.goto(f"{site}/partnerships/coffee/decisions/")
    expect(phone.locator("main")).to_contain_text("Struck out in version 2: It was Okello")


def test_the_last_issuing_is_undone_with_one_press(site, phone, coffee):
    correct(phone, room_of(site, coffee))
    issue_correction(phone)
    phone.get_by_role("button", name="Undo issuing").click()
    expect(phone.locator("body")).to_contain_text("nobody was emailed")
    assert Version.objects.get().number == 1
    expect(phone.get_by_role("heading", name="2 lines not yet issued")).to_be_visible()


def test_the_pages_of_a_correction_are_sound(site, page, sign_in, phone, coffee):
    correct(phone, room_of(site, coffee))
    sign_in(coffee.ruth)
    inspection = Inspection(page)
    meeting = f"{site}/meetings/{coffee.meeting.pk}"
    inspection.look("minutes with lines that wait", room_of(site, coffee))
    inspection.look("meeting with lines that wait", f"{meeting}/")
    inspection.look("issue a correction", f"{meeting}/issue/")
    issue_correction(phone)
    inspection.look("meeting that can be undone", f"{meeting}/?undo")
    inspection.look("version 2", f"{site}/minutes/{Version.objects.get(number=2).pk}/")
    inspection.look("register", f"{site}/partnerships/coffee/decisions/")
    assert not inspection.found, inspection.report()
