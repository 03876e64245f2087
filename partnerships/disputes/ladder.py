"""The steps that the partners agreed on for a dispute, as their agreement words them, with a day for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import override

from backbone.reading import dates
from backbone.reading.date_context import DateContext
from partnerships.agreements.clauses import PATTERNS
from partnerships.agreements.models import Clause
from partnerships.disputes.models import MOST_STEPS, Dispute, DisputeStep

if TYPE_CHECKING:
    from partnerships.models import Partnership

KEY = "disputes"
# A line of a numbered list.
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(\S.*)$", re.MULTILINE)
TIME_LIMIT = re.compile(r"\b(?:within|binnen)((?:\s+\w+){2,3})", re.IGNORECASE)
LONGEST = 300


def add_to(dispute: Dispute) -> None:
    """Give a new dispute the steps of the agreement; the time of each runs from the end of the one before."""
    DisputeStep.objects.bulk_create(
        DisputeStep(
            partnership=dispute.partnership, dispute=dispute, place=place, what=what[:LONGEST], due_on=due_on
        )
        for place, (what, due_on) in enumerate(_dated(dispute), start=1)
    )


def _dated(dispute) -> Iterator[tuple[str, date | None]]:
    day = dispute.opened_on
    for what in agreed(dispute.partnership)[:MOST_STEPS]:
        due_on = _end_of(what, DateContext(day, country=dispute.partnership.country))
        yield what, due_on
        day = due_on or day


def agreed(partnership: Partnership) -> list[str]:
    """The lines of the agreement's clause on disputes; of the standard wording where it has no such list."""
    clause = Clause.objects.filter(partnership=partnership, key=KEY, left_out=False).first()
    return NUMBERED.findall(clause.text if clause else "") or NUMBERED.findall(_standard(partnership))


def _standard(partnership):
    with override(partnership.language):
        return next(str(pattern.standard) for pattern in PATTERNS if pattern.key == KEY)


def _end_of(words, context):
    """The day on which a time limit ends, such as "within 10 working days"; None where none is said."""
    found = TIME_LIMIT.search(words)
    limit = found[1].split() if found else []
    for length in range(len(limit), 1, -1):
        if end := dates.read(f"within {' '.join(limit[:length])}", context).end:
            return end
    return None
