"""What is typed into a long form and not sent is there again, letter by letter, and can be thrown away."""

from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import wait_for


def test_a_draft_comes_back_whole_and_can_be_thrown_away(page, sign_in, site):
    of = factories.partnership("Highland coffee", slug="coffee")
    sign_in(factories.coordinator(of))
    at = site + reverse("objective_new", args=["coffee"])
    page.goto(at)
    page.locator("[name=title]").fill("Every family earns a living income")
    wait_for(lambda: page.evaluate("Object.keys(localStorage).length"))
    page.goto(at)
    expect(page.locator("[name=title]")).to_have_value("Every family earns a living income")
    page.get_by_role("button", name="Start from what is saved").click()
    expect(page.locator("[name=title]")).to_have_value("")


def test_an_empty_form_that_was_sent_back_has_nothing_to_bring_back(page, sign_in, site):
    of = factories.partnership("Highland coffee", slug="coffee")
    sign_in(factories.coordinator(of))
    at = site + reverse("objective_new", args=["coffee"])
    page.goto(at)
    page.locator("main form .actions button").last.click()
    expect(page.locator("main [aria-invalid=true]").first).to_be_visible()
    page.goto(at)
    expect(page.locator("[name=title]")).to_have_value("")
