"""Which figures hold, and what they say."""

import pytest

from impact.figures import series_of
from tests.impact.bay import bay

pytestmark = pytest.mark.django_db


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
