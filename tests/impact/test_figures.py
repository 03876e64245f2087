"""Which figures hold, and what they say."""

import pytest

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from impact.figures import Series, series_of
from impact.models import Measurement
from tests.impact.bay import bay
from workplans.models import Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def by_outcome(of, **period):
    return {str(series.indicator.outcome): series for series in series_of(of, **period)}


def test_a_corrected_figure_gives_way_to_its_correction():
    grasses = by_outcome(bay())["Submerged aquatic vegetation (interim)"]
    assert [m.value for m in grasses.measurements if m.period_words == "2021"] == [68091]


def test_years_that_nobody_measured_are_gaps_not_zeros():
    grasses = by_outcome(bay())["Submerged aquatic vegetation (interim)"]
    assert grasses.gaps == ["2013", "2014", "2015", "2017", "2019"]
    assert dict(grasses.points)["2019"] is None


def test_a_measure_without_figures_says_so():
    oysters = by_outcome(bay())["Oysters"]
    assert oysters.latest is None
    assert "nothing was measured" in oysters.sentence()
    assert oysters.reached is None


def test_the_sentence_goes_from_baseline_to_latest():
    crabs = by_outcome(bay())["Blue crab abundance"]
    assert "from 101" in crabs.sentence()
    assert "158" in crabs.sentence()
    assert crabs.reached is False


def test_a_period_leaves_out_what_was_measured_outside_it():
    from datetime import date

    crabs = by_outcome(bay(), start=date(2018, 1, 1), end=date(2020, 12, 31))["Blue crab abundance"]
    assert [m.period_words for m in crabs.measurements] == ["2018", "2019", "2020"]


def test_reading_all_series_takes_two_queries(django_assert_num_queries):
    of = bay()
    with django_assert_num_queries(2):
        series_of(of)


@pytest.mark.parametrize(
    ("measured", "missing"),
    [
        (["2023", "2025"], ["2024"]),
        (["Q3 2025", "Q4 2025", "Q2 2026"], ["Q1 2026"]),
        (["November 2025", "December 2025", "February 2026"], ["Jan 2026"]),
        (["Q4 2025", "2026"], []),
        (["Q1 2023", "Q1 2024", "Q1 2026"], ["Q1 2025"]),
        (["Q3 2025", "Q2 2026", "Q4 2026"], []),
        (["Fall 2016", "Fall 2018"], []),
    ],
)
def test_periods_of_one_length_that_nobody_measured_are_gaps(measured, missing):
    rows = [Measurement(value=1, period_words=words, **_days(words)) for words in measured]
    assert Series(Indicator(name="Families"), rows).gaps == missing


def _days(words):
    period = dates.read(words, DateContext(policy=Policy.PERIOD))
    return {"period_start": period.start, "period_end": period.end}
