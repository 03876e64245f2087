"""How numbers read: what is cut to fewer digits is rounded, not cut off."""

from decimal import Decimal

import pytest

from backbone import numbers

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (Decimal("2.297"), 1, "2.3"),
        (Decimal("2.297"), 2, "2.30"),
        (Decimal("-0.05"), 1, "-0.1"),
        (0.996, 2, "1.00"),
        (1480, None, "1,480"),
        (Decimal("63.50"), None, "63.5"),
    ],
)
def test_numbers_are_rounded_half_up_and_grouped(value, decimals, words):
    assert numbers.number(value, decimals) == words
