"""A table as long as an import may be."""

import pytest

from backbone.tables import spreadsheets
from partnerships.imports import confirming


@pytest.mark.long
def test_ten_thousand_rows_are_read_checked_and_made(run_of, coordinator):
    confirming.confirm(run_of("outcomes.csv"), coordinator)
    rows = [["Outcome", "Period", "Value", "Source"]]
    rows += [
        ["Oysters", f"{1 + n % 28} March {1950 + n // 28 % 140}", n, f"survey {n}"] for n in range(10_000)
    ]
    run = confirming.confirm(run_of(("f.xlsx", spreadsheets.write([("Figures", rows)]))), coordinator)
    assert run.counts == {"measurement": 10_000}
