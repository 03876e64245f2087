"""Charts say what they show, and show what was measured."""

import re

import pytest

from backbone.paper import charts

pytestmark = pytest.mark.fast


def test_a_line_breaks_where_nothing_was_measured_and_says_so():
    chart = charts.Line("Survival", [("Q1", 41), ("Q2", 45), ("Q3", None), ("Q4", 60), ("Q5", 63)], unit="%")
    assert chart.svg.count("<polyline") == 2
    assert "no data" in chart.svg
    assert ("Q3", "no data") in chart.rows


@pytest.mark.parametrize(
    "chart",
    [
        charts.Line("<b>", [("<i>", 1), ("<u>", 2)], unit="<s>", target=3, baseline=0),
        charts.Line("empty", []),
        charts.Line("none", [("a", None)]),
        charts.Line("one", [("a", 0)]),
        charts.Spark("spark", [None, 3, 3], target=5),
    ],
)
def test_a_chart_has_a_title_and_lets_no_markup_through(chart):
    assert f"<title>{chart.title}</title>".replace("<b>", "&lt;b&gt;") in chart.svg
    assert not set(re.findall(r"<(\w+)", chart.svg)) - {
        "svg",
        "title",
        "line",
        "polyline",
        "circle",
        "text",
    }
    assert "nan" not in chart.svg
