"""The plan as it is read on a desk: a milestone is a line, what can be chosen is not cut, and moving is in sight."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backbone.time.days import today_here
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LATE = 700
# As high as the rows of the overview: a line, or two small ones where a lead has not accepted yet.
A_LINE, TWO_SMALL = 44, 54

CUT = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll("main select")].filter((one) => {
    pen.font = getComputedStyle(one).font;
    const room = one.clientWidth - parseFloat(getComputedStyle(one).paddingLeft);
    return pen.measureText(one.selectedOptions[0].text.trim()).width > room;
  }).map((one) => one.name);
}"""


@pytest.fixture
def of(site, sign_in):
    of = factories.partnership("Coffee", slug="coffee")
    union = factories.partner(of, "Growers’ Union")
    grace = factories.representative(union, factories.person("Grace Atuhe"))
    for word in ("Seedlings", "Contracts", "Register"):
        under = factories.objective(of, word)
        for number in range(4):
            factories.milestone(
                under,
                f"{word} agreed, {number}",
                position=number,
                lead_partner=union,
                lead_person=grace if number else None,
                due=today_here() - timedelta(days=LATE) if number else None,
            )
    factories.task(of, "Count the trees", milestone=of.milestones.first())
    sign_in(factories.coordinator(of))
    return of


@pytest.fixture
def plan(of, site, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/partnerships/coffee/plan/")
    return page


def test_a_milestone_is_a_line_that_says_how_many_months_it_is_late(plan):
    rows = plan.locator(".plan-table tbody tr")
    heights = rows.evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().height)")
    assert len(heights) == 12
    assert min(heights) <= A_LINE
    assert max(heights) <= TWO_SMALL
    expect(rows.nth(1)).to_contain_text("months late")


def test_the_heads_are_seen_once_and_nothing_is_cut(plan):
    seen = "heads => heads.filter((one) => one.getBoundingClientRect().height > 4 && getComputedStyle(one).clipPath === 'none')"
    assert plan.locator(".plan-table thead").evaluate_all(f"heads => ({seen})(heads).length") == 1
    assert plan.evaluate(CUT) == []
    assert plan.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_milestone_and_an_objective_are_moved_by_keyboard_from_what_is_in_sight(of, plan):
    down = plan.get_by_role("button", name="Move down: M1 Seedlings agreed, 0")
    expect(down).to_be_visible()
    down.focus()
    plan.keyboard.press("Enter")
    first = plan.locator(".plan-table tbody tr").first
    expect(first).to_contain_text("Seedlings agreed, 1")
    plan.get_by_role("button", name="Move up: Contracts").press("Enter")
    expect(plan.locator(".objective h2").first).to_have_text("Contracts")


def test_without_scripts_they_are_moved_too(of, plan, site, browser, context):
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    phone.add_cookies(context.cookies())
    page = phone.new_page()
    page.goto(f"{site}/partnerships/coffee/plan/")
    page.get_by_role("button", name="Move up: M2 Seedlings agreed, 1").click()
    expect(page.locator(".plan-table tbody tr").first).to_contain_text("Seedlings agreed, 1")
    phone.close()
