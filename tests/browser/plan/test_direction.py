"""Words of people run the way they are written: a Hebrew or Arabic title ends on its left, full stop included."""

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = ["שלום עולם.", "مرحبا بالعالم."]
# Where the first and the last letter of the text stand that holds these words, and in which element.
PLACES = """words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0 || node.parentElement.closest(".vh, option, script, template")) continue;
    const left = index => {
      const range = document.createRange();
      range.setStart(node, at + index);
      range.setEnd(node, at + index + 1);
      return range.getBoundingClientRect();
    };
    const [first, last] = [left(0), left(words.length - 1)];
    if (first.width) found.push([first.left, last.left, node.parentElement.outerHTML.slice(0, 120)]);
  }
  return found;
}"""


def assert_from_the_right(page, words):
    places = page.evaluate(PLACES, words)
    assert places, f"{words} is not on {page.url}"
    assert all(last < first for first, last, _where in places), places


@pytest.fixture(params=TITLES)
def words(request):
    return request.param


@pytest.fixture
def of(words, site, sign_in):
    of = factories.partnership("Crowd", slug="crowd")
    sign_in(factories.coordinator(of))
    return of


def test_in_the_plan_and_in_a_task(words, of, page, site):
    milestone = factories.milestone(factories.objective(of, words), words)
    task = factories.task(of, words, milestone=milestone)
    for address in (
        f"/partnerships/{of.slug}/plan/",
        milestone.get_absolute_url(),
        f"/partnerships/{of.slug}/tasks/",
        task.get_absolute_url(),
    ):
        page.goto(f"{site}{address}")
        assert_from_the_right(page, words)


def test_in_the_minutes_and_in_the_meeting(words, of, page, site):
    meeting = factories.meeting(of, starts_at=timezone.now(), state="running", title=words)
    factories.line(meeting, words, factories.agenda_item(meeting, words))
    for address in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}minutes/"):
        page.goto(f"{site}{address}")
        assert_from_the_right(page, words)


def test_in_what_is_being_typed(words, of, page, site):
    page.goto(f"{site}/partnerships/{of.slug}/edit/")
    for field in ("name", "purpose"):
        page.locator(f"[name={field}]").fill(words)
        direction = page.locator(f"[name={field}]").evaluate("field => getComputedStyle(field).direction")
        assert direction == "rtl"
