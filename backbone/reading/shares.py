"""Which units say that a figure is a share of a whole, in English and Dutch, and which figures such a share cannot be."""

import re
from decimal import Decimal

PERCENT = re.compile(r"%|\b(?:per ?cent|pct|procent)\b", re.I)
WHOLE = 100


def is_unlikely_share(value: Decimal | None, unit: str) -> bool:
    """Whether a value in percent lies outside of nothing and all; in any other unit everything is possible."""
    return value is not None and bool(PERCENT.search(unit)) and not 0 <= value <= WHOLE
