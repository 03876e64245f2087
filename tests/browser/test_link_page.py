"""A mailed link's page on a phone: what was answered is thanked for in sight."""

import pytest
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
