"""The steps that the partners agreed on for a dispute, as their agreement words them, with a day for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.numbers import number
from backbone.reading import dates
from backbone.reading.date_context import DateContext
from partnerships.agreements import writing
from partnerships.agreements.clauses import PATTERNS
from partnerships.disputes.models import MOST_STEPS, Dispute, DisputeStep
from partnerships.documents import acceptance

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
    """The lines of the clause on disputes in the version that holds, or else in the draft; or the standard wording's."""
    version = acceptance.holding_of(partnership)
    text = _frozen(version) if version else _drafted(partnership)
    return NUMBERED.findall(text) or NUMBERED.findall(_standard(partnership))


def _frozen(version):
    return next((one["text"] for one in version.data.get("clauses", ()) if one["key"] == KEY), "")


def _drafted(partnership):
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        return ""
    agreement.partnership = partnership
    clauses = writing.in_step(agreement, list(agreement.clauses.filter(key=KEY, left_out=False)))
    return clauses[0].text if clauses else ""


def where_from(partnership: Partnership) -> str:
    """Which text the steps of a new dispute come from."""
    version = acceptance.holding_of(partnership)
    if version is None:
        return _("The steps are those of the draft of the agreement, or else of the standard wording.")
    if acceptance.in_force(version.document) == version:
        words = _("The steps are those of version %(n)s of the agreement, which is in force.")
    else:
        words = _("The steps are those of version %(n)s of the agreement, which is not in force yet.")
    return words % {"n": number(version.number)}


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
