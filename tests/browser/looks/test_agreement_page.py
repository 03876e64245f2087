"""The agreement is read like a document: its contents stand beside it, or folded above it on a phone."""

import pytest
from playwright.sync_api import expect

from partnerships.agreements import writing
from tests import factories
from tests.browser.inspection import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement(site, sign_in, page):
    of = factories.partnership("Coffee", slug="coffee")
    factories.partner(of, "Growers’ Union")
    writing.issue(writing.write(of), by=(ruth := factories.coordinator(of)))
    sign_in(ruth)
    page.set_viewport_size(DESK)
    page.goto(f"{site}/partnerships/coffee/agreement/")
    return page


def left_and_right(one):
    return one.evaluate("one => [one.getBoundingClientRect().left, one.getBoundingClientRect().right]")


def test_on_a_desk_the_contents_stand_beside_the_clauses_and_lead_to_them(agreement):
    contents = agreement.get_by_role("navigation", name="Contents")
    expect(contents).to_be_visible()
    last = agreement.locator(".clause").last
    assert left_and_right(contents)[0] > left_and_right(last)[1]
    assert contents.get_by_role("link").count() == agreement.locator(".clause").count()
    contents.get_by_role("link").last.press("Enter")
    expect(last).to_be_in_viewport()
    expect(contents).to_be_in_viewport()


def test_on_a_phone_they_are_folded_above_the_clauses(agreement):
    agreement.set_viewport_size(PHONE)
    contents = agreement.get_by_role("navigation", name="Contents")
    expect(contents).not_to_be_visible()
    agreement.locator(".contents > summary").press("Enter")
    expect(contents).to_be_visible()
    assert agreement.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_changing_a_clause_is_offered_quietly_on_the_line_of_its_heading(agreement):
    clause = agreement.locator(".clause").first
    heading, edit = clause.get_by_role("heading"), clause.get_by_role("link", name="Edit")
    middle = "one => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2; }"
    assert abs(heading.evaluate(middle) - edit.evaluate(middle)) < 8
    underline, quiet = "one => getComputedStyle(one).textDecorationLine", "one => one.matches('.btn--quiet')"
    assert (edit.evaluate(underline), edit.evaluate(quiet)) == ("none", True)
    expect(agreement.get_by_role("columnheader", name="SHA-256")).to_have_count(0)
