"""A partner offers what it could give; nothing counts on it until a coordinator agrees."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.needs import in_full
from partnerships.agreements import writing
from partnerships.models import Contribution
from partnerships.needing import offer_needs
from tests import factories

FORM = {"description": "A hall on Mondays", "kind": "kind", "revision": 0}


@pytest.fixture
def address(union):
    return reverse("contribution_offer", args=[union.pk])


@pytest.fixture
def offer(as_, peter, union, address):
    as_(peter).post(address, FORM)
    return union.contributions.get()


def test_it_says_who_offers_and_needs_a_coordinator(offer, ruth, peter, coffee):
    assert (offer.state, offer.source, offer.recorded_by) == ("offered", "Peter Mugabo", peter)
    (row,) = in_full(offer_needs.of_partners(ruth, coffee))
    assert (row.title, row.action, row.is_post) == ("A hall on Mondays", "Agree", True)
    assert not list(offer_needs.of_partners(peter, coffee))


def test_a_coordinator_agrees_once(as_, ruth, offer, coffee):
    agreement = reverse("contribution_agreement", args=[offer.pk])
    assert "is pledged" in as_(ruth).post(agreement, follow=True).text
    offer.refresh_from_db()
    assert offer.state == "pledged"
    assert "agreed already" in as_(ruth).post(agreement, follow=True).text
    assert not list(offer_needs.of_partners(ruth, coffee))


def test_until_then_it_is_between_the_two(as_, ruth, peter, union, offer, coffee):
    other = factories.representative(factories.partner(coffee))
    page = union.get_absolute_url()
    for person, is_shown in (
        (ruth, True),
        (peter, True),
        (other, False),
        (factories.observer(coffee), False),
    ):
        assert ("A hall on Mondays" in as_(person).get(page).text) is is_shown
    assert "A hall on Mondays" not in as_(ruth).get(reverse("partners", args=[coffee.slug])).text
    agreement = writing.write(coffee)
    assert "A hall on Mondays" not in writing.compose(agreement, list(agreement.clauses.all()))


@pytest.mark.parametrize("amount", ["-1", "a lot"])
def test_less_than_nothing_is_no_offer(as_, peter, union, address, amount):
    page = as_(peter).post(address, {**FORM, "quantity": amount})
    assert (page.status_code, union.contributions.count()) == (422, 0)
    assert "A hall on Mondays" in page.text


def test_nobody_offers_for_another_partner(as_, coffee, address):
    other = factories.representative(factories.partner(coffee))
    assert as_(other).get(address).status_code == 403
    assert as_(other).post(address, FORM).status_code == 403
    assert not Contribution.objects.exists()


def test_the_database_knows_the_states(union):
    with pytest.raises(IntegrityError, match="contribution_state"), transaction.atomic():
        union.contributions.create(partnership=union.partnership, description="Hall", state="perhaps")
