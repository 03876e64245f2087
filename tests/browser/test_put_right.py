"""What was put in is put right in Chromium: by mouse, by keyboard, on a phone and without scripts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backbone.time.days import today_of
from partnerships.models import Representative
from tests import factories
from tests.browser.inspection import Inspection
from workplans.models import Milestone, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def coffee():
    return factories.partnership("Coffee Platform", "coffee")


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee, factories.person("Ruth Nansubuga"))


@pytest.fixture
def union(coffee):
    return factories.partner(coffee, "Kigezi Union")


@pytest.fixture
def peter(union):
    return factories.representative(union, factories.person("Peter Mugabo", phone="+256 1"), capacity="lead")


@pytest.fixture
def task(coffee, union, peter):
    return factories.task(
        coffee, "Book the hall", owner=peter, partner=union, due_on=today_of(coffee) - timedelta(days=2)
    )


@pytest.fixture(params=["scripts", "no scripts", "phone"])
def desk(request, site, browser, context, sign_in, ruth):
    """The coordinator's page: with scripts, without them, and on a phone without them."""
    sign_in(ruth)
    size = {"width": 390, "height": 844} if request.param == "phone" else {"width": 1280, "height": 900}
    own = browser.new_context(java_script_enabled=request.param == "scripts", viewport=size, base_url=site)
    own.add_cookies(context.cookies())
    yield own.new_page()
    own.close()


def rows_of(*models):
    """Every column of these tables but what each save counts."""
    left_out = {"revision"}
    return [
        [{k: v for k, v in row.items() if k not in left_out} for row in model.objects.order_by("pk").values()]
        for model in models
    ]


def test_a_name_and_a_number_are_put_right_and_back(desk, coffee, peter):
    before = rows_of(type(peter))
    for name, number in (("Pieter Mugabo", "+256 2"), ("Peter Mugabo", "+256 1")):
        desk.goto("/partnerships/coffee/contacts/")
        desk.get_by_role("link", name=re.compile("P.+ Mugabo")).click()
        desk.get_by_label("Name", exact=True).fill(name)
        desk.get_by_label("Phone").fill(number)
        desk.get_by_role("button", name="Save").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(name)
    assert rows_of(type(peter)) == before


def test_somebody_leaves_and_the_end_is_undone_where_it_was_made(desk, coffee, union, peter, task):
    before = rows_of(Representative, Task)
    desk.goto(f"/partners/{union.pk}/")
    desk.get_by_role("link", name=re.compile("^End.*Peter Mugabo")).click()
    expect(desk.get_by_text("1 open task")).to_be_visible()
    expect(desk.get_by_role("link", name=re.compile("Book the hall"))).to_be_visible()
    desk.get_by_role("button", name="End it now").click()
    expect(desk.get_by_text("no longer represents")).to_be_visible()
    desk.get_by_role("button", name=re.compile("^Undo.*Peter Mugabo")).click()
    expect(desk.get_by_text("represents Kigezi Union again")).to_be_visible()
    assert rows_of(Representative, Task) == before


def test_what_hangs_on_somebody_is_handed_over(desk, coffee, union, peter, task, ruth):
    desk.goto(f"/representatives/{peter.represents.get().pk}/end/")
    desk.get_by_label("Who takes it over?").select_option(label="Ruth Nansubuga")
    desk.get_by_role("button", name="End it now").click()
    expect(desk.get_by_text("Ruth Nansubuga was given 1 thing to do.")).to_be_visible()
    task.refresh_from_db()
    assert task.owner == ruth


def test_several_tasks_are_ticked_and_dated(desk, coffee, task):
    other = factories.task(coffee, "Print the list")
    desk.goto("/partnerships/coffee/tasks/")
    for title in ("Book the hall", "Print the list"):
        desk.get_by_role("checkbox", name=title).check()
    desk.get_by_role("button", name="Change those ticked").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Change 2 tasks")
    day = today_of(coffee) + timedelta(days=20)
    desk.get_by_label("Due").fill(day.isoformat())
    desk.get_by_role("button", name="Change them").click()
    expect(desk.get_by_text("2 tasks changed.")).to_be_visible()
    assert set(Task.objects.filter(pk__in=[task.pk, other.pk]).values_list("due_on", flat=True)) == {day}


