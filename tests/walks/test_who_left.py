"""Who left stands on no page but where it is said so, where it is history, or where somebody is to be found for what was theirs."""

import re

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from partnerships import partners
from tests import factories
from tests.access_table import addresses, rows
from tests.partnerships.hung_on import hang_on

pytestmark = pytest.mark.django_db

PERSON, PARTNER = "Wilhelmina Quux", "Quuxberg Union"
MARKED = re.compile(
    rf"({PERSON}|{PARTNER})( \((left|withdrew)( on [^)]+)?\)|\s+\(withdrew\)| had it and has left|, who leads it, does not represent {PARTNER})"
    rf"|No reminder was sent to {PERSON}"
)
# Where the bare name stands afterwards, and why.
ALLOWED = {
    "history": "what was",
    "representative_new": "people who are known, to name one again",
    "organisation": "the organisation goes on elsewhere",
}
# Where the name is to be gone, which is where somebody is asked, invited, mailed or chosen.
GONE = {
    "attendance",
    "body_new",
    "calls",
    "contact_addresses",
    "contacts",
    "line_owner",
    "meeting_closing",
    "meeting_new",
    "milestone_new",
    "representative_end",
    "roles",
    "task_new",
}


@pytest.fixture
def union(world):
    # What hangs on a group is looked for by the names of people and partners, and a group is neither.
    return factories.partner(world.of, PARTNER)


@pytest.fixture
def peter(union):
    return factories.representative(union, factories.person(PERSON), capacity="lead")


@pytest.fixture
def pages(client, world, union, peter):
    """What the coordinator sees of each address of the partnership: {name: the page's content}."""
    hung = hang_on(peter, union, world.people["coordinator"])
    hung |= {"task": hung["task_edit"], "milestone": hung["milestone_edit"], "meeting": hung["meeting_edit"]}
    hung |= {"attendance": hung["meeting_edit"]}
    hung["body_edit"].name = "Harvest committee"
    hung["body_edit"].save()
    client.force_login(world.people["coordinator"])
    parameters = dict(addresses())
    places = {
        name: reverse(
            name, kwargs={"pk": hung[name].pk} if name in hung else world.kwargs(name, parameters[name])
        )
        for method, name, statuses in rows()
        if method == "get" and statuses["coordinator"] == "ok"
    }

    def read():
        answers = {name: client.get(place) for name, place in places.items()}
        return {
            name: answer.text.partition("<main")[2]
            for name, answer in answers.items()
            if "html" in answer.headers.get("Content-Type", "")
        }

    return read


def naming(pages, names, but_marked=False):
    """The pages on which one of these names stands, with the words around it."""
    found = {}
    for page, text in pages.items():
        text = " ".join(re.sub("<[^>]+>", " ", text).split())
        text = MARKED.sub("", text) if but_marked else text
        if places := [text[max(one.start() - 60, 0) : one.end() + 30] for one in names.finditer(text)]:
            found[page] = places
    return found


def ended(client, union, peter):
    seat = peter.represents.get()
    client.post(reverse("representative_end", args=[seat.pk]), follow=True)
    yield
    client.post(reverse("representative_return", args=[seat.pk]), follow=True)


def withdrawn(client, union, peter):
    partners.withdraw(union, today_of(union.partnership))
    yield
    partners.take_back_withdrawal(union)


@pytest.mark.parametrize(
    ("leaves", "names"), [(ended, re.compile(PERSON)), (withdrawn, re.compile(f"{PERSON}|{PARTNER}"))]
)
def test_who_left_is_nowhere_but_where_it_is_said_and_comes_back_everywhere(
    client, pages, union, peter, leaves, names
):
    before = naming(pages(), names)
    assert before.keys() >= GONE
    way = leaves(client, union, peter)
    next(way)
    after = naming(pages(), names, but_marked=True)
    assert {page: places for page, places in after.items() if page not in ALLOWED} == {}
    next(way, None)
    assert naming(pages(), names).keys() >= before.keys()
