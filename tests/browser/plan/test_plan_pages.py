"""The plan a page at a time: by keyboard, on a phone, without scripts; and choosing among many milestones."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.inspection import Inspection
from workplans.models import Milestone, Task
from workplans.plan.page import PER_PAGE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(site, sign_in):
    of = factories.partnership("Crowd", slug="crowd")
    under = factories.objective(of, "Shade that lasts")
    rows = [factories.milestone(under, f"Step {number}", position=number) for number in range(PER_PAGE + 5)]
    factories.task(of, "Count the trees", milestone=rows[0])
    sign_in(factories.coordinator(of))
    return of


@pytest.fixture
def plain(crowd, browser, context):
    """A phone's page without scripts."""
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone.add_cookies(context.cookies())
    yield phone.new_page()
    phone.close()


def test_tasks_come_when_a_milestone_is_opened_by_keyboard(crowd, site, page):
    page.goto(f"{site}/partnerships/crowd/plan/")
    summary = page.locator(".tasks-of > summary").first
    expect(page.get_by_role("link", name="Count the trees")).to_have_count(0)
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Count the trees")).to_be_visible()
    expect(summary).to_be_focused()


def test_the_next_page_is_reached_by_keyboard_and_keeps_what_is_filtered(crowd, site, page):
    page.goto(f"{site}/partnerships/crowd/plan/")
    page.locator("#f-q").fill("step")
    page.locator("#f-q").press("Enter")
    page.wait_for_url("**q=step**")
    page.get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(page.get_by_role("link", name="Step 34")).to_be_visible()
    assert "q=step" in page.url


def test_without_scripts_on_a_phone_pages_and_tasks_are_links(plain, site):
    plain.goto(f"{site}/partnerships/crowd/plan/")
    plain.locator(".tasks-of > summary").first.click()
    plain.get_by_role("link", name="Show the tasks").first.click()
    expect(plain.get_by_role("link", name="Count the trees")).to_be_visible()
    plain.get_by_role("link", name="Next").click()
    expect(plain.get_by_role("link", name="Step 34")).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_server_offers_milestones_while_one_types(crowd, site, page):
    page.goto(f"{site}/partnerships/crowd/tasks/new/")
    page.locator("#id_title").fill("Water the trees")
    under = page.locator("#id_milestone")
    under.focus()
    page.keyboard.type("step 33")
    expect(page.locator("#id_milestone-found option")).to_have_count(1)
    under.fill("M34")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Water the trees")).to_be_visible()
    assert Task.objects.get(title="Water the trees").milestone.number == 34


def test_without_scripts_several_milestones_are_asked_about_in_a_second_step(crowd, plain, site):
    plain.goto(f"{site}/partnerships/crowd/milestones/new/")
    plain.locator("#id_objective").select_option(label="Shade that lasts")
    plain.locator("#id_title").fill("Harvest")
    plain.get_by_text("What it waits for").click()
    plain.get_by_label("Add one").fill("Step 3")
    plain.get_by_role("button", name="Save milestone").click()
    expect(plain.get_by_text("can mean several").first).to_be_visible()
    plain.get_by_label("M31 Step 30").check()
    plain.get_by_role("button", name="Save milestone").click()
    expect(plain.get_by_role("heading", name="Harvest")).to_be_visible()
    assert [row.number for row in Milestone.objects.get(title="Harvest").depends_on.all()] == [31]


@pytest.mark.parametrize("address", ["plan/?page=2", "milestones/new/"])
def test_the_pages_are_for_everybody(crowd, site, page, address):
    inspection = Inspection(page)
    inspection.by_daylight()
    page.goto(f"{site}/partnerships/crowd/{address}")
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    page.wait_for_load_state("networkidle")
    assert inspection.problems() == []
