"""What a partner offers and gets, said from the link of a mail, without an account."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(coffee, peter):
    return link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)


@pytest.fixture
def address(token, union):
    return reverse("link_giving", args=[token, union.pk])


def test_the_way_to_it_stands_on_the_page_of_the_link(client, token, address):
    assert address in client.get(reverse("link", args=[token])).text


def test_something_is_offered_and_waits_for_the_coordinator(client, address, peter, union):
    client.post(address, {"say": "offer", "description": "A hall", "kind": "space", "revision": 0})
    row = union.contributions.get()
    assert (row.state, row.description, row.recorded_by) == ("offered", "A hall", peter)
    assert "A hall" in client.get(address).text


def test_what_it_gets_is_proposed_in_its_own_words(client, address, union):
    client.post(address, {"say": "benefit", "description": "Our growers are heard", "revision": 0})
    row = union.benefits.get()
    assert (row.is_proposed, row.own_words) == (True, True)


def test_less_than_nothing_is_refused_and_what_was_typed_stays(client, address, union):
    typed = {"say": "offer", "description": "A hall", "kind": "space", "quantity": "-1", "revision": 0}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "A hall" in page.text
    assert not union.contributions.exists()


def test_of_another_partner_nothing_is_seen_or_said(client, token, coffee):
    other = factories.partner(coffee)
    address = reverse("link_giving", args=[token, other.pk])
    assert client.get(address).status_code == 404
    typed = {"say": "offer", "description": "A hall", "kind": "space", "revision": 0}
    assert client.post(address, typed).status_code == 404
    assert not other.contributions.exists()


def test_a_currency_that_is_none_is_refused(client, address, union):
    typed = {"say": "offer", "description": "Money", "kind": "cash", "value": "5", "currency": "ABC"}
    page = client.post(address, {**typed, "revision": 0})
    assert (page.status_code, union.contributions.count()) == (422, 0)
