"""Numbers of imported tables: those that people wrote, those that the sheet shows otherwise than it stores them."""

from decimal import Decimal
from pathlib import Path

import pytest

from backbone.time.days import today_here
from impact.models import Measurement
from partnerships.imports import confirming, correction_workbook
from partnerships.imports.preview.showing import sentence
from tests import factories
from tests.partnerships.imports.sheets import ods, xlsx
from workplans.models import Indicator

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "numbers"
HEAD = ["Outcome", "What is measured", "Unit", "Baseline", "Target", "Target due"]


def kept(name):
    return name, (DATA / name).read_bytes()


def outcomes(*rows):
    """A table of (unit, baseline, target) with an outcome and a measure each."""
    return [HEAD, *([f"Outcome {n}", f"Measure {n}", *row, "2027"] for n, row in enumerate(rows, 1))]


def remarks(run):
    """What is said of each cell but what is missing anyhow."""
    texts = [
        sentence(row, problem) for row in run.rows.order_by("sheet", "number") for problem in row.problems
    ]
    return [text for text in texts if "No lead group" not in text]


def figures():
    return {row.name: (row.baseline, row.target) for row in Indicator.objects.order_by("pk")}


def test_numbers_of_a_real_table_are_read_or_kept_as_written(run_of, coordinator):
    run = run_of(kept("outcomes.xlsx"))
    fates = {row.cells[0]: row.fate for row in run.rows.all()}
    assert not [name for name, fate in fates.items() if fate == "refuse"]
    texts = remarks(run)
    assert not [text for text in texts if "slid" in text]
    for words in [
        "E16: #N/A is an error of the spreadsheet; the cell was read as empty.",
        "F16: #DIV/0! is an error of the spreadsheet; the cell was read as empty.",
        "E2: “n/a” was read as: no number yet.",
        "E3: “-” was read as: no number yet.",
        "E4: “tbd” was read as: no number yet.",
        "E5: “<5” is not one number: it is kept as written, and no number is recorded.",
        "E6: “50-60” is not one number: it is kept as written, and no number is recorded.",
        "E12: “approx. 300” is not one number: it is kept as written, and no number is recorded.",
        "E14: “1:30” is not one number: it is kept as written, and no number is recorded.",
        "F15: “5/5” is not one number: it is kept as written, and no number is recorded.",
        "E11: “12 %” was read as 12. Its unit does not say %: check it.",
        "E8: “€ 1.250,00” was read as 1250. Its unit does not say EUR: check it.",
    ]:
        assert words in texts
    confirming.confirm(run, coordinator)
    assert {name.removeprefix("Measure "): pair for name, pair in figures().items()} == {
        "1": (None, 100),
        "2": (None, 50),
        "3": (None, Decimal("12.5")),
        "4": (None, 0),
        "5": (None, 70),
        "6": (1200000, 1500000),
        "7": (1250, 1500),
        "8": (-200, 0),
        "9": (Decimal("-4.5"), 2),
        "10": (12, 15),
        "11": (None, 400),
        "12": (1250, 2500),
        "13": (None, None),
        "14": (None, None),
        "15": (None, None),
        "16": (0, 0),
        "17": (10000, 20000),
    }


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", {"m": ("1.25", "2.5"), "n": ("1250", "2500"), "o": ("1250", "2500")}),
        ("nl", {"m": ("1250", "2500"), "n": ("1.25", "2.5"), "o": ("1250", "2500")}),
    ],
)
def test_a_column_that_does_not_tell_is_read_in_the_partnerships_language_and_says_so(
    run_of, coordinator, language, read
):
    run = run_of(kept("decimals.csv"), of=factories.partnership(language=language))
    texts = remarks(run)
    assert len([text for text in texts if "not as" in text]) == 4
    assert (
        "D2: Read as 1.25, not as 1250." if language == "en" else "D2: Read as 1250, not as 1.25."
    ) in texts
    confirming.confirm(run, coordinator)
    assert figures() == {name: tuple(map(Decimal, pair)) for name, pair in read.items()}


def test_a_column_tells_by_its_other_texts(run_of, coordinator):
    rows = outcomes(["kg", "1.250", "2,5"], ["kg", "12,5", "2.500"])
    confirming.confirm(run_of(("o.xlsx", xlsx({"O": rows}))), coordinator)
    assert figures() == {"Measure 1": (1250, Decimal("2.5")), "Measure 2": (Decimal("12.5"), 2500)}


def test_cells_shown_in_percent_are_read_as_they_are_shown_and_it_is_noted(run_of, coordinator):
    run = run_of(kept("percent-cells.xlsx"))
    texts = remarks(run)
    assert {
        "D2: “45 %” was read as 45.",
        "D3: “12.5 %” was read as 12.5.",
        "C2: “52 %” was read as 52.",
    } <= set(texts)
    assert not [text for text in texts if "does not say" in text]
    confirming.confirm(run, coordinator)
    assert list(figures().values()) == [(45, 60), (Decimal("12.5"), 8), (62, 80)]
    assert set(Measurement.objects.values_list("value", flat=True)) == {52, Decimal("11.3")}


