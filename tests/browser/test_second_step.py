"""Where two factors are required, a coordinator sets the second one up before anything else."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coordinator_sets_up_the_second_step_and_goes_on(page, site, sign_in, settings):
    settings.TWO_FACTOR_REQUIRED = True
    of = factories.partnership("Coffee Platform", "coffee")
    sign_in(factories.coordinator(of))
    page.goto(f"{site}/partnerships/coffee/")
    page.goto(f"{site}/me/two-factor/app/") if "/app/" not in page.url else None
    expect(page).to_have_url(re.compile("/me/two-factor/app/"))
    secret = page.locator(".secret").inner_text()
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.locator("main form button[type=submit], main form button.btn").first.click()
    expect(page.locator("code").first).to_be_visible()
    page.goto(f"{site}/partnerships/coffee/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coffee Platform")
