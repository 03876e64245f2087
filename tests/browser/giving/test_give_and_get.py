"""A partner offers a room and says what it gets; its coordinator agrees, and both stand on one page. No scripts, a phone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.inspection import Inspection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    return factories.partnership("Highland coffee", "coffee")


@pytest.fixture
def peter(coffee):
    return factories.representative(
        factories.partner(coffee, "Kigezi Farmers’ Union"), factories.person("Peter")
    )


@pytest.fixture
def on_a_phone(browser, page, sign_in):
    """A phone without scripts on which somebody is signed in."""
    contexts = []

    def open_for(person):
        sign_in(person)
        contexts.append(
            browser.new_context(
                java_script_enabled=False,
                storage_state=page.context.storage_state(),
                viewport={"width": 390, "height": 800},
            )
        )
        return contexts[-1].new_page()

    yield open_for
    for context in contexts:
        context.close()


def test_what_is_offered_is_agreed_and_stands_beside_the_money(site, on_a_phone, coffee, peter):
    phone = on_a_phone(peter)
    phone.goto(f"{site}/partnerships/coffee/give-and-get/")
    phone.get_by_role("link", name="Offer something").click()
    phone.get_by_label("What", exact=True).fill("A hall on Mondays")
    phone.get_by_label("Space").check()
    phone.get_by_role("button", name="Offer it", exact=True).click()
    phone.goto(f"{site}/partnerships/coffee/give-and-get/")
    phone.get_by_role("link", name="Say what you get or hope for").click()
    phone.get_by_label("What it gets").fill("We know who buys our coffee")
    phone.get_by_role("button", name="Propose it", exact=True).click()
    hers = on_a_phone(factories.coordinator(coffee))
    for what in ("A hall on Mondays", "We know who buys our coffee"):
        hers.goto(f"{site}/partnerships/coffee/")
        hers.get_by_role("listitem").filter(has_text=what).get_by_role("button", name="Agree").click()
        expect(hers.locator("#flash")).to_contain_text("Agreed")
    hers.goto(f"{site}/partnerships/coffee/give-and-get/")
    row = hers.get_by_role("row").filter(has_text="Kigezi Farmers")
    expect(row).to_contain_text("A hall on Mondays")
    expect(row).to_contain_text("We know who buys our coffee")
    expect(row).to_contain_text("Pledged")


def test_the_page_is_for_everybody(page, site, sign_in, coffee, peter):
    partner = coffee.partners.get()
    for kind, value, currency in (("space", None, "EUR"), ("cash", 1200, "EUR"), ("cash", 90, "USD")):
        partner.contributions.create(
            partnership=coffee, description=f"Gift of {kind}", kind=kind, value=value, currency=currency
        )
    partner.benefits.create(partnership=coffee, description="Training", expected=True)
    sign_in(peter)
    inspection = Inspection(page)
    inspection.look("give and get", f"{site}/partnerships/coffee/give-and-get/")
    assert not inspection.found, inspection.report()
