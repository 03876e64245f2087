"""How numbers and money read: grouped, in the reader's language, no digits that say nothing."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

Number = Decimal | int | float
HUNDREDTH = Decimal("0.01")
NO_BREAK = "\N{NO-BREAK SPACE}"
SIGNS = {"EUR": "€" + NO_BREAK, "USD": "$", "GBP": "£"}


def number(value: Number, decimals: int | None = None) -> str:
    """`3,180` or `3.180`; trailing zeros go unless `decimals` asks for a fixed number of them, rounded half up."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if decimals is None and isinstance(value, Decimal):
        decimals = _meaningful(value)
    elif decimals is not None:
        # Django's number_format cuts digits off.
        value = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(value, decimal_pos=decimals, force_grouping=True)


def money(amount: Number, currency: str = "EUR") -> str:
    """`€ 412,000`, `$90.50`, `UGX 12,000`: cents only when there are some."""
    amount = Decimal(amount)
    cents = 0 if amount == amount.to_integral_value() else 2
    sign = SIGNS.get(currency, currency + NO_BREAK)
    minus = "−" if amount < 0 else ""
    return f"{minus}{sign}{number(abs(amount), cents)}"


def percent(share: Number) -> str:
    """`35 %` for a share of 0.35."""
    return f"{number(Decimal(share) * 100)}{NO_BREAK}%"


def rounded(amount: Decimal) -> Decimal:
    """To the hundredth, as it is printed; totals add what was rounded, so that a reader gets the same."""
    return amount.quantize(HUNDREDTH, ROUND_HALF_UP)


def _meaningful(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
