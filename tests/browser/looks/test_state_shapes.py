"""States keep their shapes where the page's colours and grounds are taken away: forced colours, and paper."""

import io
import subprocess
from itertools import combinations

import pytest
from PIL import Image, ImageChops

STATES = ["done", "part", "open", "risk", "late", "dropped", "quiet"]
ON_SPINE = ["done", "part", "", "risk", "late", "dropped"]
# Markup of one mark, and the states that it can show.
MARKS = {
    "state": ('<span class="state state--{}" style="font-size:0"></span>', STATES),
    "bead": ('<span class="beads"><i class="{}"></i></span>', STATES),
    "spine": ('<ol class="spine"><li class="{}"></li></ol>', ON_SPINE),
}
SIDE = 24
# Of 24 × 24 cells, how many at least differ between two shapes, in a mark of 12 pixels drawn four times as large.
DIFFERENT = 40


def drawn(page, markup, take):
    """The mark alone on the page, as black and white cells."""
    page.evaluate("markup => { document.body.innerHTML = markup }", markup)
    picture = Image.open(io.BytesIO(take(page))).convert("L")
    ground = picture.getpixel((picture.width - 1, picture.height - 1))
    ink = ImageChops.difference(picture, Image.new("L", picture.size, ground)).point(lambda v: 255 * (v > 60))
    assert ink.getbbox(), f"nothing is drawn of {markup}"
    return ink.crop(ink.getbbox()).resize((SIDE, SIDE)).point(lambda v: 255 * (v > 127))


def on_screen(page):
    return page.screenshot()


def on_paper(page):
    """The first page as a browser prints it: without grounds."""
    pdf = page.pdf(print_background=False)
    return subprocess.run(
        ["pdftoppm", "-png", "-r", "384", "-"], input=pdf, capture_output=True, check=True
    ).stdout


def difference(one, other):
    return sum(ImageChops.difference(one, other).histogram()[128:])


@pytest.fixture(params=["forced colours", "paper"])
def seen(request, site, browser):
    """(a page of the product, how to take a picture of it)"""
    forced = request.param == "forced colours"
    context = browser.new_context(
        device_scale_factor=4, forced_colors="active" if forced else "none", bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{site}/sign-in/")
    yield page, on_screen if forced else on_paper
    context.close()


@pytest.mark.parametrize("mark", MARKS)
def test_each_two_states_are_told_apart_by_their_shapes(seen, mark):
    page, take = seen
    markup, states = MARKS[mark]
    shapes = {state: drawn(page, markup.format(state), take) for state in states}
    same = [
        pair for pair in combinations(states, 2) if difference(shapes[pair[0]], shapes[pair[1]]) < DIFFERENT
    ]
    assert same == []
