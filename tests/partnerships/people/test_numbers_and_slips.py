"""People found by a number that is written otherwise, and offered as known twice for a slip in a name."""

import pytest

from partnerships import persons
from partnerships.merges import likely_doubles
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.mark.parametrize(
    ("written", "typed", "is_it"),
    [
        ("0772 123-456", "0772123456", True),
        ("0772 123-456", "+256772123456", True),
        ("0772 123-456", "00256 772 123 456", True),
        ("+256 (0) 772 123456", "0772.123.456", True),
        ("+256 (0) 772 123456", "+256772123456", True),
        ("(0772) 123456", "123456", True),
        ("0772 123-456", "0773123456", False),
        ("0123", "+256772000123", False),
        ("", "0772123456", False),
    ],
)
def test_a_number_is_found_however_it_is_written(as_, coffee, union, ruth, written, typed, is_it):
    factories.representative(union, factories.person("Ada Okello", phone=written))
    contacts = as_(ruth).get("/partnerships/coffee/contacts/", {"q": typed}).text
    everybody = as_(factories.administrator()).get("/people/", {"q": typed}).text
    assert [("Ada Okello" in text) for text in (contacts, everybody)] == [is_it, is_it]


def test_a_name_of_one_word_with_a_letter_too_many_is_offered(coffee, union):
    one, two, third = (
        factories.representative(union, factories.person(name)) for name in ("Mugabo", "Mugabbo", "Magubo")
    )
    here = persons.known_here(coffee)
    assert likely_doubles.of_person(one, here) == [two]
    assert likely_doubles.of_person(two, here) == [one]
    assert likely_doubles.of_person(third, here) == []
