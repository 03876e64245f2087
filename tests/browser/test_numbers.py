"""A number typed in Chromium is the number that is stored and shown, whatever the browser's own language."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from backbone.numbers import number
from impact.models import Measurement
from tests import factories
from tests.impact.test_pages import indicator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partnership():
    return factories.partnership("Highland coffee", slug="coffee")


def type_a_figure(page, typed):
    page.locator("[name=value]").press_sequentially(typed)
    page.locator("[name=period_words]").fill("2025")
    page.locator("[name=source]").fill("Register")
    page.locator("[name=source]").press("Enter")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_decimal_comma_is_stored_and_shown_as_it_was_typed(
    site, browser, client, partnership, language, scripts
):
    person, row = factories.coordinator(partnership), indicator(partnership)
    type(person).objects.filter(pk=person.pk).update(language=language)
    client.force_login(person)
    context = browser.new_context(locale="en-US", java_script_enabled=scripts)
    context.add_cookies(
        [{"name": key, "value": cookie.value, "url": site} for key, cookie in client.cookies.items()]
    )
    page = context.new_page()
    page.goto(f"{site}/indicators/{row.pk}/measurements/new/")
    type_a_figure(page, "12,5")
    with override(language):
        expect(page.locator("main")).to_contain_text(number(Decimal("12.5")))
    assert Measurement.objects.get().value == Decimal("12.5")
    context.close()


def test_what_can_be_two_numbers_is_asked_about_beside_the_field_and_kept(site, page, sign_in, partnership):
    row = indicator(partnership)
    sign_in(factories.coordinator(partnership))
    page.goto(f"{site}/indicators/{row.pk}/measurements/new/")
    type_a_figure(page, "1.250")
    expect(page.locator("main")).to_contain_text("“1.250” can be 1.25 or 1250.")
    expect(page.locator("[name=value]")).to_have_value("1.250")
    page.locator("[name=value]").fill("1250")
    page.locator("[name=value]").press("Enter")
    expect(page.locator("main")).to_contain_text("1,250")
    assert Measurement.objects.get().value == 1250
