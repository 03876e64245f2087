"""Headings of half years and quarters above marks, as people write them in English, Dutch and French."""

import pytest

from partnerships.imports.layout import period_headings
from tests.partnerships.imports.messy import kind_of, made


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (
            "semesters.csv",
            [("2027-01-01", "2027-06-30"), ("2027-01-01", "2027-12-31"), ("2027-07-01", "2027-12-31")],
        ),
        ("halves-with-years.csv", [("2027-01-01", "2027-06-30"), ("2027-07-01", "2028-06-30")]),
        ("halfjaren.csv", [("2027-01-01", "2027-06-30"), ("2027-07-01", "2028-06-30")]),
        (
            "trimestres.csv",
            [("2027-01-01", "2027-03-31"), ("2027-04-01", "2027-09-30"), ("2027-10-01", "2027-12-31")],
        ),
    ],
)
def test_marks_under_half_years_and_quarters(come_in, name, days):
    run = come_in(name)
    assert kind_of(run) == "plan"
    assert made(run, "start", "due") == days


@pytest.mark.parametrize(
    ("texts", "plain"),
    [
        (["Semester 1", "Semester 2"], ["H1", "H2"]),
        (["S1 2027", "S2-2027"], ["H1 2027", "H2 2027"]),
        (["2027 H1", "2027/H2"], ["H1 2027", "H2 2027"]),
        (["1er semestre", "2ème semestre 2027"], ["H1", "H2 2027"]),
        (["Eerste halfjaar", "2e helft van 2027"], ["H1", "H2 2027"]),
        (["First half of 2027", "Half-year II"], ["H1 2027", "H2"]),
        (["T1", "T4 2027"], ["Q1", "Q4 2027"]),
        (["1er trimestre", "Trim. 3"], ["Q1", "Q3"]),
    ],
)
def test_what_headings_say(texts, plain):
    assert list(period_headings.plain(dict(enumerate(texts))).values()) == plain


@pytest.mark.parametrize(
    "texts",
    [
        ["S1", "S2", "S3"],
        ["T1", "T2", "T3"],
        ["Semester 3", "H4"],
        ["S1 2027 2028", "Status 1"],
        ["H", "1", "Half", "Target 1"],
        ["1e halfjaar met de scholen", "x" * 5000],
    ],
)
def test_headings_that_say_something_else(texts):
    assert not period_headings.plain(dict(enumerate(texts)))
