"""What a quarter's line and an open talk take over from those of another partner that becomes theirs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from partnerships.giving.models import QuarterLine, Renegotiation

MOST_WORDS = 500
# Of an answer: its row in the ledger, so that it is taken back with it, and who said it how.
HOW_IT_CAME = ("contribution", "way", "words", "told_on", "noted_by")


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """Days of both are added, since both stand in the ledger; of a talk the words of both are kept."""
    if isinstance(gone, QuarterLine):
        yield stays, _line(gone, stays)
    elif isinstance(gone, Renegotiation):
        yield stays, {"words": f"{stays.words} / {gone.words}"[:MOST_WORDS]}


def _line(gone, stays):
    values = {name: getattr(stays, name) + getattr(gone, name) for name in ("meetings", "hours", "tasks")}
    if gone.days:
        values |= {"answer": "other", "days": gone.days + (stays.days or Decimal(0))}
        values |= {"answered_at": stays.answered_at or gone.answered_at, "next_ask_at": None}
        if not stays.answer:
            values |= {name: getattr(gone, name) for name in HOW_IT_CAME}
    return values
