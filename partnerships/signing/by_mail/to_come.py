"""The reminders of a proposed version that will leave by themselves: seen before, among the mails to come."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import F, Q

from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from backbone.time.mornings import morning, working_morning
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.sending import preview
from partnerships.models import Representative
from partnerships.signing.by_mail import asking
from partnerships.signing.models import Acceptance


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The next reminder of each row that has no answer, to each of those who were asked."""
    again = Q(reminded_on=None) | Q(reminded_on__lt=F("mailed_on") + 2 * asking.STEP)
    rows = list(asking.mailed_rows().filter(again, partnership__in=partnerships))
    if not rows:
        return []
    sender, budget = SenderSettings.load(), Budget({row.partnership_id for row in rows})
    seats = asking.asked(rows)
    return [
        _forthcoming(row, seat, sender, budget)
        for row in rows
        for seat in seats[row.pk]
        if seat.person.mail_address
    ]


def _forthcoming(
    row: Acceptance, seat: Representative, sender: SenderSettings, budget: Budget
) -> Forthcoming:
    at = leaves_at(_at(row), row.partnership.zone, sender)
    return Forthcoming(
        key=f"acceptance-{row.pk}-{seat.person_id}",
        person=seat.person,
        about=row.name,
        leaves_at=at,
        message=partial(_message, row, seat, at),
        partnership=row.partnership,
        held_back=not budget.left(seat.person_id, row.partnership, at, row.partner),
    )


def _at(row: Acceptance) -> datetime:
    """The morning of its reminder; with legal or the board it waits for a month."""
    due = asking.reminds_at(row)
    if row.legal_since is None:
        return due
    zone, country = row.partnership.zone, row.partnership.country
    return max(due, working_morning(morning(row.legal_since + asking.WITH_LEGAL, zone), zone, country))


def _message(row: Acceptance, seat: Representative, at: datetime) -> Any:
    return preview(asking.draft(row, seat.person, again=asking.number_of_next(row)), at)
