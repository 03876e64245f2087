"""A screen of 1920 pixels: tables use its room, and nobody reads lines that are too long to find the next one."""

import pytest

from tests.browser.test_every_page import OWN_PAGES, PARTS, open_as, pages

pytestmark = pytest.mark.django_db(transaction=True)
# Some seventy; narrow letters make room for a few more.
LONGEST = 75
WIDE = {"width": 1920, "height": 1080}

# Texts that people read, and not words about a row, which stand beside it.
TOO_LONG = """longest => {
  const lines = (p) => {
    const found = new Map(), walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());)
      // Numbers of sources are small and stand above the line; what is only read aloud takes no room.
      if (!node.parentElement.closest("sup, .vh"))
      for (const word of node.data.matchAll(/\\S+\\s*/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].trimEnd().length);
        const box = range.getBoundingClientRect();
        if (box.height > 2) found.set(Math.round(box.top / 8), (found.get(Math.round(box.top / 8)) || "") + word[0].trimEnd() + " ");
      }
    return [...found.values()];
  };
  return [...document.querySelectorAll("main p, main blockquote, main dd, .notice li, .prose li")]
    .filter((p) => p.checkVisibility() && !p.closest(".rows, table, .spine, nav, .facts"))
    .flatMap(lines).filter((line) => line.length > longest + 1);
}"""


def walk(role, part, world, page, sign_in, site):
    """{name: the lines that are too long}."""
    _inspection, at = open_as(world, role, page, sign_in, site)
    page.set_viewport_size(WIDE)
    found = {}
    for name in pages(role)[part::PARTS] if role == "coordinator" else pages(role):
        page.goto(at(name))
        if lines := page.evaluate(TOO_LONG, LONGEST):
            found[name] = lines
    return found


def test_tables_use_the_room(world, page, sign_in, site):
    _inspection, at = open_as(world, "coordinator", page, sign_in, site)
    page.set_viewport_size(WIDE)
    for name in ("plan", "partners", "tasks", "decisions", "meetings"):
        page.goto(at(name))
        assert page.locator("main table").first.evaluate("one => one.getBoundingClientRect().right") > 1700, (
            name
        )


@pytest.mark.parametrize("part", range(PARTS))
def test_no_line_of_a_text_is_long_for_coordinators(part, world, page, sign_in, site):
    assert walk("coordinator", part, world, page, sign_in, site) == {}


@pytest.mark.parametrize("role", OWN_PAGES)
def test_no_line_of_a_text_is_long(role, world, page, sign_in, site):
    assert walk(role, 0, world, page, sign_in, site) == {}
