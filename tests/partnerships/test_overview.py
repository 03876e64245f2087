"""The list of partnerships and a partnership's overview."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def coffee(client):
    """A partnership whose coordinator is signed in."""
    coffee = factories.partnership(name="Uganda Coffee Platform", slug="coffee")
    client.force_login(factories.coordinator(coffee, name="Ruth") if False else factories.coordinator(coffee))
    return coffee


def fill(partnership, number):
    for _ in range(number):
        partner = factories.partner(partnership)
        factories.representative(partner)
        partner.contributions.create(partnership=partnership, description="Extension staff")
        partner.benefits.create(partnership=partnership, description="One reporting line")


def test_anonymous_is_sent_to_sign_in(client):
    assert client.get("/partnerships/").status_code == 302


def test_overview_shows_what_partners_give_and_get(client, coffee):
    fill(coffee, 1)
    page = client.get("/partnerships/coffee/").content.decode()
    assert "Extension staff" in page
    assert "One reporting line" in page


def test_overview_of_an_empty_partnership_offers_the_first_step(client, coffee):
    page = client.get("/partnerships/coffee/").content.decode()
    assert reverse("partner_new", args=["coffee"]) in page
