"""Long lists a page at a time — My work, the overview, attendance, whom to mail: by keyboard, on a phone, without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from backbone.pages.bounded import FIRST_ROWS
from backbone.pages.ticked_rows import FEW
from backbone.time.days import today_of
from meetings.models import Attendance
from meetings.views.attendance import PER_PAGE
from tests import factories
from tests.browser.inspection import Inspection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(site, sign_in):
    """Tasks of the coordinator's own and late ones of others, each more than a page; and a meeting of many."""
    of = factories.partnership("Crowd", slug="crowd")
    ruth, other = factories.coordinator(of), factories.person("Okello")
    late, later = today_of(of) - timedelta(days=90), today_of(of) + timedelta(days=30)
    for number in range(FIRST_ROWS + 3):
        factories.task(of, f"Own {number:02}", owner=ruth, due_on=later + timedelta(days=number))
        factories.task(of, f"Waits {number:02}", owner=other, due_on=late + timedelta(days=number))
    sign_in(ruth)
    return of


@pytest.fixture
def meeting(crowd):
    meeting = factories.meeting(crowd, starts_at=timezone.now() - timedelta(days=1), state="closed")
    for number in range(FEW + 5):
        factories.attendance(meeting, factories.person(f"Guest {number:02}"))
    return meeting


@pytest.fixture
def plain(crowd, browser, context):
    """A phone's page without scripts."""
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone.add_cookies(context.cookies())
    yield phone.new_page()
    phone.close()


def go_on_by_keyboard(page, section):
    page.locator(section).get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")


def open_by_keyboard(page, section):
    page.locator(section).get_by_role("link", name="18 more").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Only: Tasks")).to_be_visible()


def is_narrow(page):
    # Until the typeface is there another one stands in for it, which may be wider.
    page.wait_for_load_state("networkidle")
    return page.evaluate("document.documentElement.scrollWidth") <= 390


def test_my_work_goes_on_by_keyboard_one_list_at_a_time(crowd, site, page):
    page.goto(f"{site}/my-work/")
    expect(page.get_by_role("link", name="Own 00", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Own 22", exact=True)).to_have_count(0)
    go_on_by_keyboard(page, "section:has(#open)")
    expect(page.get_by_role("link", name="Own 22", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Waits 00", exact=True)).to_be_visible()
    open_by_keyboard(page, "section:has(#needs)")
    go_on_by_keyboard(page, "section:has(#needs)")
    expect(page.get_by_role("link", name="Waits 22", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Own 22", exact=True)).to_be_visible()


def test_the_overview_s_needs_go_on_by_keyboard(crowd, site, page):
    page.goto(f"{site}/partnerships/crowd/")
    open_by_keyboard(page, "section:has(#needs-you)")
    go_on_by_keyboard(page, "section:has(#needs-you)")
    expect(page.get_by_role("link", name="Waits 22", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Waits 00", exact=True)).to_have_count(0)


def test_without_scripts_on_a_phone_the_lists_are_links(plain, site):
    opened = "partnerships/crowd/?group=tasks-late"
    for address, row in (("my-work/", "Own 22"), (opened, "Waits 22")):
        plain.goto(f"{site}/{address}")
        plain.get_by_role("link", name="Next").first.click()
        expect(plain.get_by_role("link", name=row, exact=True)).to_be_visible()
        assert is_narrow(plain)


def test_a_saved_page_of_attendance_leads_to_the_next_without_scripts_too(meeting, plain, site):
    plain.goto(f"{site}/meetings/{meeting.pk}/attendance/")
    plain.get_by_label("Attendance of Guest 00").select_option("present")
    plain.get_by_role("button", name="Save attendance").click()
    plain.wait_for_url("**page=2**")
    expect(plain.get_by_label(f"Attendance of Guest {PER_PAGE:02}")).to_be_visible()
    assert is_narrow(plain)
    assert Attendance.objects.get(person__name="Guest 00").state == "present"


def test_attendance_goes_on_by_keyboard(meeting, site, page):
    page.goto(f"{site}/meetings/{meeting.pk}/attendance/")
    go_on_by_keyboard(page, "main")
    expect(page.get_by_label(f"Attendance of Guest {PER_PAGE:02}")).to_be_visible()


def test_who_was_unticked_stays_so_on_the_way_there_and_back(meeting, plain, site):
    plain.goto(f"{site}/meetings/{meeting.pk}/issue/")
    plain.get_by_role("checkbox", name="Guest 00").uncheck()
    plain.get_by_role("button", name="Next").click()
    expect(plain.get_by_role("checkbox", name="Guest 54")).to_be_checked()
    assert is_narrow(plain)
    plain.get_by_role("button", name="Previous").click()
    expect(plain.get_by_role("checkbox", name="Guest 00")).not_to_be_checked()
    expect(plain.get_by_role("checkbox", name="Guest 01")).to_be_checked()


def test_enter_in_the_field_finds_somebody_and_issues_nothing(meeting, site, page):
    page.goto(f"{site}/meetings/{meeting.pk}/issue/")
    page.get_by_label("Find somebody").fill("guest 54")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Guest 54")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Guest 00")).to_have_count(0)
    meeting.refresh_from_db()
    assert meeting.state == "closed"


ADDRESSES = [
    "/my-work/?tasks=2",
    "/partnerships/crowd/?group=tasks-late&needs=2",
    "/meetings/{}/attendance/?page=2",
]


@pytest.mark.parametrize("address", [*ADDRESSES, "/meetings/{}/issue/"])
def test_the_pages_are_for_everybody(meeting, site, page, address):
    inspection = Inspection(page)
    inspection.by_daylight()
    page.goto(site + address.format(meeting.pk))
    page.wait_for_load_state("networkidle")
    assert inspection.problems() == []
