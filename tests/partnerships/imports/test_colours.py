"""Plans that say when by the colour of cells alone: read as marks where that is clear, else said to be not read."""

import pytest
from django.urls import reverse

from partnerships.imports import checking
from tests.partnerships.imports.messy import kind_of, made, notes
from tests.partnerships.imports.sheets import ods, xlsx

GREEN, BLUE, GREY, WHITE = ({"fill": f"#{colour}"} for colour in ("70AD47", "4472C4", "D9D9D9", "FFFFFF"))
HEAD = ["Objective", "Milestone", "Lead", "Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027"]
FIRST, SECOND, THIRD = (
    ["Clean water", title, "Town"] for title in ("Sample the wells", "Train caretakers", "Build taps")
)
NOT_READ = "cells under periods are coloured without text"


@pytest.fixture
def plan_of(come_in, run_of):
    """A checked import of a plan with these rows under HEAD."""
    come_in("semesters.csv")
    return lambda *rows, make=xlsx: run_of(("plan.xlsx", make({"Plan": [HEAD, *rows]})))


def painted(text, like=GREY):
    return like | {"text": text}


def test_coloured_cells_are_marks(plan_of, signed_in):
    run = plan_of([*FIRST, GREEN, GREEN], [*SECOND, WHITE, GREEN, BLUE, ""], [*THIRD, "", "", "", BLUE])
    assert kind_of(run) == "plan"
    days = [("2027-01-01", "2027-06-30"), ("2027-04-01", "2027-09-30"), ("2027-10-01", "2027-12-31")]
    assert made(run, "start", "due") == days
    assert "Read from the coloured cells of this row." in notes(run, 2)
    for page in (f"/imports/{run.pk}/", f"/imports/{run.pk}/sheets/"):
        assert "5 coloured cells under periods were read as marks." in signed_in.get(page).text
    checking.check(run)
    assert made(run, "start", "due") == days


def test_rows_and_headings_that_are_painted_whole_are_no_marks(plan_of):
    band = [painted("Clean water"), painted("Sample the wells"), painted("Town"), GREY, GREY, GREY, GREY]
    run = plan_of(band, [*SECOND, "", GREEN], [*THIRD, "", "", GREEN])
    assert made(run, "start", "due") == [
        (None, None),
        ("2027-04-01", "2027-06-30"),
        ("2027-07-01", "2027-09-30"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # A column that is painted from top to bottom.
        ([*FIRST, "", GREY], [*SECOND, "", GREY], [*THIRD, "", GREY]),
        # Marks as well, so that colours say something else.
        ([*FIRST, "x", GREEN], [*SECOND, GREEN, "x"], [*THIRD, "", "x", GREEN]),
    ],
)
def test_colours_that_can_mean_something_else_are_said_to_be_not_read(plan_of, signed_in, rows):
    run = plan_of(*rows)
    page = signed_in.get(reverse("import_sheets", args=[run.pk])).text
    assert f"In 3 rows {NOT_READ}" in page
    assert "put an X in the cells that count" in page.replace("\n", " ")
    assert not [row for row in made(run, "timeline") if "■" in row[0]]


@pytest.mark.parametrize(
    "rows",
    [
        ([*FIRST, GREEN], [*SECOND], [*THIRD]),
        ([*FIRST, painted("x"), "x"], [*SECOND, "x"], [*THIRD, "", painted("x")]),
        ([*FIRST, WHITE, WHITE], [*SECOND, WHITE], [*THIRD]),
    ],
)
def test_of_colours_that_say_nothing_nothing_is_said(plan_of, signed_in, rows):
    run = plan_of(*rows)
    page = signed_in.get(reverse("import_sheets", args=[run.pk])).text
    assert NOT_READ not in page
    assert "read as mark" not in page


def test_a_table_of_another_kind_is_left_as_it_is(run_of, signed_in):
    head = ["Organisation", "Sector", "Country", "2026", "2027"]
    rows = [["Town", "public", "NL", GREEN], ["Union", "ngo", "NL", "", GREEN]]
    run = run_of(("p.xlsx", xlsx({"Partners": [head, *rows]})))
    assert kind_of(run) == "partners"
    assert "coloured" not in signed_in.get(f"/imports/{run.pk}/").text
    assert run.rows.filter(fate="create").count() == 2


def test_an_open_document_has_no_colours_here(plan_of):
    run = plan_of([*FIRST, "x"], [*SECOND, "", "x"], make=ods)
    assert [row[0] for row in made(run, "due")] == ["2027-03-31", "2027-06-30"]
