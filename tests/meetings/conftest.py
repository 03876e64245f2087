"""A partnership of coffee people with a meeting on Thursday 3 December 2026, and its coordinator's browser."""

import pytest

from tests import factories


@pytest.fixture
def coffee(db):
    return factories.coffee_meeting()


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
