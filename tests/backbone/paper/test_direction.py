"""On paper, as on pages, words of people run the way they are written."""

from xml.etree import ElementTree

import pytest

from backbone.paper import direction
from backbone.typed_text import after_latin, direction_of

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("words", "runs"),
    [("שלום.", "rtl"), ("3. مرحبا", "rtl"), ("M3 שלום", "ltr"), ("王小明", "ltr"), ("12 – 14", "ltr")],
)
def test_the_first_letter_decides(words, runs):
    assert direction_of(words) == runs


def test_what_leaves_it_to_its_words_is_given_their_direction():
    page = ElementTree.fromstring(
        '<body><p dir="auto">שלום <b>Ruth</b></p><p>שלום</p><bdi>مرحبا</bdi><h1 dir="auto">Plan</h1></body>'
    )
    direction.resolve(page)
    assert [one.get("dir") for one in page] == ["rtl", None, "rtl", "ltr"]


def test_after_a_number_words_from_the_right_are_set_apart():
    assert after_latin("שלום.") == "\u2068שלום.\u2069"
    assert after_latin("Nursery.") == "Nursery."
