"""On the last day of a pause one mail asks how to go on; reminders and questions go on the day after, whatever it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import send
from partnerships.models import Pause
from partnerships.pausing import pauses
from partnerships.taking_part import goes_on

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.models import AccessLink


def send_due() -> int:
    """Ask of each pause whose last morning has come; returns how many mails that were. While sending is held, it waits."""
    if SenderSettings.load().held:
        return 0
    return each(_due().values_list("pk", flat=True), _ask, what="end of pause", put_off=_put_off)


def _due():
    return Pause.objects.not_ended().filter(goes_on(), next_ask_at__lte=timezone.now())


@transaction.atomic
def _ask(pk):
    row = _due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None:
        return 0
    sent = sum(send(_draft(row, person)) is not None for person in asked(row))
    row.next_ask_at, row.asked_at = None, timezone.now() if sent else None
    row.save(update_fields=["next_ask_at", "asked_at"])
    return sent


def _put_off(pk):
    Pause.objects.filter(pk=pk).update(next_ask_at=rested())


def asked(row: Pause) -> list[Person]:
    """Whose answer it is: the person's own, or that of the partner's lead."""
    if row.person:
        return [row.person]
    leads = row.partner.representatives.current().filter(capacity="lead").select_related("person")
    return [seat.person for seat in leads]


def _draft(row, person):
    return Draft(
        kind="pause_ends",
        key=f"pause:{row.pk}:ends:{row.until_on}:person:{person.pk}",
        person=person,
        partnership=row.partnership,
        context=lambda link: {"pause": row, "is_own": row.person_id and row.by_id == person.pk, "link": link},
        cause="pause",
        cause_id=row.pk,
        partner=row.partner,
        asks=1,
    )


def on_link(link: AccessLink, token: str = "", **page: object) -> dict | None:
    """What a link's page asks: how to go on after a pause whose last day has come."""
    rows = list(to_answer_by(link))
    return {"pauses": rows, "token": token} if rows else None


def to_answer_by(link: AccessLink) -> list[Pause]:
    """The pauses of the link's partnership that its person is asked about."""
    rows = pauses.to_answer(link.person).filter(partnership=link.partnership)
    return list(rows.select_related("person", "partner__organisation"))
