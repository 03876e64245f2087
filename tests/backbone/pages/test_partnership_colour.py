"""A partnership's colour and initials, and that all colours are legible."""

import re

import pytest

from backbone.pages import assets, partnership_colour

pytestmark = pytest.mark.fast

LIGHT_GROUNDS = ("#fcfbf9", "#ffffff")
DARK_GROUNDS = ("#14171c", "#1b1f26")


@pytest.mark.parametrize(("dark", "grounds"), [(False, LIGHT_GROUNDS), (True, DARK_GROUNDS)])
def test_every_hue_is_legible_as_text_and_shape_and_under_the_mark(dark, grounds):
    for hue in range(360):
        tones = partnership_colour.tones(hue, dark)
        assert (
            min(partnership_colour.contrast(tones.ink, ground) for ground in (*grounds, tones.soft)) >= 4.5
        ), hue
        assert partnership_colour.contrast(tones.on, tones.ink) >= 4.5, hue


@pytest.mark.parametrize("dark", [False, True])
def test_every_hue_as_a_mark_is_seen_on_the_page_and_beside_what_is_late(dark):
    late = re.findall(r"--bad: light-dark\((#\w+), (#\w+)\)", assets.stylesheet())[0][dark]
    for hue in range(360):
        mark = partnership_colour.tones(hue, dark).mark
        assert (
            min(
                partnership_colour.contrast(mark, ground)
                for ground in (DARK_GROUNDS if dark else LIGHT_GROUNDS)
            )
            >= 3
        ), hue
        assert partnership_colour.contrast(mark, late) >= 1.5, hue


def test_contrast_agrees_with_the_published_extremes():
    assert partnership_colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert partnership_colour.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_plain_colours_of_pages_are_legible_in_light_and_dark():
    css = assets.stylesheet()
    found = dict(re.findall(r"--(\w+): (light-dark\([^)]+\))", css))
    for name in ("ink", "muted", "accent", "good", "warn", "bad"):
        light, dark = re.findall(r"#[0-9a-f]{6}", found[name])
        assert partnership_colour.contrast(light, LIGHT_GROUNDS[0]) >= 4.5, name
        assert partnership_colour.contrast(dark, DARK_GROUNDS[1]) >= 4.5, name
    light, dark = re.findall(r"#[0-9a-f]{6}", found["edge"])
    assert (
        min(partnership_colour.contrast(light, "#fcfbf9"), partnership_colour.contrast(dark, "#1b1f26")) >= 3
    )


def test_a_hue_has_a_public_stylesheet_that_caches_keep(client):
    answer = client.get("/identity/45.css")
    assert answer["Content-Type"] == "text/css"
    assert "public" in answer["Cache-Control"]
    assert "--identity:light-dark(" in answer.content.decode()


def test_a_hue_beyond_the_circle_has_no_stylesheet(client):
    assert client.get("/identity/360.css").status_code == 404


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Uganda Coffee Platform", "UC"),
        ("gezonde wijken", "GW"),
        ("Water", "W"),
        ("🌱", "•"),
        ("שלום עולם", "שע"),
    ],
)
def test_a_name_has_initials(name, mark):
    assert partnership_colour.initials(name) == mark
