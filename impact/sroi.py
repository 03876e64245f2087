"""Social return on investment, as pure arithmetic over what people answered.

Source: Nicholls, Lawlor, Neitzert and Goodspeed, A Guide to Social Return on Investment (2009, updated
2012), stages 4 and 5. Shares are 0 to 1; money is in one currency; years count from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ONE = Decimal(1)
# How far the range's two ends lie from the answers given.
SHARE_STEP = Decimal("0.10")
PROXY_STEP = Decimal("0.20")


@dataclass(frozen=True)
class Valued:
    """What one outcome is worth: a quantity of change, its proxy per unit, and what is taken off."""

    name: str
    quantity: Decimal
    proxy: Decimal
    deadweight: Decimal
    displacement: Decimal
    attribution: Decimal
    drop_off: Decimal
    years: int = 1

    def impact(self, year: int = 1) -> Decimal:
        """The impact of a year: what is left after deadweight, displacement, attribution and drop-off."""
        first = self.quantity * self.proxy
        for share in (self.deadweight, self.displacement, self.attribution):
            first *= ONE - share
        return first * (ONE - self.drop_off) ** (year - 1)

    def present_value(self, rate: Decimal) -> Decimal:
        """The sum over the years it lasts of impact ÷ (1 + rate)^year."""
        return sum(
            (self.impact(year) / (ONE + rate) ** year for year in range(1, self.years + 1)), Decimal(0)
        )

    def bounds(self, rate: Decimal) -> tuple[Decimal, Decimal]:
        """The present value with cautious and with generous answers, the lower one first, also of a loss."""
        ends = sorted(self.varied(direction).present_value(rate) for direction in (-1, 1))
        return ends[0], ends[1]

    def varied(self, direction: int) -> "Valued":
        """The same outcome with a lower (-1) or higher (+1) proxy and more or less taken off, for the range."""
        return Valued(
            self.name,
            self.quantity,
            self.proxy * (ONE + direction * PROXY_STEP),
            _share(self.deadweight - direction * SHARE_STEP),
            self.displacement,
            _share(self.attribution - direction * SHARE_STEP),
            self.drop_off,
            self.years,
        )


@dataclass(frozen=True)
class Worth:
    """One outcome's first year and present value, with the ends of its range, in whole units of money."""

    valued: Valued
    impact: Decimal
    present_value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Return:
    """What came out of what went in: totals of what was rounded, so that a reader who adds gets the same."""

    inputs: Decimal
    outcomes: tuple[Worth, ...]

    @property
    def impact(self) -> Decimal:
        """The impact of the first year."""
        return sum((worth.impact for worth in self.outcomes), Decimal(0))

    @property
    def present_value(self) -> Decimal:
        return sum((worth.present_value for worth in self.outcomes), Decimal(0))

    @property
    def low(self) -> Decimal:
        """The lower end of the ratio's range."""
        return sum((worth.low for worth in self.outcomes), Decimal(0)) / self.inputs

    @property
    def high(self) -> Decimal:
        """The upper end of the ratio's range."""
        return sum((worth.high for worth in self.outcomes), Decimal(0)) / self.inputs

    @property
    def ratio(self) -> Decimal:
        """Present value ÷ inputs."""
        return self.present_value / self.inputs

    @property
    def net_ratio(self) -> Decimal:
        """(Present value − inputs) ÷ inputs."""
        return (self.present_value - self.inputs) / self.inputs

    @property
    def payback_months(self) -> Decimal | None:
        """Months until the impact of the years, each spread evenly, has paid back the inputs; None when it never does."""
        left = self.inputs
        for year in range(1, max(worth.valued.years for worth in self.outcomes) + 1):
            impact = self._impact_of(year)
            if impact > 0 and impact >= left:
                return 12 * (year - 1 + left / impact)
            left -= impact
        return None

    def _impact_of(self, year: int) -> Decimal:
        lasting = (worth.valued for worth in self.outcomes if year <= worth.valued.years)
        return sum((valued.impact(year) for valued in lasting), Decimal(0))


def compute(outcomes: Sequence[Valued], inputs: Decimal, rate: Decimal) -> Return:
    """The `Return` of some `Valued` outcomes. Raises ValueError without outcomes or without inputs."""
    if not outcomes or inputs <= 0:
        raise ValueError("a return needs at least one valued outcome and inputs above zero")
    return Return(inputs, tuple(_worth(outcome, rate) for outcome in outcomes))


def _worth(outcome: Valued, rate: Decimal) -> Worth:
    amounts = (outcome.impact(), outcome.present_value(rate), *outcome.bounds(rate))
    return Worth(outcome, *(amount.quantize(ONE, ROUND_HALF_UP) for amount in amounts))


def _share(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), ONE)
