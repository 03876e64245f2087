"""What a load balancer is told."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def test_it_says_ok_when_the_servers_answer(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_names_the_server_that_does_not_answer(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/valkey"}}
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no answer: valkey\n")
