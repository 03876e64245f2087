"""A partner's own part is one page, however much there is to say."""

import pytest

from partnerships.agreement_papers import papers
from partnerships.agreements import writing
from partnerships.models import Benefit, Body, Contribution
from tests import factories
from tests.pdfs import pages_of
from tests.walks.paper.structure import faults


@pytest.fixture
def full(coffee, union, peter, ruth):
    """A partner with as much as a busy one has; its clauses are those that are written for it."""
    for n in range(4):
        factories.representative(union, factories.person(f"Nalongo Namukasa {n}"))
        Contribution.objects.create(partnership=coffee, partner=union, description=f"Extension staff {n}")
        Benefit.objects.create(partnership=coffee, partner=union, description=f"A fair price {n}")
        body = Body.objects.create(partnership=coffee, name=f"Nursery group {n}")
        union.bodies.add(body, through_defaults={"partnership": coffee})
    writing.issue(writing.write(coffee), by=ruth)
    return union


def made(partner):
    return papers.PAPERS[papers.PART].make(partner.partnership, partner=partner.pk)


def test_what_a_busy_partner_has_fits_on_it(full):
    (page,) = pages_of(made(full))
    for n in range(4):
        assert f"Extension staff {n}" in page
    assert "more than one page holds" not in page


def test_of_very_much_it_counts_the_rest_and_says_where_it_is(full):
    for n in range(40):
        words = f"Vehicle {n} " + "with driver and fuel for the whole season " * 3
        Contribution.objects.create(partnership=full.partnership, partner=full, description=words)
    content = made(full)
    (page,) = pages_of(content)
    assert "There is more than one page holds" in page
    assert f"/partners/{full.pk}/" in page
    assert "more" in page
    assert faults(content) == []
