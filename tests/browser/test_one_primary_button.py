"""A page has one thing that it is for: of the buttons in the accent's colour at most one is seen when it opens."""

import pytest

from tests.browser.inspection import DESK
from tests.browser.test_every_page import OWN_PAGES, PARTS, open_as, pages

pytestmark = pytest.mark.django_db(transaction=True)

PRIMARY = """() => [...document.querySelectorAll("main .btn")].filter(
    (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".vh")
      && !one.matches(".btn--plain, .btn--quiet, .btn--link")
  ).map((one) => one.textContent.trim().replace(/\\s+/g, " "))"""


def walk(names, role, world, page, sign_in, site):
    """{name: its primary buttons}, of those pages that have more than one."""
    _inspection, at = open_as(world, role, page, sign_in, site)
    page.set_viewport_size(DESK)
    found = {}
    for name in names:
        page.goto(at(name))
        buttons = page.evaluate(PRIMARY)
        if len(buttons) > 1:
            found[name] = buttons
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_a_coordinators_page_has_one_primary_button(part, world, page, sign_in, site):
    assert walk(pages("coordinator")[part::PARTS], "coordinator", world, page, sign_in, site) == {}


@pytest.mark.parametrize("role", OWN_PAGES)
def test_a_page_has_one_primary_button(role, world, page, sign_in, site):
    assert walk(pages(role), role, world, page, sign_in, site) == {}
