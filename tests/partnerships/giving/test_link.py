"""What a partner offers and gets, said from the link of a mail, without an account."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.models import Removal
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


@pytest.fixture
def offer(client, address, union):
    client.post(address, {"say": "offer", "description": "A hall", "kind": "space", "revision": 0})
    return union.contributions.get()


@pytest.fixture
def change(token, offer):
    return reverse("link_offer", args=[token, offer.pk])


def test_an_offer_is_changed_behind_the_link(client, address, offer, change):
    assert change in client.get(address).text
    assert 'value="A hall"' in client.get(change).text
    typed = {"description": "A large hall", "kind": "space", "revision": 0}
    assert "Saved: “A large hall”" in client.post(change, typed, follow=True).text
    offer.refresh_from_db()
    assert (offer.description, offer.state) == ("A large hall", "offered")
    assert client.post(change, {**typed, "revision": 1, "quantity": "-1"}).status_code == 422
    assert client.post(change, typed).status_code == 409


def test_an_offer_is_withdrawn_behind_the_link(client, ruth, union, change):
    page = client.post(change, {"withdraw": "1"}, follow=True)
    assert "“A hall” is withdrawn" in page.text
    assert not union.contributions.exists()
    assert Removal.objects.get().name == "A hall"
    assert client.get(change).status_code == 404


def test_what_was_agreed_stays_as_it_is(client, address, offer, change):
    offer.state = "pledged"
    offer.save()
    assert change not in client.get(address).text
    assert "was agreed already" in client.post(change, {"withdraw": "1"}, follow=True).text
    assert "was agreed already" in client.get(change, follow=True).text
    offer.refresh_from_db()
    assert offer.description == "A hall"


def test_what_is_typed_while_it_is_agreed_is_kept_and_proposed_as_a_change(client, offer, change, union):
    offer.state = "pledged"
    offer.save()
    typed = {"description": "A large hall", "kind": "space", "revision": 0}
    page = client.post(change, typed)
    assert page.status_code == 409
    assert "recorded as “A hall”" in page.text
    assert 'value="A large hall"' in page.text
    assert client.post(change, {**typed, "as_change": "1", "quantity": "-1"}).status_code == 409
    assert "Proposed as a change" in client.post(change, {**typed, "as_change": "1"}, follow=True).text
    assert [str(row) for row in union.contributions.open_offers()] == ["A large hall"]
    offer.refresh_from_db()
    assert (offer.description, offer.state) == ("A hall", "pledged")


def test_a_proposed_benefit_is_changed_and_withdrawn_behind_the_link(client, address, token, union):
    client.post(address, {"say": "benefit", "description": "We are heard", "revision": 0})
    row = union.benefits.get()
    change = reverse("link_proposed_benefit", args=[token, row.pk])
    assert change in client.get(address).text
    client.post(change, {"description": "We decide, too", "revision": 0})
    row.refresh_from_db()
    assert (row.description, row.is_proposed, row.own_words) == ("We decide, too", True, True)
    client.post(change, {"withdraw": "1"})
    assert not union.benefits.exists()


def test_an_offer_of_another_partner_is_not_there(client, token, coffee):
    other = factories.partner(coffee)
    row = other.contributions.create(partnership=coffee, description="A field", state="offered")
    address = reverse("link_offer", args=[token, row.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"withdraw": "1"}).status_code == 404
    assert other.contributions.exists()
