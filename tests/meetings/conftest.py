"""A partnership of coffee people with a meeting on Thursday 3 December 2026, and its coordinator's browser."""

from types import SimpleNamespace

import pytest

from tests import factories


@pytest.fixture
def coffee(db):
    """Anna of the co-op, two Peters and Grace; Ruth coordinates; a meeting with two items, nobody recorded."""
    of = factories.partnership("Coffee Platform", "coffee")
    ruth = factories.coordinator(of, factories.person("Ruth Nansubuga"))
    coop = factories.partner(of, "Rwenzori Growers Co-op")
    ministry = factories.partner(of, "Ministry of Agriculture")
    kigezi = factories.partner(of, "Kigezi Union")
    anna = factories.representative(coop, factories.person("Anna Kyomuhendo"), capacity="lead")
    okello = factories.representative(ministry, factories.person("Peter Okello"), capacity="lead")
    mwesigwa = factories.representative(kigezi, factories.person("Peter Mwesigwa"), capacity="alternate")
    meeting = factories.meeting(of, "Steering committee 10")
    first = factories.agenda_item(meeting, "Welcome", minutes=10)
    second = factories.agenda_item(meeting, "Nursery sites", minutes=30, purpose="decide")
    rows = {
        "anna": factories.attendance(meeting, anna, "present", coop),
        "okello": factories.attendance(meeting, okello, "apologies", ministry),
        "mwesigwa": factories.attendance(meeting, mwesigwa, "", kigezi),
    }
    return SimpleNamespace(
        of=of, ruth=ruth, coop=coop, ministry=ministry, kigezi=kigezi, anna=anna, okello=okello,
        mwesigwa=mwesigwa, meeting=meeting, first=first, second=second, rows=rows,
    )  # fmt: skip


@pytest.fixture
def ruth(coffee, client):
    """The coordinator's browser."""
    client.force_login(coffee.ruth)
    return client


@pytest.fixture
def browser_of():
    """A browser in which somebody is signed in."""
    from django.test import Client

    def sign_in(person):
        browser = Client()
        browser.force_login(person)
        return browser

    return sign_in
