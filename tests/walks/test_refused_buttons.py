"""No page offers what it then refuses: every link and button on what a role may open, pressed, is never refused."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from meetings.models import Meeting
from partnerships.closing import closing
from tests.access_table import addresses, rows
from tests.access_table.policies import FORBIDDEN

pytestmark = pytest.mark.django_db
PARAMETERS = dict(addresses())
# Ends the session in which the walk goes on.
LEFT_OUT = {"account_logout"}
CLOSED = 409


class Offers(HTMLParser):
    """What a page offers: ("get", address) of its links, (method, address) of its forms."""

    def __init__(self, page):
        super().__init__()
        self.found, self.page = set(), page
        self.left_out = {reverse(name) for name in LEFT_OUT}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a" and attrs.get("href"):
            self.add("get", attrs["href"])
        if tag == "form":
            self.add(attrs.get("method", "get").lower(), attrs.get("action") or self.page)
        if tag == "button" and attrs.get("formaction"):
            self.add("post", attrs["formaction"])

    def add(self, method, address):
        place = urlsplit(address)
        if method not in ("get", "post"):  # a form that closes its dialog goes nowhere
            return
        if not place.netloc and place.path.startswith("/") and place.path not in self.left_out:
            self.found.add((method, place.path))


def pages_for(world, role):
    """The addresses that the role may open, one of each name."""
    names = [name for method, name, statuses in rows() if method == "get" and statuses[role] == "ok"]
    return [reverse(name, kwargs=world.kwargs(name, PARAMETERS[name])) for name in names]


def offered(client, pages):
    """Everything that these pages offer, with the first page that does."""
    found = {}
    for page in pages:
        answer = client.get(page)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            offers = Offers(page)
            offers.feed(answer.text)
            found |= {offer: page for offer in offers.found if offer not in found}
    return found


def press(client, method, address):
    """The status that comes back; what was done by it is undone."""
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    return status


def refused(client, pages, statuses=(FORBIDDEN,)):
    return {
        f"{method} {address}, offered on {page}"
        for (method, address), page in offered(client, pages).items()
        if press(client, method, address) in statuses
    }


@pytest.mark.parametrize("role", ["observer", "partner", "leader", "coordinator", "administrator"])
def test_nothing_that_a_role_is_offered_is_refused(role, world, client):
    client.force_login(world.people[role])
    assert refused(client, pages_for(world, role)) == set()


@pytest.mark.parametrize("role", ["observer", "partner", "leader", "coordinator", "administrator"])
def test_nothing_that_a_role_is_offered_in_a_closed_partnership_is_refused(role, world, client):
    pages = pages_for(world, role)
    closing.close(world.of, by=world.people["coordinator"])
    client.force_login(world.people[role])
    assert refused(client, pages, (FORBIDDEN, CLOSED)) == set()


@pytest.mark.parametrize("state", Meeting.State.values)
def test_a_partner_who_takes_the_minutes_is_offered_nothing_that_is_refused(state, world, client):
    meeting = Meeting.objects.filter(partnership=world.of, state="issued").first()
    person = world.people["partner"]
    times = {"started_at": None, "ended_at": None} if state == "planned" else {}
    Meeting.objects.filter(pk=meeting.pk).update(state=state, minute_taker=person, **times)
    client.force_login(person)
    pages = [
        reverse(name, args=[meeting.pk]) for name in ("meeting", "minutes", "attendance", "meeting_closing")
    ]
    assert refused(client, pages) == set()
