"""A mailed link's page on a phone: what was answered is thanked for in sight."""

import gzip

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from backbone.outbox import link_tokens
from tests import factories
from tests.factories import link_for
from workplans import todo

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_thanks_are_in_sight_beside_the_task_that_was_answered(site, browser):
    coffee = factories.coffee_meeting()
    tasks = [
        todo.create(coffee.of, title=f"Task {n}", owner=coffee.anna, partner=coffee.coop, proposed=True)
        for n in range(12)
    ]
    phone = browser.new_context(viewport={"width": 390, "height": 700})
    page = phone.new_page()
    link = link_for(coffee.anna, coffee.of, "test")
    page.goto(f"{site}/l/{link_tokens.token(link.pk)}/")
    row = page.locator(f"#task-{tasks[-1].pk}")
    row.get_by_role("button").first.click()
    expect(page.locator("#flash")).to_contain_text("Task 11")
    expect(page.locator("#flash")).to_be_in_viewport()
    expect(row).to_be_in_viewport()
    phone.close()


MOST_AT_FIRST, MOST_LATER = 60_000, 15_000


@pytest.mark.parametrize("address", ["link", "/my-work/"])
def test_on_a_phone_a_first_visit_is_light_and_a_later_one_lighter(site, browser, client, address):
    """As a server sends it compressed; the web font stays away from phones alone."""
    coffee = factories.coffee_meeting()
    for n in range(5):
        todo.create(coffee.of, title=f"Task {n}", owner=coffee.anna, partner=coffee.coop, proposed=True)
    if address == "link":
        address = f"/l/{link_tokens.token(link_for(coffee.anna, coffee.of, 'test').pk)}/"
    client.force_login(coffee.anna)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    sent = {}
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 844})
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        page, sent[width] = context.new_page(), {}
        page.on("response", lambda answer, to=sent[width]: to.update({answer.url: answer}))
        page.goto(f"{site}{address}", wait_until="networkidle")
        sent[width] = {url: len(gzip.compress(answer.body())) for url, answer in sent[width].items()}
        context.close()
    assert not [url for url in sent[390] if "font" in url]
    assert [url for url in sent[1280] if "source-sans-3" in url]
    assert sum(sent[390].values()) <= MOST_AT_FIRST
    assert sent[390][f"{site}{address}"] <= MOST_LATER


@pytest.mark.parametrize("page_of", ["link_giving", "link_card"])
def test_at_the_width_of_four_times_larger_print_nothing_has_to_be_moved_sideways(site, browser, page_of):
    coffee = factories.coffee_meeting()
    token = link_tokens.token(link_for(coffee.anna, coffee.of, "test").pk)
    narrow = browser.new_context(viewport={"width": 320, "height": 640})
    page = narrow.new_page()
    page.goto(f"{site}{reverse(page_of, args=[token, coffee.coop.pk])}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.locator("input[type=file]").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    narrow.close()


def test_two_taps_at_once_offer_once(site, browser):
    coffee = factories.coffee_meeting()
    token = link_tokens.token(link_for(coffee.anna, coffee.of, "test").pk)
    for scripts in (True, False):
        phone = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
        page = phone.new_page()
        page.goto(f"{site}{reverse('link_giving', args=[token, coffee.coop.pk])}")
        page.get_by_text("Offer something").click()
        page.locator("#offer-description").fill(f"A hall, {scripts}")
        page.get_by_role("button", name="Offer it").dblclick()
        expect(page.get_by_text(f"A hall, {scripts}").first).to_be_visible()
        phone.close()
    assert coffee.coop.contributions.count() == 2
