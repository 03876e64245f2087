"""What is larger than any page sends is refused by what it says of itself, and nothing of it is kept."""

import pytest
from django.urls import reverse

MB = 1024 * 1024


@pytest.mark.parametrize(("headers", "is_page"), [({}, True), ({"HX-Request": "true"}, False)])
def test_a_request_that_is_too_large_is_refused(client, settings, headers, is_page):
    settings.REQUEST_LIMIT = MB
    answer = client.generic("POST", reverse("home"), b"x" * (MB + 1), headers=headers)
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.text
    assert ("<html" in answer.text) is is_page


def test_one_that_does_not_say_how_large_it_is_has_no_body(client):
    assert client.generic("POST", reverse("home"), b"", CONTENT_LENGTH="lots").status_code == 405
