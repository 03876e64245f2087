"""Give and get: kinds beside one another, currencies never together, what partners propose and who sees it."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backbone.needs import in_full
from impact.giving import given_by_partner, total
from partnerships.agreements import writing
from partnerships.giving import side_by_side
from partnerships.models import Benefit, Contribution, Partner
from partnerships.needing import offer_needs
from tests import factories

GIFT = {"description": "A hall on Mondays", "kind": "space", "state": "pledged"}


@pytest.fixture
def address(coffee):
    return reverse("give_and_get", args=[coffee.slug])


@pytest.fixture
def proposal(as_, peter, union):
    data = {"description": "We are heard in the district", "expected": "on", "evidence": "Two letters"}
    as_(peter).post(reverse("benefit_proposal", args=[union.pk]), data)
    return union.benefits.get()


def give(partner, **fields):
    return partner.contributions.create(partnership=partner.partnership, description="Gift", **fields)


def test_values_are_summed_within_a_currency_and_never_over_them(coffee, union):
    other = factories.partner(coffee)
    for partner in (union, other):
        for currency, value in (("EUR", 1000), ("USD", 70), ("UGX", 5)):
            give(partner, kind="cash", state="delivered", value=value, currency=currency)
    give(union, kind="space")
    rows = {str(row.label): row for row in side_by_side.totals(coffee)}
    assert list(rows) == ["Space", "Cash"]
    cash = rows["Cash"].delivered
    assert cash.values == [(2000, "EUR"), (10, "UGX"), (140, "USD")]
    assert (cash.count, cash.unvalued) == (6, 0)
    space = rows["Space"].pledged
    assert (space.count, space.unvalued, space.values) == (1, 1, [])
    # What impact values counts the partnership's own currency alone, and names the others.
    given = given_by_partner(coffee)
    assert total(given, "cash") == 2000
    assert [len(row.foreign) for row in given] == [2, 2]


@pytest.mark.parametrize("kind", Contribution.IN_KIND)
def test_every_kind_but_cash_is_in_kind_for_impact(coffee, union, kind):
    give(union, kind=kind, state="delivered", value=30)
    (row,) = given_by_partner(coffee)
    assert (row.cash, row.in_kind) == (None, 30)


def test_cash_comes_in_its_own_currency(as_ruth, union):
    page = reverse("contribution_new", args=[union.pk])
    own = {**GIFT, "kind": "cash", "value": "€ 1.000,50", "currency": "eur", "basis": "Invoice 12"}
    as_ruth.post(page, own)
    as_ruth.post(page, {**own, "value": "$ 70", "currency": "USD", "conditions": "If the board agrees"})
    first, second = Contribution.objects.order_by("pk")
    assert (first.value, first.currency, first.basis) == (Decimal("1000.50"), "EUR", "Invoice 12")
    assert (second.value, second.currency, second.conditions) == (70, "USD", "If the board agrees")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "minus one"}, "is not a number"),
        ({"value": "-1"}, "Write 0 or more"),
        ({"value": "1e30"}, "is not understood as one number"),
        ({"value": "9" * 30}, "Write 999999999999.99 or less"),
        ({"value": "€ 5", "currency": "USD"}, "here it counts in USD"),
        ({"currency": "euro"}, "at most 3 characters"),
        ({"currency": "e1"}, "Three capital letters"),
        ({"kind": "gold"}, "Select a valid choice"),
        ({"proof_link": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_cannot_be_is_answered_in_words(as_ruth, union, wrong, words):
    page = as_ruth.post(reverse("contribution_new", args=[union.pk]), {**GIFT, **wrong})
    assert page.status_code == 422
    assert words in page.text
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"kind": "gold"}, "contribution_kind"), ({"currency": "eu"}, "contribution_currency")],
)
def test_the_database_refuses_it_too(union, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        give(union, **fields)


def test_a_partner_proposes_a_benefit_in_its_own_words_and_a_coordinator_agrees_once(
    as_, ruth, peter, coffee, proposal
):
    assert (proposal.own_words, proposal.is_proposed, proposal.source) == (True, True, "Peter Mugabo")
    (need,) = in_full(offer_needs.of_partners(ruth, coffee))
    assert (need.word, need.action, need.is_post) == ("Proposed", "Agree", True)
    agreement = reverse("benefit_agreement", args=[proposal.pk])
    assert as_(peter).post(agreement).status_code == 403
    assert "counts from now on" in as_(ruth).post(agreement, follow=True).text
    assert "agreed already" in as_(ruth).post(agreement, follow=True).text
    assert not list(offer_needs.of_partners(ruth, coffee))


def test_until_then_it_is_between_the_two(as_, ruth, peter, union, proposal, coffee, address):
    other = factories.representative(factories.partner(coffee))
    whole = (address, union.get_absolute_url())
    for person, is_shown in (
        (ruth, True),
        (peter, True),
        (other, False),
        (factories.observer(coffee), False),
    ):
        for page in whole:
            assert ("heard in the district" in as_(person).get(page).text) is is_shown
    assert [row.benefits for row in given_by_partner(coffee)] == [[], []]
    assert "heard in the district" not in as_(ruth).get(reverse("partners", args=[coffee.slug])).text
    files = reverse("benefit_files", args=[proposal.pk])
    assert (as_(other).get(files).status_code, as_(peter).get(files).status_code) == (403, 200)


def test_proof_of_an_offer_is_between_the_two(as_, peter, union, coffee):
    offer = give(union, state="offered")
    other = factories.representative(factories.partner(coffee))
    files = reverse("contribution_files", args=[offer.pk])
    assert (as_(other).get(files).status_code, as_(peter).get(files).status_code) == (403, 200)


def test_nobody_proposes_for_another_partner(as_, coffee, union):
    other = factories.representative(factories.partner(coffee))
    page = reverse("benefit_proposal", args=[union.pk])
    assert as_(other).post(page, {"description": "Everything"}).status_code == 403
    assert not Benefit.objects.exists()


def test_the_page_shows_all_by_name_with_kinds_side_by_side(as_, peter, union, coffee, address):
    early = factories.partner(coffee, "Acre Board")
    give(early, kind="cash", value=12, currency="USD")
    give(union, kind="space", quantity=2, unit="rooms", state="offered")
    page = as_(peter).get(address).text
    assert page.index("Acre Board") < page.index("Kigezi Farmers")
    assert "Gift, 2 rooms" in page
    assert reverse("contribution_offer", args=[union.pk]) in page
    assert reverse("contribution_offer", args=[early.pk]) not in page


def test_the_agreement_says_each_in_its_currency(coffee, union):
    give(union, kind="cash", value=10, currency="EUR")
    give(union, kind="cash", value=20, currency="USD")
    text = writing.write(coffee).clauses.get(key="resources").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Gift (cash, € 10); Gift (cash, $20)" in text


def test_two_hundred_partners_with_a_hundred_contributions_each_are_paged(as_, ruth, coffee, address):
    partners = [factories.partner(coffee) for _ in range(200)]
    Contribution.objects.bulk_create(
        Contribution(
            partnership=coffee,
            partner=partner,
            description=f"Days of work, part {n}",
            kind=Contribution.Kind.values[n % 8],
            value=n,
            currency=("EUR", "USD", "UGX")[n % 3],
        )
        for partner in partners
        for n in range(100)
    )
    client = as_(ruth)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert len(asked) == 10
    assert len(page.content) < 90_000
    assert "and 84 more" in page.text
    last = client.get(address, {"page": 8})
    assert str(Partner.objects.present().last()) in last.text
