"""Merged cells fill down within bounds, however many a file names."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from backbone.tables import merged_cells, spreadsheets
from tests.steps import lines_run

pytestmark = pytest.mark.fast
HOSTILE = Path(__file__).parents[2] / "data" / "tables" / "merged-to-the-last-row.xlsx"


def with_merges(references, rows=3):
    """A workbook whose first column counts, and which names these ranges as merged."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("P")
        for number in range(rows):
            sheet.write_row(number, 0, [f"a{number + 1}", f"b{number + 1}" if number == 0 else ""])
            sheet.write(number, 3, "end")
    marks = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return replaced(out.getvalue(), f"<mergeCells>{marks}</mergeCells>")


def replaced(data, piece):
    old, new = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"</sheetData>" + piece.encode())
            made.writestr(name, content)
    return new.getvalue()


def second_column(references, rows=3):
    [sheet] = spreadsheets.read(with_merges(references, rows), "p.xlsx")
    return [cells[1] for cells in sheet.rows.values()]


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ([], ["b1", "", ""]),
        (["B1:B2"], ["b1", "b1", ""]),
        (["B1:B3"], ["b1", "b1", "b1"]),
        (["B1:B1048576"], ["b1", "b1", "b1"]),
        (["B1:B3"] * 2000, ["b1", "b1", "b1"]),
        (["B2:B3"], ["b1", "", ""]),
        (["B1:C3"], ["b1", "", ""]),
        (["Z1:Z3"], ["b1", "", ""]),
        (["B5:B1048576"], ["b1", "", ""]),
    ],
)
def test_words_hold_for_the_rows_below(references, expected):
    assert second_column(references) == expected


def test_the_file_that_took_seventy_seconds_is_read():
    [sheet] = spreadsheets.read(HOSTILE.read_bytes(), HOSTILE.name)
    assert sheet.rows


def test_more_merges_than_a_table_has_are_refused():
    many = [f"A{n}:B{n}" for n in range(1, merged_cells.MOST + 2)]
    with pytest.raises(spreadsheets.Unreadable, match="merged cells"):
        spreadsheets.read(with_merges(many), "p.xlsx")


@pytest.mark.parametrize("areas", [1, 10, 100, 1000])
def test_the_work_is_that_of_the_rows_whatever_the_number_of_ranges(areas):
    """Counted in lines of Python that run, so on any machine alike."""
    rows = [[number, ["x"]] for number in range(1, 501)]
    tall = merged_cells.tall([((0, 0), (1_048_575, 0))] * areas)
    assert lines_run(lambda: merged_cells.fill_down(rows, tall)) < 500 * 4 + areas * 5 + 50
