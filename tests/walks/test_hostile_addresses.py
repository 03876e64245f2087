"""Addresses and questions that no page links to: whatever stands in them, the answer is never a 500."""

from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests.access_table import addresses, rows
from tests.walks import foreign

pytestmark = pytest.mark.django_db

NUMBERS = ["9223372036854775808", "9" * 400, "0", "٣"]
WORDS = ["%00", "a" * 2000, "..%2f..%2fetc", "%0d%0aX:1", "‮"]
ASKED = ["-1", "9" * 400, "٣", "\x00", "2026-02-31", "'\"<%‮😀", "9999-12-31", "0001-01-01"]
# What lists are asked for, besides what each of them is seen to read.
USUAL = {"page", "q", "show", "sort", "state", "before", "item", "objective", "milestone", "mail", "next"}


def templates(patterns=None, before=""):
    """Each address as its route reads, such as tasks/<int:pk>/."""
    for entry in patterns or get_resolver().url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from templates(entry.url_patterns, route)


def spoiled(route):
    """The address with something hostile in the place of its parameters."""
    plain = route.strip("^$").replace(r"(?P<pk>\d+)", "<int:pk>").replace("(?P<criterion>[SAR])", "S")
    first, *parts = plain.split("<")
    for word in NUMBERS if "<int:" in plain else WORDS:
        yield "/" + first + "".join(_instead(word, part) for part in parts)


def _instead(word, part):
    kind, _, rest = part.partition(">")
    return (word if kind.startswith("int") or word in WORDS else "x") + rest


def answer_to(client, method, address, data=None):
    with transaction.atomic():
        status = getattr(client, method)(address, data).status_code
        transaction.set_rollback(True)
    return status


def statuses_of(client, tried):
    client.raise_request_exception = False
    return {(method, address): answer_to(client, method, address) for method, address in tried}


def broken(statuses):
    return [asked for asked, status in statuses.items() if status >= 500]


def test_a_hostile_parameter_in_every_address(client, world):
    """A word each, another for each address."""
    client.force_login(world.people["administrator"])
    turns = [list(spoiled(route)) for route in templates() if "<" in route]
    tried = [(("get", "post")[n % 2], ways[n // 2 % len(ways)]) for n, ways in enumerate(turns)]
    assert len(tried) > 100
    assert broken(statuses_of(client, tried)) == []


@pytest.mark.long
def test_hostile_parameters_in_every_address(client, world):
    client.force_login(world.people["administrator"])
    addresses = [address for route in templates() if "<" in route for address in spoiled(route)]
    tried = [(method, address) for address in addresses for method in ("get", "post")]
    assert len(tried) > 500
    assert broken(statuses_of(client, tried)) == []


def pages(client, world):
    """Each page's address, and the words that it and lists are asked for."""
    client.raise_request_exception = False
    client.force_login(world.people["administrator"])
    parameters = dict(addresses())
    for method, name, _statuses in rows():
        if method == "get":
            address = reverse(name, kwargs=world.kwargs(name, parameters[name]))
            with foreign.watched() as (_bound, read):
                answer_to(client, "get", address)
            yield address, sorted(read | USUAL)


def asked(address, words):
    return address + "?" + "&".join(f"{key}={quote(word)}" for key, word in words)


def test_hostile_questions_to_every_page(client, world):
    """All words at once, each in another place on every page."""
    tried = []
    for turn, (page, keys) in enumerate(pages(client, world)):
        words = [(key, ASKED[(turn + n) % len(ASKED)]) for n, key in enumerate(keys)]
        tried.append(("get", asked(page, words)))
    assert broken(statuses_of(client, tried)) == []


@pytest.mark.long
def test_each_hostile_word_in_every_question(client, world):
    tried = [
        ("get", asked(page, [(key, word) for key in keys]))
        for page, keys in pages(client, world)
        for word in ASKED
    ]
    assert len(tried) > 500
    assert broken(statuses_of(client, tried)) == []
