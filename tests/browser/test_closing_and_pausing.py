"""Closing a partnership and opening it again, and a partner's pause, in a browser without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backbone.outbox import link_tokens
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.closing import closing
from partnerships.models import Partnership, Pause
from partnerships.pausing import pauses
from tests import factories
from tests.browser.inspection import Inspection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coffee():
    return factories.partnership("Highland coffee", "coffee")


@pytest.fixture
def union(coffee):
    return factories.partner(coffee, "Kigezi Farmers’ Union")


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


def test_a_partnership_is_closed_and_opened_again(plain, site, coffee):
    plain.goto(f"{site}/partnerships/coffee/edit/")
    plain.get_by_label("A word about it").fill("The programme has ended")
    plain.get_by_role("button", name="Close this partnership").click()
    expect(plain.get_by_text("Closed since")).to_contain_text("The programme has ended")
    assert plain.get_by_role("link", name="Edit").count() == 0
    plain.goto(f"{site}/partnerships/coffee/partners/new/")
    expect(plain.get_by_role("heading", name="This partnership is closed")).to_be_visible()
    plain.goto(f"{site}/partnerships/")
    plain.get_by_role("button", name="Open again").click()
    expect(plain.get_by_role("link", name="Edit")).to_be_visible()
    assert Partnership.objects.get().closed_at is None


def test_a_partner_pauses_and_goes_on(plain, site, union):
    last = today_of(union.partnership) + timedelta(days=200)
    plain.goto(f"{site}/partners/{union.pk}/")
    plain.get_by_role("link", name="Pause…").click()
    plain.get_by_label("Only informed until").fill(last.isoformat())
    plain.get_by_role("button", name="Pause", exact=True).click()
    expect(plain.get_by_role("heading", name=f"Paused until {dates.long(last)}")).to_be_visible()
    plain.get_by_role("button", name="End the pause now").click()
    expect(plain.get_by_role("heading", name="Paused until")).to_have_count(0)
    assert Pause.objects.get().ended_at is not None


def test_their_pages_are_for_everybody_and_fit_a_phone(page, sign_in, site, ruth, coffee, union):
    elsewhere = factories.partnership("Elsewhere", "elsewhere")
    factories.coordinator(elsewhere, ruth)
    closing.close(elsewhere, words="The programme has ended", by=ruth)
    pauses.pause(coffee, today_of(coffee) + timedelta(days=200), partner=union, words="Harvest", by=ruth)
    token = link_tokens.token(factories.link_for(ruth, elsewhere, "tasks").pk)
    sign_in(ruth)
    inspection = Inspection(page)
    for address in ("", "elsewhere/", "coffee/", "coffee/edit/", "coffee/pause/"):
        inspection.look(address, f"{site}/partnerships/{address}")
    inspection.look("refused", f"{site}/partnerships/elsewhere/edit/", status=409)
    for address in (f"partners/{union.pk}/", f"partners/{union.pk}/pause/", "me/", f"l/{token}/"):
        inspection.look(address, f"{site}/{address}")
    assert not inspection.found, inspection.report()
