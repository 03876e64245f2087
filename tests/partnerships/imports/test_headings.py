"""What a sheet is taken for: by its share of headings, in both languages, from the row that stands above the data."""

import pytest
from django.utils.translation import override

from backbone.panels import registry
from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.imports import columns
from partnerships.imports.layout import headings
from partnerships.imports.reading import kinds_in_files
from tests.data import inputs

pytestmark = pytest.mark.fast

PARTNERS = ["Organisation", "Sector", "Country"]


def guess(*rows):
    """The guess for a sheet with these rows; None leaves a row of the sheet blank."""
    sheet = Sheet("Sheet", {n: list(cells) for n, cells in enumerate(rows, 1) if cells is not None})
    return headings.guess(sheet, kinds_in_files().values())


def test_a_work_plan_with_sections_and_a_column_of_partners_is_a_plan():
    [sheet] = spreadsheets.read(inputs.data("workplan-sections.xlsx"), "plan.xlsx")
    found = headings.guess(sheet, kinds_in_files().values())
    assert (found.kind, found.header) == ("plan", 3)


@pytest.mark.parametrize(
    "headings",
    [
        ["No", "Activity", "Output", "Lead", "Partner", "Q1", "Q2", "Q3", "Q4", "Budget", "Status"],
        [
            "Ref",
            "Programme",
            "Q1",
            "Q2",
            "Q3",
            "Q4",
            "Partner organisation",
            "Status",
            "Cost",
            "Fund",
            "Remarks",
        ],
        ["Naam", "Telefoon", "Mobiel", "Straat", "Postcode", "Plaats", "Status", "Geboren", "IBAN"],
    ],
)
def test_one_or_two_loose_headings_among_many_make_no_kind(headings):
    assert guess(headings, ["x"] * len(headings)).kind == ""


@pytest.mark.parametrize(
    ("rows", "kind", "header"),
    [
        ([PARTNERS, ["GGD", "public", "NL"]], "partners", 1),
        ([["Our partners"], None, PARTNERS, ["GGD", "public", "NL"]], "partners", 3),
        (
            [["Period:", "2026"], ["By:", "Ruth"], None, ["Organisation", "Role"], ["GGD", "Lead"]],
            "partners",
            4,
        ),
        # Data that holds words of headings stands below other headings, which are not known.
        (
            [["Level", "Text", "Code"], ["Impact", "Well-being", "I"], ["Outcome", "Period", "Value"]],
            "",
            None,
        ),
        (
            [
                ["Level", "Text", "Unit", "Year"],
                ["Impact", "x", "%", 2020],
                ["Outcome", "Indicator", "Unit", "Target"],
            ],
            "",
            None,
        ),
        (
            [
                ["Outcome", "Indicator", "Unit", "Baseline", "Target"],
                ["Outcome", "Indicator", "Unit", "Baseline", "Target due"],
            ],
            "outcomes",
            1,
        ),
    ],
)
def test_headings_stand_above_the_data(rows, kind, header):
    found = guess(*rows)
    assert (found.kind, found.header if found.kind else None) == (kind, header)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", [kind.kind for kind in registry.sorted("imports")])
def test_a_table_under_the_products_own_labels_is_known_again(kind, language):
    kind = next(one for one in registry.imports if one.kind == kind)
    with override(language):
        labels = [str(column.label) for column in kind.columns]
    assert columns.guess_columns(labels, kind) == {column.key: n for n, column in enumerate(kind.columns)}


@pytest.mark.parametrize(
    ("kind", "heading", "key"),
    [
        ("tasks", "Action owner", "owner"),
        ("tasks", "Owner of the action", "owner"),
        ("tasks", "Date raised", None),
        ("tasks", "Datum ingebracht", None),
        ("tasks", "Due date", "due"),
        ("plan", "Target due date", "timeline"),
        ("partners", "Name of the partner", "organisation"),
        ("partners", "x" * 61 + "Partner", None),
    ],
)
def test_one_heading_alone(kind, heading, key):
    kind = next(one for one in registry.imports if one.kind == kind)
    strengths = {column.key: columns.likeness(folded(heading), column) for column in kind.columns}
    best = max(strengths, key=strengths.get)
    assert (best if strengths[best] else None) == key


def test_the_sheets_of_a_messy_workbook():
    sheets = spreadsheets.read(inputs.data("messy.xlsx"), "messy.xlsx")
    found = {sheet.name: headings.guess(sheet, kinds_in_files().values()).kind for sheet in sheets}
    assert found == {
        "READ ME": "",
        "Partners & contacts": "partners",
        "Workplan 2026-27": "plan",
        "actions": "tasks",
        "old 2024": "partners",
    }
