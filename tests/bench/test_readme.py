"""The README says of speed what bench/results.json says."""

import json

import pytest

from bench import readme
from bench.results import FILE

pytestmark = pytest.mark.fast


def test_its_tables_are_those_of_the_results():
    text = readme.README.read_text()
    assert readme.PLACE.search(text)
    assert readme.with_tables(text, json.loads(FILE.read_text())) == text


def test_what_misses_its_goal_is_bold():
    rows = [
        {"what": "plan, bytes", "size": "x1000", "value": 151.0, "goal": 150, "unit": "KB"},
        {"what": "a reminder", "size": "demo", "value": 0.3, "goal": 4, "unit": "queries"},
    ]
    assert "| plan |  |  |  |  | **151.0 KB** |" in readme.of_pages(rows)
    assert "| a reminder | 0.3 queries | ≤ 4 queries |" in readme.of_the_rest(rows)


def test_each_row_is_whole_and_twenty_have_a_goal():
    found = json.loads(FILE.read_text())
    assert {"commit", "machine", "rows"} == set(found)
    for row in found["rows"]:
        assert {"what", "size", "value", "unit"} <= set(row) <= {"what", "size", "value", "unit", "goal"}
        assert row["size"] in ("demo", "x100", "x1000")
        assert isinstance(row["value"], int | float)
    assert sum("goal" in row for row in found["rows"]) >= 20
    assert len({(row["what"], row["size"]) for row in found["rows"]}) == len(found["rows"])
