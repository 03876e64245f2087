"""After signing out the back button shows nothing of what was seen before."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "address", ["/partnerships/coffee/", "/me/two-factor/app/", "/partnerships/coffee/correspondence/"]
)
def test_a_page_does_not_come_back_after_signing_out(site, page, sign_in, address):
    person = factories.coordinator(
        factories.partnership("Coffee Platform", "coffee"), factories.person("Ruth")
    )
    sign_in(person)
    page.goto(f"{site}{address}")
    seen = page.locator("h1").inner_text()
    page.goto(f"{site}/sign-out/")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    for _back in range(2):
        page.go_back()
    expect(page).to_have_url(re.compile("/sign-in/"))
    expect(page.locator("body")).not_to_contain_text(seen)