def test_what_was_said_on_the_phone_is_noted(desk, coffee, peter, task):
    Task.objects.update(state="proposed")
    desk.goto("/partnerships/coffee/calls/")
    expect(desk.get_by_role("link", name="+256 1")).to_be_visible()
    desk.locator("summary").first.click()
    desk.get_by_label("What was said").fill("Gladly")
    desk.get_by_role("button", name="Takes it on").click()
    expect(desk.get_by_text("Noted.")).to_be_visible()
    desk.goto(f"/tasks/{task.pk}/")
    expect(desk.get_by_text("by phone, noted by Ruth Nansubuga")).to_be_visible()


def test_a_need_is_met_where_it_stands(desk, coffee, union, peter):
    late = today_of(coffee) - timedelta(days=40)
    task = factories.task(coffee, "Long late", owner=peter, partner=union, due_on=late)
    row = factories.milestone(factories.objective(coffee), "Without a lead", due=late, state="at_risk")
    desk.goto("/partnerships/coffee/")
    desk.get_by_role("link", name=re.compile("^Plan a call.*Long late")).click()
    expect(desk.get_by_role("link", name="+256 1")).to_be_visible()
    desk.locator("details", has_text="Long late").locator("summary").click()
    desk.get_by_role("button", name="It is done").click()
    expect(desk.get_by_text("Noted.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Coffee Platform")
    desk.get_by_role("link", name=re.compile("^Find a lead.*Without a lead")).click()
    desk.get_by_label("Lead person").select_option(label="Peter Mugabo (Kigezi Union)")
    desk.get_by_role("button", name="Change them").click()
    expect(desk.get_by_text("1 milestone changed.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Coffee Platform")
    task.refresh_from_db(), row.refresh_from_db()
    assert (task.state, row.lead_person, row.lead_partner) == ("done", peter, union)


def test_a_need_is_put_off_and_brought_back(desk, coffee, peter, ruth):
    late = {"due_on": today_of(coffee) - timedelta(days=40)}
    factories.task(coffee, "Long late", owner=peter, **late)
    desk.goto("/partnerships/coffee/")
    desk.get_by_role("link", name=re.compile("^Later.*Long late")).click()
    desk.get_by_label("Until").fill((today_of(ruth) + timedelta(days=3)).isoformat())
    desk.get_by_role("button", name="Put it off").click()
    expect(desk.get_by_role("link", name=re.compile("^Later.*Long late"))).to_have_count(0)
    desk.goto("/needs/later/")
    desk.get_by_role("button", name=re.compile("Bring it back")).click()
    desk.goto("/partnerships/coffee/")
    expect(desk.get_by_role("link", name=re.compile("^Later.*Long late"))).to_be_visible()


def test_slash_leads_to_the_search_from_a_page_without_one(site, page, sign_in, ruth, coffee, task):
    sign_in(ruth)
    Milestone.objects.all().delete()
    page.goto(f"{site}/partnerships/coffee/")
    page.keyboard.press("/")
    page.keyboard.type("hall bo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Book the hall")).to_be_visible()


@pytest.mark.parametrize("lists", ["ended", "open", "on the spot"])
def test_the_pages_pass_axe_in_both_schemes_and_on_a_phone(
    site, page, sign_in, ruth, coffee, peter, task, lists
):
    """The states that the walk over every page does not show: opened answers, somebody who has just left."""
    sign_in(ruth)
    inspection = Inspection(page)
    if lists == "ended":
        page.goto(f"{site}/representatives/{peter.represents.get().pk}/end/")
        page.get_by_role("button", name="End it now").click()
    elif lists == "on the spot":
        Task.objects.update(due_on=today_of(coffee) - timedelta(days=40))
        page.goto(f"{site}/partnerships/coffee/")
        page.get_by_role("link", name=re.compile("^Plan a call")).click()
        page.locator(".spot summary").first.click()
    else:
        page.goto(f"{site}/partnerships/coffee/calls/")
        page.locator("summary").first.click()
    inspection.by_daylight()
    page.wait_for_load_state("networkidle")
    assert inspection.problems() == []
