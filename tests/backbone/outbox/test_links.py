"""The secret part of a link is made when a mail leaves, and only we can make it."""

import uuid

import pytest
from django.test import override_settings

from backbone.outbox import link_tokens

pytestmark = pytest.mark.fast


def test_a_token_leads_back_to_its_uuid():
    link = uuid.uuid4()
    assert link_tokens.uuid_of(link_tokens.token(link)) == link
    assert len(link_tokens.token(link)) == 43


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", lambda t: "A" + t[1:], lambda t: t + "=", lambda t: ""]
)
def test_a_changed_token_opens_nothing(change):
    token = link_tokens.token(uuid.UUID(int=2**127 + 5))
    assert link_tokens.uuid_of(change(token)) is None


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "a b", "../../etc", "A" * 43, "A" * 5000])
def test_nonsense_opens_nothing(token):
    assert link_tokens.uuid_of(token) is None


def test_a_token_of_another_key_opens_nothing_and_of_a_former_key_still_does():
    link = uuid.uuid4()
    with override_settings(SECRET_KEY="another" * 8):
        token = link_tokens.token(link)
    assert link_tokens.uuid_of(token) is None
    with override_settings(SECRET_KEY_FALLBACKS=["another" * 8]):
        assert link_tokens.uuid_of(token) == link


def test_placeholders_are_filled_and_hidden():
    link = uuid.uuid4()
    text = f"Answer: {link_tokens.placeholder(link)} now"
    assert link_tokens.fill(text) == f"Answer: http://testserver/l/{link_tokens.token(link)}/ now"
    assert link_tokens.hide(text) == "Answer: … now"


def test_a_link_that_was_mailed_opens_for_ever_whatever_the_modules_are_called():
    with override_settings(SECRET_KEY="a key of this test " * 3):
        token = link_tokens.token(uuid.UUID(int=5))
    assert token == "AAAAAAAAAAAAAAAAAAAABVoh1fPcBegxvgvcAdFXfvE"
