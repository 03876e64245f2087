"""Wording a mail without scripts: refused beside the field, seen whole, saved, and back with one click."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.inspection import Inspection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    return factories.partnership("Highland coffee", "coffee")


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee, factories.person("Ruth"))


@pytest.fixture
def plain(browser, page, sign_in, ruth):
    """A browser without scripts, signed in."""
    sign_in(ruth)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    yield context.new_page()
    context.close()


def test_a_mail_is_worded_seen_saved_and_back(plain, site):
    plain.goto(f"{site}/partnerships/coffee/correspondence/")
    plain.get_by_role("link", name="Wording of emails").click()
    plain.get_by_role("link", name=re.compile("Standard words.*: Proposed task, English")).click()
    mail = plain.frame_locator("iframe")
    expect(mail.locator("body")).to_contain_text("Can you take this on, by")
    plain.get_by_label("Subject").fill("Will you do {tsk}?")
    plain.get_by_label("Opening").fill("{asker} hopes for you.")
    plain.get_by_role("button", name="See the email with them").click()
    expect(mail.locator("body")).to_contain_text("There is no field {tsk} in this email.")
    plain.get_by_label("Subject").fill("Will you do {task}?")
    plain.get_by_role("button", name="See the email with them").click()
    expect(mail.locator("body")).to_contain_text("Will you do Order the seedlings?")
    expect(mail.locator("body")).to_contain_text("Ruth hopes for you.")
    plain.get_by_role("button", name="Save these words").click()
    expect(plain.locator("#flash")).to_contain_text("Saved.")
    plain.get_by_role("button", name="Back to the standard words").click()
    expect(plain.locator("#flash")).to_contain_text("yours are kept.")
    expect(mail.locator("body")).to_contain_text("Can you take this on, by")
    expect(plain.get_by_label("Subject")).to_have_value("Will you do {task}?")
    plain.get_by_role("button", name="Undo").click()
    expect(mail.locator("body")).to_contain_text("Will you do Order the seedlings?")


def test_the_pages_are_for_everybody_in_both_languages(page, sign_in, site, ruth):
    sign_in(factories.administrator(ruth))
    inspection = Inspection(page)
    for language in ("en", "nl"):
        for where in ("/partnerships/coffee/words/", "/settings/mail/words/"):
            inspection.look(f"{where} {language}", f"{site}{where}?{language}")
            inspection.look(f"{where} one {language}", f"{site}{where}minutes/{language}/")
    page.goto(f"{site}/partnerships/coffee/words/minutes/nl/")
    page.get_by_label("Subject").fill("{x}")
    page.get_by_role("button", name="Save these words").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no field {x}")
    if wrong := inspection.problems():
        inspection.found["refused"] = wrong
    assert not inspection.found, inspection.report()