@pytest.mark.parametrize("make", [xlsx, ods])
def test_what_a_sheet_shows_is_what_is_stored(run_of, coordinator, make):
    rows = outcomes(
        ["%", {"percent": 0.07}, {"percent": 1.5}],
        ["%", 0.07, 45],
        ["pupils", {"percent": 0.25}, 30],
        ["kg", {"error": "#N/A"}, 5],
        ["kg", {"error": "#DIV/0!"}, {"error": "="}],
    )
    run = run_of((f"o.{make.__name__}", make({"Outcomes": rows})))
    texts = remarks(run)
    assert {
        "D2: “7 %” was read as 7.",
        "D3: Read as 0.07 percent, less than one. If 7 percent is meant, write that.",
        "D4: “25 %” was read as 25. Its unit does not say %: check it.",
        "D5: #N/A is an error of the spreadsheet; the cell was read as empty.",
        "D6: #DIV/0! is an error of the spreadsheet; the cell was read as empty.",
    } <= set(texts)
    assert [text for text in texts if text.startswith("E6: This formula came without its result")]
    confirming.confirm(run, coordinator)
    assert list(figures().values()) == [(7, 150), (Decimal("0.07"), 45), (25, 30), (None, 5), (None, None)]


@pytest.mark.parametrize(
    ("typed", "value", "is_noted"),
    [
        ("25", "25", False),
        ("25 %", "25", False),
        ("0,25", "0.25", True),
        ("0,25 %", "0.25", False),
        ("0", "0", False),
    ],
)
def test_a_share_below_one_without_its_sign_is_noted(run_of, coordinator, typed, value, is_noted):
    run = run_of(("o.xlsx", xlsx({"O": outcomes(["%", typed, "30"])})))
    assert any("If 25 percent is meant" in text for text in remarks(run)) is is_noted
    confirming.confirm(run, coordinator)
    assert figures() == {"Measure 1": (Decimal(value), 30)}


def test_a_percent_sign_that_is_only_text_multiplies_nothing(run_of, coordinator):
    rows = outcomes(["%", {"value": 45, "format": '0"%"'}, {"value": 0.5, "format": '0.00%;[Red]-0.00%;"-"'}])
    confirming.confirm(run_of(("o.xlsx", xlsx({"Outcomes": rows}))), coordinator)
    assert list(figures().values()) == [(45, 50)]


def test_a_figure_that_is_a_word_for_none_is_missing(run_of, coordinator):
    rows = outcomes(["%", 1, 2])
    values = ["n/a", "<5", {"error": "#N/A"}, "12,5", "50-61"]
    table = [
        ["Outcome", "Period", "Value", "Source"],
        *(["Outcome 1", 2020 + n, v, "x"] for n, v in enumerate(values)),
    ]
    run = run_of(("o.xlsx", xlsx({"Outcomes": rows, "Figures": table})))
    assert remarks(run) == [
        "C2: The figure is missing.",
        "C3: “<5” is not one exact number. Write the number alone, and the rest in words.",
        "C4: #N/A is an error of the spreadsheet; the cell was read as empty.",
        "C4: The figure is missing.",
        "C6: “50-61” is a range. Write one number: 50, 61, or 55.5, which lies in the middle.",
    ]
    confirming.confirm(run, coordinator)
    assert Measurement.objects.get().value == Decimal("12.5")


@pytest.mark.parametrize("text", ["many", "n/a", "<5", "tbd", "about 5"])
def test_a_number_beside_in_a_column_of_numbers_is_no_slip(run_of, text):
    assert not [
        texts
        for texts in remarks(run_of(("o.xlsx", xlsx({"O": outcomes(["kg", text, 100])}))))
        if "slid" in texts
    ]


def test_a_refused_rows_percent_comes_back_as_percent(run_of, coordinator):
    rows = outcomes(["%", {"percent": 0.45}, 60])
    rows[1][0] = ""
    first = run_of(("o.xlsx", xlsx({"Outcomes": rows})))
    again = run_of(("refused.xlsx", correction_workbook.workbook(first)))
    assert "D2: “45 %” was read as 45." in remarks(again)


def test_a_relative_date_of_a_target_is_counted_from_the_day_of_the_import(run_of, coordinator):
    rows = outcomes(["families", "1", "5"])
    rows[0] = [*HEAD[:-1], "Target date"]
    rows[1][-1] = "end of next year"
    confirming.confirm(run_of(("o.xlsx", xlsx({"O": rows}))), coordinator)
    due = Indicator.objects.get().due_on
    assert (due.month, due.day) == (12, 31)
    assert due.year == today_here().year + 1


def test_a_share_that_cannot_be_is_asked_about_in_the_preview(run_of, coordinator):
    said = remarks(run_of(("o.xlsx", xlsx({"O": outcomes(["%", "-5", "500"], ["kg", "-5", "500"])}))))
    assert [text for text in said if "between 0 and 100" in text] == [
        "D2: A share lies between 0 and 100; this says -5. Is that meant?",
        "E2: A share lies between 0 and 100; this says 500. Is that meant?",
    ]
