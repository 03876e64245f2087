"""A button beside a long text keeps its words whole."""

import pytest

from partnerships import partners
from tests import factories
from tests.browser.inspection import DESK

pytestmark = pytest.mark.django_db(transaction=True)


def test_undo_beside_who_left_is_one_line(site, sign_in, page):
    of = factories.partnership("Coffee", slug="coffee")
    partner = factories.partner(of, "Growers’ Union")
    partners.stop_representing(
        factories.representative(partner, factories.person("Pieter de Vries")).represents.get()
    )
    sign_in(factories.coordinator(of))
    page.set_viewport_size(DESK)
    page.goto(f"{site}{partner.get_absolute_url()}")
    button = page.get_by_role("button", name="Undo")
    assert button.bounding_box()["height"] < 60
