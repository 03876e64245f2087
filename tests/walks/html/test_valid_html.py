"""Every page is valid HTML but for the attributes of htmx: as it opens, and as it comes back with errors."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access_table import addresses, rows
from tests.walks.html.valid_html import faults

WHO = ["visitor", "coordinator", "partner", "leader", "administrator"]


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "2 elements have the id 'a'"),
        ("<span><form></form></span>", "<form> in <span>"),
        ("<figure><details></details></figure>", "<details> in <figure>, inside a figure"),
        ("<a href='/'><button>x</button></a>", "<button> in <a>, inside what is pressed"),
        ("<ul><div></div></ul>", "<div> in <ul>"),
        ('<label for="b">x</label>', "<label>: for names 'b', which is not there"),
        ("<p><div></div></p>", "line 1: unexpected-end-tag"),
        ("<button><h2>x</h2></button>", "<h2> in <button>"),
    ],
)
def test_the_walk_finds(html, fault):
    found = faults(f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>")
    assert any(one.startswith(fault) for one in found), found


def test_the_walk_finds_nothing_where_nothing_is():
    assert (
        faults("<!doctype html><html><head><title>x</title></head><body><ul><li>x</ul></body></html>") == []
    )


def signed_in(world, who):
    client = Client()
    if who != "visitor":
        client.force_login(world.people[who])
    return client


def asked(method, who):
    """The names that this person may ask for so."""
    return [name for each, name, statuses in rows() if each == method and statuses[who] == "ok"]


def looked_over(answers):
    return {
        name: found
        for name, answer in answers
        if _is_page(answer) and (found := faults(_whole(answer.content.decode())))
    }


def _is_page(answer):
    has_text = not answer.streaming and answer.content
    return has_text and answer.status_code < 500 and "html" in answer.get("Content-Type", "")


def _whole(html):
    """A part that htmx puts into a page, in the smallest page."""
    is_page = html.lstrip().lower().startswith("<!doctype")
    return (
        html if is_page else f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_every_page_is_valid(world, who):
    client, parameters = signed_in(world, who), dict(addresses())
    urls = [(name, reverse(name, kwargs=world.kwargs(name, parameters[name]))) for name in asked("get", who)]
    assert looked_over((name, client.get(url)) for name, url in urls) == {}


@pytest.mark.django_db
def test_every_form_sent_back_is_valid(world):
    client, parameters = signed_in(world, "coordinator"), dict(addresses())
    urls = [
        (name, reverse(name, kwargs=world.kwargs(name, parameters[name])))
        for name in asked("post", "coordinator")
    ]
    assert looked_over((name, client.post(url)) for name, url in urls) == {}
