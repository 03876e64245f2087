"""Answering for tasks in the browser: in place on My work, and on a phone from a mailed link without scripts."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from backbone.outbox import link_tokens
from tests import factories
from tests.factories import link_for
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grace():
    return factories.representative(
        factories.partner(name="Kigezi Farmers’ Union"), factories.person("Grace")
    )


@pytest.fixture
def task(grace):
    of = grace.represents.get()
    day = date.today() - timedelta(days=2)
    return factories.task(of.partnership, "Agree the sites", owner=grace, partner=of.partner, due_on=day)


def test_done_in_place_and_undone(site, page, sign_in, grace, task):
    sign_in(grace)
    page.goto(f"{site}/my-work/")
    row = page.locator(f"#task-{task.pk}")
    expect(row).to_contain_text(re.compile("days? late"))
    row.locator("summary").click()
    row.get_by_label("how can we see that?").fill("Signed list, 12 Dec")
    row.get_by_role("button", name=re.compile("^Done")).click()
    expect(row).to_contain_text("Signed list, 12 Dec")
    expect(page.locator("#flash")).to_contain_text("Done.")
    row.get_by_role("button", name=re.compile("^Undo")).click()
    expect(row).to_contain_text(re.compile("days? late"))
    assert Task.objects.get().state == "open"


def test_a_wrong_day_is_said_beside_the_field_and_nothing_typed_is_lost(site, page, sign_in, grace, task):
    sign_in(grace)
    page.goto(f"{site}/my-work/")
    row = page.locator(f"#task-{task.pk}")
    row.locator("summary").click()
    row.get_by_label("I need until").fill("2020-01-01")
    row.get_by_label("because").fill("The board meets")
    row.get_by_role("button", name=re.compile("^Ask for more time")).click()
    expect(row).to_contain_text("Choose a day in the future.")
    expect(row.get_by_label("because")).to_have_value("The board meets")
    expect(row.get_by_label("I need until")).to_be_focused()


def test_a_phone_without_scripts_answers_from_the_link(site, browser, grace, task):
    link = link_for(grace, task.partnership, "tasks")
    phone = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = phone.new_page()
    page.goto(f"{site}/l/{link_tokens.token(link.pk)}/")
    row = page.locator(f"#task-{task.pk}")
    row.get_by_label("I need until").fill((date.today() + timedelta(days=9)).isoformat())
    row.get_by_label("because").fill("The board meets then")
    row.get_by_role("button", name=re.compile("^Ask for more time")).click()
    expect(page.locator("#flash")).to_contain_text("The coordinator sees it")
    expect(page.locator(f"#task-{task.pk}")).to_contain_text("you asked for more time, until")
    phone.close()
    assert Task.objects.get().wanted_reason == "The board meets then"
