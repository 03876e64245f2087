"""Rows that a file hides come in, and are told of."""

import io

import pytest
import xlsxwriter
from django.urls import reverse

from backbone.tables import spreadsheets
from tests import factories

pytestmark = pytest.mark.fast


def workbook(hidden):
    """A workbook of two sheets; the first hides these rows, counted from 1."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("P & Q <1>")
        for number in range(6):
            sheet.write_row(
                number, 0, ["Organisation", "Role"] if number == 0 else [f"Org {number}", "Member"]
            )
        for number in hidden:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        book.add_worksheet("Other").write_row(0, 0, ["a"])
    return out.getvalue()


@pytest.mark.parametrize("hidden", [[], [2], [3, 4, 6]])
def test_the_numbers_of_hidden_rows_are_read(hidden):
    first, second = spreadsheets.read(workbook(hidden), "p.xlsx")
    assert (first.hidden_rows, second.hidden_rows) == (hidden, [])
    assert len(first.rows) == 6


def test_hidden_rows_that_hold_nothing_are_not_told_of():
    [sheet, _other] = spreadsheets.read(workbook([4, 900]), "p.xlsx")
    assert sheet.hidden_rows == [4]


def test_the_pages_say_which_rows_are_hidden(signed_in, bay, run_of):
    run = run_of(("p.xlsx", workbook([3, 4])))
    sentence = "Rows that the file hides come in like the others: 3, 4."
    assert sentence in signed_in.get(reverse("import_run", args=[run.pk])).text
    run.state = "read"
    run.save()
    assert sentence in signed_in.get(reverse("import_sheets", args=[run.pk])).text
    assert run.rows.filter(fate="create").count() == 5


def test_other_columns_are_named_once(signed_in, run_of):
    run = run_of(
        ("p.csv", b"Organisation,Shoe size,Role,Colour of hair\nOrg,44,Member,red\nOrg 2,,Member,\n")
    )
    page = signed_in.get(reverse("import_run", args=[run.pk])).text
    assert page.count("Colour of hair") == 1
    assert "Columns that are not used:" in page
    assert "Shoe size" in page


def test_a_list_of_other_organisations_has_no_hidden_rows_to_tell_of(signed_in, run_of):
    factories.partnership()
    page = signed_in.get(reverse("import_run", args=[run_of(("p.xlsx", workbook([]))).pk])).text
    assert "Rows that the file hides" not in page
