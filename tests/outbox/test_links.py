"""The secret part of a link is made when a mail leaves, and only we can make it."""

import uuid

import pytest
from django.test import override_settings

from backbone import links


def test_a_token_leads_back_to_its_uuid():
    link = uuid.uuid4()
    assert links.uuid_of(links.token(link)) == link
    assert len(links.token(link)) == 43


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", lambda t: "A" + t[1:], lambda t: t + "=", lambda t: ""]
)
def test_a_changed_token_opens_nothing(change):
    token = links.token(uuid.UUID(int=2**127 + 5))
    assert links.uuid_of(change(token)) is None


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "a b", "../../etc", "A" * 43, "A" * 5000])
def test_nonsense_opens_nothing(token):
    assert links.uuid_of(token) is None


def test_a_token_of_another_key_opens_nothing_and_of_a_former_key_still_does():
    link = uuid.uuid4()
    with override_settings(SECRET_KEY="another" * 8):
        token = links.token(link)
    assert links.uuid_of(token) is None
    with override_settings(SECRET_KEY_FALLBACKS=["another" * 8]):
        assert links.uuid_of(token) == link


def test_placeholders_are_filled_and_hidden():
    link = uuid.uuid4()
    text = f"Answer: {links.placeholder(link)} now"
    assert links.fill(text) == f"Answer: http://testserver/l/{links.token(link)}/ now"
    assert links.hide(text) == "Answer: … now"
