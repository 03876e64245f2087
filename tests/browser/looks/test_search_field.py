"""Choosing one of many people: by keyboard with what the server offers, without scripts in a second step."""

import pytest
from playwright.sync_api import expect

from backbone.pages.search_field import FEW
from tests import factories
from tests.browser.inspection import Inspection
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(site, sign_in):
    of = factories.partnership("Crowd", slug="crowd")
    growers, union = factories.partner(of, "Growers"), factories.partner(of, "Union")
    for number in range(FEW):
        factories.representative(growers, factories.person(f"Member Number{number}"))
    for partner in (growers, union):
        factories.representative(partner, factories.person("Sam Okello"))
    sign_in(factories.coordinator(of))
    return of


def test_the_server_offers_names_while_one_types_and_the_keyboard_is_enough(crowd, site, page):
    page.goto(f"{site}/partnerships/crowd/tasks/new/")
    page.locator("#id_title").fill("Count the trees")
    owner = page.locator("#id_owner")
    owner.focus()
    page.keyboard.type("okel")
    offered = page.locator("#id_owner-found option")
    expect(offered).to_have_count(2)
    assert offered.evaluate_all("all => all.map((one) => one.value)") == [
        "Sam Okello (Growers)",
        "Sam Okello (Union)",
    ]
    owner.fill("Sam Okello (Union)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Count the trees")).to_be_visible()
    assert (
        Task.objects.get().owner
        == crowd.representatives.get(person__name="Sam Okello", partner__organisation__name="Union").person
    )


def test_without_scripts_several_are_asked_about_in_a_second_step(crowd, site, browser, context):
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"{site}/partnerships/crowd/tasks/new/")
    page.locator("#id_title").fill("Count the trees")
    page.locator("#id_owner").fill("okello")
    page.locator("main form .actions button").first.click()
    expect(page.get_by_text("can mean several").first).to_be_visible()
    page.get_by_label("Sam Okello (Growers)").check()
    page.locator("main form .actions button").first.click()
    expect(page.get_by_role("heading", name="Count the trees")).to_be_visible()
    assert Task.objects.get().owner.represents.get().partner.organisation.name == "Growers"
    plain.close()


def test_the_question_is_for_everybody(crowd, site, page):
    inspection = Inspection(page)
    inspection.by_daylight()
    page.goto(f"{site}/partnerships/crowd/tasks/new/")
    page.locator("#id_title").fill("Count the trees")
    page.locator("#id_owner").fill("okello")
    page.locator("main form .actions button").first.click()
    expect(page.get_by_label("Sam Okello (Union)")).to_be_visible()
    assert inspection.problems() == []
