"""The made-up language's judge: it must neither miss a forgotten word nor see one in a code."""

import pytest

from tests.walks.made_up import unmarked

pytestmark = pytest.mark.fast


@pytest.mark.parametrize("text", ["GBWD-MNBL", "⟦Sign in⟧ GB", "SHA-256 0123456789abcdef", "⟦until⟧ GB"])
def test_translated_typed_and_coded_texts_pass(text):
    assert unmarked([text], ["GB"]) == []


@pytest.mark.parametrize("text", ["Sign in", "⟦Sign in⟧ now", "GBX is forgotten"])
def test_a_word_nobody_marked_is_found(text):
    assert unmarked([text], ["GB"]) == [text]
