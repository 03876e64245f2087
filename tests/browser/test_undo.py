"""Undo where the eye is: a button on the page that follows, without scripts, and for everybody."""

import pytest
from playwright.sync_api import expect

from partnerships.models import Removal
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
def union(coffee):
    return factories.partner(coffee, "Kigezi Farmers’ Union")


@pytest.fixture
def gift(coffee, union):
    return union.contributions.create(partnership=coffee, description="A hall for the whole of the season")


@pytest.fixture
def plain(browser, page, sign_in, ruth):
    """A browser without scripts, signed in."""
    sign_in(ruth)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    yield context.new_page()
    context.close()


def test_a_contribution_is_back_with_one_click(plain, site, union, gift):
    plain.goto(f"{site}/contributions/{gift.pk}/edit/")
    plain.get_by_role("button", name="Remove it").click()
    expect(plain.locator("#flash")).to_contain_text("is removed.")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("#flash")).to_contain_text("is back.")
    assert union.contributions.get() == gift


def test_a_private_note_is_back_with_one_click(plain, site, coffee, union, ruth):
    union.private_notes.create(partnership=coffee, text="Tired of it", by=ruth)
    plain.goto(f"{site}/partners/{union.pk}/notes/")
    plain.get_by_role("button", name="Delete for good").click()
    expect(plain.locator("main")).not_to_contain_text("Tired of it")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("main")).to_contain_text("Tired of it")


def test_pages_with_an_undo_are_for_everybody(page, sign_in, site, coffee, union, ruth, gift):
    sign_in(ruth)
    union.private_notes.create(partnership=coffee, text="Tired of it", by=ruth)
    ways = {
        "removed": (f"/contributions/{gift.pk}/edit/", "Remove it"),
        "note": (f"/partners/{union.pk}/notes/", "Delete for good"),
        "bin": ("/partnerships/coffee/bin/", None),
    }
    inspection = Inspection(page)
    for name, (address, button) in ways.items():
        inspection.by_daylight()
        page.goto(site + address)
        if button:
            page.get_by_role("button", name=button).click()
            expect(page.get_by_role("button", name="Undo")).to_be_visible()
        if wrong := inspection.problems():
            inspection.found[name] = wrong
    assert not inspection.found, inspection.report()
    assert Removal.objects.count() == 1
