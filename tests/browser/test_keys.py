"""Without a mouse: the keys, the way past the rail, and always a visible place."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
RING = "(e) => { const s = getComputedStyle(e); return parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none'; }"


@pytest.fixture
def tasks(site, page, sign_in):
    """The task list, with a search field."""
    of = factories.partnership("Highland coffee", slug="coffee")
    ruth = factories.coordinator(of)
    factories.task(of, "Book the hall", owner=ruth)
    sign_in(ruth)
    page.goto(f"{site}/partnerships/coffee/tasks/")
    return page


def test_slash_goes_to_the_search_and_typing_stays_there(tasks):
    tasks.keyboard.press("/")
    search = tasks.locator("[data-search], input[type=search]").first
    expect(search).to_be_focused()
    tasks.keyboard.type("a/b?")
    expect(search).to_have_value("a/b?")
    expect(tasks.locator("#keys")).to_be_hidden()


def test_question_mark_shows_the_keys_until_escape(tasks):
    tasks.keyboard.press("?")
    expect(tasks.locator("#keys")).to_be_visible()
    tasks.keyboard.press("Escape")
    expect(tasks.locator("#keys")).to_be_hidden()


def test_the_first_stop_leads_past_the_rail(tasks):
    tasks.keyboard.press("Tab")
    expect(tasks.locator("a.skip")).to_be_focused()
    expect(tasks.locator("a.skip")).to_be_in_viewport()
    tasks.keyboard.press("Enter")
    expect(tasks.locator("#main")).to_be_focused()


def test_every_stop_is_in_view_and_shows_where_one_is(tasks):
    unseen = []
    for _stop in range(40):
        tasks.keyboard.press("Tab")
        place = tasks.locator(":focus")
        if not place.count() or place.evaluate("e => e === document.body"):
            break
        if not (place.is_visible() and place.evaluate(RING)):
            unseen.append(place.evaluate("e => e.outerHTML.slice(0, 120)"))
    assert unseen == []
