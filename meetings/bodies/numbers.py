"""The number of minutes within their group, as people say it: the seventh, or the second of 2027."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.documents.numbering import next_number
from partnerships.models import Body

if TYPE_CHECKING:
    from meetings.models import Meeting


def give(meeting: Meeting) -> None:
    """Give a meeting its number when its minutes are first issued, where its group numbers them; unsaved.

    It keeps it, so undoing and correcting leave no gap; must run in the transaction that issues them.
    """
    body = meeting.body
    if meeting.minutes_number or body is None or not body.minutes_numbering:
        return
    if body.minutes_numbering == Body.Numbering.RUNNING:
        meeting.minutes_number = str(next_number(meeting.partnership, f"minutes-{body.pk}"))
        return
    year = meeting.day.year
    number = next_number(meeting.partnership, f"minutes-{body.pk}-{year}")
    meeting.minutes_number = f"{year}-{number}"
