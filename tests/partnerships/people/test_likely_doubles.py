"""Which people are offered as perhaps the same, by their names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships import persons
from partnerships.merges import likely_doubles
from partnerships.people import merging
from tests import factories
from tests.factories import link_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("other", "is_offered"),
    [
        ("A. Okello", True),
        ("Okello, Ada", True),
        ("ADA OKELLO", True),
        ("Ada Nakato", False),
        ("Joel Okello", False),
        ("Ada Okkello", True),
        ("Ada Okelo", True),
        ("Okella Ada", True),
        ("Ada Okeoll", False),
        ("Ida Okello", False),
    ],
)
def test_which_names_are_offered(coffee, union, other, is_offered):
    one = factories.representative(union, factories.person("Ada Okello"))
    two = factories.representative(union, factories.person(other))
    assert (two in likely_doubles.of_person(one, persons.known_here(coffee))) == is_offered


def test_a_name_of_one_word_with_a_letter_too_many_is_offered(coffee, union):
    one, two, third = (
        factories.representative(union, factories.person(name)) for name in ("Mugabo", "Mugabbo", "Magubo")
    )
    here = persons.known_here(coffee)
    assert likely_doubles.of_person(one, here) == [two]
    assert likely_doubles.of_person(two, here) == [one]
    assert likely_doubles.of_person(third, here) == []


def test_it_asks_as_often_for_many_rows_as_for_one(ruth, coffee, union):
    asked, _known = [], ruth.standing.coordinates
    for many in (1, 60):
        gone, stays = (factories.representative(union) for _ in range(2))
        for _ in range(many):
            factories.task(coffee, owner=gone)
            link_for(gone, coffee, "test")
        with CaptureQueriesContext(connection) as queries:
            merging.merge_people(gone, stays, by=ruth)
        asked.append(len(queries))
    assert asked[0] == asked[1]
