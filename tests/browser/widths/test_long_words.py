"""A word of two hundred letters in every text that people wrote: no page scrolls sideways, on a desk or a phone."""

import pgtrigger
import pytest

from backbone.accounts.models import Person
from partnerships.models import Organisation, Partnership
from tests.browser.inspection import DESK, PHONE, WIDER_THAN_PHONE
from tests.browser.test_every_page import OWN_PAGES, PARTS, open_as, pages
from tests.walks import foreign
from tests.walks.test_hostile_texts import RENDERED

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "Donaudampfschifffahrt" * 10


@pytest.fixture
def wordy(world):
    """The demo with the word in every text of its partnership."""
    with pgtrigger.ignore():
        for model in foreign.models_of_a_partnership():
            if model not in RENDERED:
                foreign.write_into(model, model.objects.filter(partnership=world.of), WORD, foreign.behind)
        foreign.write_into(Partnership, Partnership.objects.filter(pk=world.of.pk), WORD, foreign.behind)
        foreign.write_into(Organisation, Organisation.objects.all(), WORD, foreign.behind)
        foreign.write_into(Person, Person.objects.all(), WORD, foreign.behind)
    return world


@pytest.mark.parametrize("part", range(PARTS))
def test_no_word_makes_a_page_of_the_coordinators_wider_than_the_screen(part, wordy, page, sign_in, site):
    assert too_wide(pages("coordinator")[part::PARTS], "coordinator", wordy, page, sign_in, site) == {}


@pytest.mark.parametrize("role", OWN_PAGES)
def test_no_word_makes_a_page_wider_than_the_screen(role, wordy, page, sign_in, site):
    assert too_wide(pages(role), role, wordy, page, sign_in, site) == {}


def too_wide(names, role, world, page, sign_in, site):
    """{name and width: what sticks out}."""
    _inspection, at = open_as(world, role, page, sign_in, site)
    found = {}
    for name in names:
        page.goto(at(name))
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            if wide := page.evaluate(WIDER_THAN_PHONE):
                found[f"{name} at {size['width']}"] = wide
    return found
