"""The demo's report of its first year, read from its PDF alone: parts of what was given are so many days of the whole."""

import re
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal as D

import pytest

from backbone.paper import pdf
from impact.models import Report
from impact.reports import request_report
from partnerships.documents.versions import version_page
from tests.impact.test_report_recomputed import MONEY, NOTES, Paper, contributions, expanded, hours

pytestmark = pytest.mark.django_db
PART = rf"{MONEY} of {MONEY} \((\d+) of (\d+) days\)"


@pytest.fixture(scope="module")
def kept(django_db_setup):
    """The PDF is made once for all tests of this file."""
    return {}


@pytest.fixture
def paper(kept, world):
    if "paper" not in kept:
        year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
        made = request_report(Report(partnership=world.of, **year), world.people["coordinator"])
        kept["paper"] = Paper(pdf.render(version_page(made.document.versions.get())), "Results report")
    return kept["paper"]


def amount(text):
    return D(text.replace(",", ""))


def test_each_part_is_its_days_of_the_whole(paper):
    found = [re.search(PART, row) for row in paper.rows.values()]
    parts = [part.groups() for part in found if part]
    assert len(parts) == 5
    for part, whole, days, of in parts:
        exact = amount(whole) * int(days) / int(of)
        assert amount(part) == exact.quantize(D("0.01"), ROUND_HALF_UP)
    # From the day on which the partnership began to the end of the year.
    lengths = {(int(days), int(of)) for _part, _whole, days, of in parts}
    assert len(lengths) == 1


def test_the_sum_of_the_parts_is_what_went_in_and_the_first_page_leads_to_each(paper):
    total = sum(contributions(paper).values())
    assert hours(paper) == []
    assert amount(paper.one(rf"All that went in: {MONEY}")) == total
    notes = paper.one(rf"5 organisations put in € {total:,}\.({NOTES}) ")
    assert expanded(notes) == set(contributions(paper))
