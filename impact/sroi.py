"""Social return on investment, as pure arithmetic over what people answered.

Source: Nicholls, Lawlor, Neitzert and Goodspeed, A Guide to Social Return on Investment (2009, updated
2012), stages 4 and 5. Shares are 0 to 1; money is in one currency; years count from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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

    def varied(self, direction: int) -> "Valued":
        """The same outcome with more cautious (-1) or more generous (+1) answers, for the range."""
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
class Return:
    """What came out of what went in; `low` and `high` are the ends of the range."""

    inputs: Decimal
    present_value: Decimal
    first_year: Decimal
    low: Decimal
    high: Decimal

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
        """Months until the first year's impact, spread evenly, has paid back the inputs; None without impact."""
        return self.inputs / (self.first_year / 12) if self.first_year > 0 else None


def compute(outcomes: Sequence[Valued], inputs: Decimal, rate: Decimal) -> Return:
    """The `Return` of some `Valued` outcomes. Raises ValueError without outcomes or without inputs."""
    if not outcomes or inputs <= 0:
        raise ValueError("a return needs at least one valued outcome and inputs above zero")
    low, high = (_total([outcome.varied(step) for outcome in outcomes], rate) / inputs for step in (-1, 1))
    first_year = sum((outcome.impact() for outcome in outcomes), Decimal(0))
    return Return(inputs, _total(outcomes, rate), first_year, low, high)


def _total(outcomes: Sequence[Valued], rate: Decimal) -> Decimal:
    return sum((outcome.present_value(rate) for outcome in outcomes), Decimal(0))


def _share(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), ONE)
