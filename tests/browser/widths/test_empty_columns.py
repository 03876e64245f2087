"""A new partnership's table of partners, in which nothing is known yet, has its columns where a filled one has them."""

import pytest

from tests import factories
from tests.browser.inspection import DESK

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "Two researchers, a room, forty days of staff, the register and all its data"
LEFT = "heads => heads.map((head) => Math.round(head.getBoundingClientRect().left))"


def columns(page, site, of):
    page.goto(f"{site}/partnerships/{of.slug}/partners/")
    return page.locator(".partner-table thead th").evaluate_all(LEFT)


def test_empty_columns_stand_where_filled_ones_do(site, sign_in, page):
    ruth = factories.person("Ruth")
    empty, filled = (factories.partnership(slug=slug) for slug in ("empty", "filled"))
    for of in (empty, filled):
        factories.coordinator(of, ruth)
        factories.partner(of, "Growers’ Union")
        factories.partner(of, "Institute for Farming")
    for partner in filled.partners.all():
        partner.contributions.create(partnership=filled, description=WORD)
        partner.benefits.create(partnership=filled, description=WORD)
    sign_in(ruth)
    page.set_viewport_size(DESK)
    bare, full = columns(page, site, empty), columns(page, site, filled)
    assert max(abs(one - other) for one, other in zip(bare, full, strict=True)) < 40
