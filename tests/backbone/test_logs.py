"""Log lines say who, where and when, and never what opens something."""

import json
import logging

import pytest

from backbone.logs import Line, WithoutTokens, about, without_tokens

pytestmark = pytest.mark.fast

TOKEN = "3f2a9c1e-5b7d-4e11-9a0c:Zk9_secret-part"


@pytest.mark.parametrize(
    "address",
    [
        f"/l/{TOKEN}/",
        f"/l/{TOKEN}/tasks/7/",
        f"/start/{TOKEN}/",
        f"/demo/{TOKEN}/",
        f"/mailed-files/{TOKEN}/",
        f"/mailed-files/papers/{TOKEN}/",
    ],
)
def test_the_secret_part_of_an_address_is_taken_out(address):
    assert TOKEN not in without_tokens(f"GET {address} 200")
    assert address[:3] in without_tokens(address)


@pytest.mark.parametrize("address", ["/l/", "/start/", "/partnerships/bay/partners/", "/demo/", "/health/"])
def test_other_addresses_stay(address):
    assert without_tokens(address) == address


def test_a_line_holds_the_request_and_no_token():
    about(request="abc", person=3, partnership=7)
    record = logging.LogRecord("web", logging.INFO, __file__, 1, "GET %s", (f"/l/{TOKEN}/",), None)
    WithoutTokens().filter(record)
    row = json.loads(Line().format(record))
    assert (row["request"], row["person"], row["partnership"]) == ("abc", 3, 7)
    assert row["message"] == "GET /l/…/"


def test_an_error_that_names_an_address_holds_no_token():
    record = logging.LogRecord("web", logging.ERROR, __file__, 1, "failed", (), None)
    record.exc_info = (ValueError, ValueError(f"no page at /start/{TOKEN}/"), None)
    assert TOKEN not in Line().format(record)


def test_each_answer_carries_its_request_id(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="backbone.requests"):
        answer = client.get("/health/")
    assert len(answer["X-Request-ID"]) == 12
    assert caplog.messages[-1].startswith("GET /health/ 200")
