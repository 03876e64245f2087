"""A partnership of coffee people with a meeting on Thursday 3 December 2026, and its coordinator's browser."""

import pytest

from tests import factories
from tests.meetings.minutes.steps import issue


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


@pytest.fixture
def minuted(coffee):
    """The meeting with a note, two action points (Anna there, Okello away), a decision and an open question."""
    factories.line(coffee.meeting, "Four districts visited", coffee.second)
    factories.line(coffee.meeting, "! Anna: send the site list, 11 December", coffee.second)
    factories.line(coffee.meeting, "! Okello: ask the district for the title", coffee.second)
    factories.line(coffee.meeting, "= We open nurseries in Kasese", coffee.second)
    factories.line(coffee.meeting, "? Who pays", coffee.second)
    return coffee


@pytest.fixture
def issued(minuted):
    """The same with version 1 of the minutes issued to Anna and Okello."""
    issue(minuted)
    return minuted
