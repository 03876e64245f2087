"""The arithmetic of the SROI guide, stage 4 and 5, against figures worked out by hand."""

from decimal import Decimal

import pytest

from impact.sroi import Valued, compute

pytestmark = pytest.mark.fast

D = Decimal


def valued(**changes):
    answers = {
        "name": "Seedlings",
        "quantity": D(100),
        "proxy": D(50),
        "deadweight": D("0.2"),
        "displacement": D("0.1"),
        "attribution": D("0.25"),
        "drop_off": D("0.1"),
        "years": 3,
    }
    return Valued(**{**answers, **changes})


def test_impact_takes_off_deadweight_displacement_and_attribution():
    assert valued().impact() == D(100) * D(50) * D("0.8") * D("0.9") * D("0.75")


def test_drop_off_counts_from_the_second_year():
    assert valued().impact(1) == D("2700")
    assert valued().impact(2) == D("2430")
    assert valued().impact(3) == D("2187")


def test_present_value_discounts_the_first_year_too():
    expected = D(2700) / D("1.05") + D(2430) / D("1.05") ** 2 + D(2187) / D("1.05") ** 3
    assert valued().present_value(D("0.05")) == expected


def test_ratio_net_ratio_and_payback():
    result = compute([valued(years=1)], D(1000), D(0))
    assert result.ratio == D("2.7")
    assert result.net_ratio == D("1.7")
    assert result.payback_months.quantize(D("0.01")) == D("4.44")


def test_the_range_lies_on_both_sides_of_the_ratio():
    result = compute([valued()], D(1000), D("0.035"))
    assert result.low < result.ratio < result.high


def test_shares_stay_between_none_and_all():
    edge = valued(deadweight=D("0.95"), attribution=D("0.05"))
    assert edge.varied(-1).deadweight == 1
    assert edge.varied(1).attribution == 0


@pytest.mark.parametrize(("outcomes", "inputs"), [([], D(10)), ([valued()], D(0))])
def test_without_outcomes_or_inputs_there_is_no_return(outcomes, inputs):
    with pytest.raises(ValueError, match="inputs above zero"):
        compute(outcomes, inputs, D("0.035"))


def test_no_impact_is_never_paid_back():
    assert compute([valued(quantity=D(0))], D(10), D(0)).payback_months is None


@pytest.mark.parametrize(
    ("changes", "inputs", "months"),
    [
        # 2,700 a year: after a year and, of 2,430, as much as is left.
        ({}, 3000, "13.48"),
        ({}, 2700, "12.00"),
        ({}, 7317, "36.00"),
        ({}, 7318, None),
        ({"years": 1}, 10000, None),
        ({"quantity": D(-100)}, 10, None),
    ],
)
def test_inputs_are_paid_back_within_the_years_that_it_lasts_or_never(changes, inputs, months):
    paid = compute([valued(**changes)], D(inputs), D(0)).payback_months
    assert paid is None if months is None else paid.quantize(D("0.01")) == D(months)


@pytest.mark.parametrize("proxies", [(50,), (-50,), (50, -30), (-1, 0)])
def test_the_lower_end_is_the_lower_one_also_of_a_loss(proxies):
    result = compute([valued(proxy=D(proxy)) for proxy in proxies], D(1000), D("0.035"))
    assert result.low <= result.ratio <= result.high


def test_totals_add_what_is_rounded_for_each_outcome():
    result = compute([valued(quantity=D("0.011"), years=1)] * 3, D(10), D(0))
    assert [worth.present_value for worth in result.outcomes] == [0, 0, 0]
    assert result.present_value == sum(worth.present_value for worth in result.outcomes)
