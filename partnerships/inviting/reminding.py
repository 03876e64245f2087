"""The one reminder of an invitation that was mailed: on a working morning where its person is, two weeks later."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from backbone.isolation import each
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from backbone.time.mornings import working_morning_after
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.sending import AskedEnough, preview, send
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.sending import draft

REMINDED_AFTER = timedelta(days=14)
# After a reminder, or after the day of one where there was none to send.
CALLED_AFTER = timedelta(days=7)


def remind_due() -> int:
    """Mail each invitation without an answer once more; returns how many mails that were."""
    if SenderSettings.load().held:
        return 0
    return each(_due().values_list("pk", flat=True), _remind, what="invitation")


def _unanswered() -> QuerySet[PartnerInvitation]:
    rows = PartnerInvitation.objects.filter(
        state=PartnerInvitation.State.SENT,
        person__isnull=False,
        reminded_at=None,
        partnership__closed_at=None,
    )
    return rows.select_related("person", "partnership")


def _due():
    return _unanswered().filter(sent_at__lte=now() - REMINDED_AFTER)


def reminds_at(row: PartnerInvitation) -> datetime:
    """The working morning of its reminder, where its person is."""
    return working_morning_after(row.sent_at + REMINDED_AFTER, row.person.zone, row.partnership.country)


@transaction.atomic
def _remind(pk):
    row = _due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None or not row.person.mail_address or reminds_at(row) > now():
        return 0
    try:
        mail = send(draft(row, again=True))
    except AskedEnough:
        return 0
    if mail is None:
        return 0
    row.reminded_at = now()
    row.save(update_fields=["reminded_at"])
    return 1


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The reminders that will leave by themselves."""
    rows = [row for row in _unanswered().filter(partnership__in=partnerships) if row.person.mail_address]
    if not rows:
        return []
    sender, budget = SenderSettings.load(), Budget({row.partnership_id for row in rows})
    return [_forthcoming(row, sender, budget) for row in rows]


def _forthcoming(row, sender, budget):
    at = leaves_at(reminds_at(row), row.person.zone, sender)
    return Forthcoming(
        key=f"partner-invitation-{row.pk}",
        person=row.person,
        about=str(row),
        leaves_at=at,
        message=partial(_message, row, at),
        partnership=row.partnership,
        held_back=not budget.left(row.person_id, row.partnership, at),
    )


def _message(row, at):
    return preview(draft(row, again=True), at)
