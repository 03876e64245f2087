"""The mail that asks whoever leads a partner about a quarter: "3 meetings, 9 hours; is 4 days about right?"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.links import represented
from partnerships.correspondence.sending import AskedEnough, preview, send
from partnerships.giving import quarters, told_again
from partnerships.giving.models import QuarterLine
from partnerships.pausing.pauses import current
from partnerships.pausing.who_rests import rests

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.models import AccessLink
from partnerships.models import Benefit, Contribution


def send_due() -> int:
    """Ask what is due; returns how many mails that were. While sending is held, it waits."""
    if SenderSettings.load().held:
        return 0
    return each(quarters.due().values_list("pk", flat=True), _ask, what="quarter's line", put_off=_put_off)


@transaction.atomic
def _ask(pk):
    line = quarters.due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if line is None:
        return 0
    # Whoever leads it today: seats change between the beginning of a line and its morning.
    line.person = quarters.leads_of([line.partner]).get(line.partner_id)
    line.is_paused = current(line.partnership, partner=line.partner) is not None
    line.next_ask_at = None
    message = _mail(line) if line.person and not line.is_paused else None
    line.asked_at = timezone.now() if message else None
    line.save(update_fields=["person", "is_paused", "next_ask_at", "asked_at"])
    return int(message is not None)


def _mail(line):
    """The mail; none when the person has been asked enough, and then the line waits for another morning."""
    try:
        return send(draft(line, line.person))
    except AskedEnough:
        line.next_ask_at = quarters.try_again_at(line)
        return None


def _put_off(pk):
    QuarterLine.objects.filter(pk=pk).update(next_ask_at=rested())


def draft(line: QuarterLine, person: Person) -> Draft:
    """The mail to this person about this line."""
    return Draft(
        kind="quarter_line",
        key=f"quarter:{line.pk}:person:{person.pk}",
        person=person,
        partnership=line.partnership,
        context=lambda link: {"line": line, "gets": told_again.gain(line.partner), "link": link},
        cause="quarter",
        cause_id=line.pk,
        partner=line.partner,
        asks=1,
    )


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The mails of lines that wait for their morning."""
    rows = QuarterLine.objects.filter(partnership__in=partnerships, next_ask_at__isnull=False, answer="")
    rows = rows.filter(partner__withdrawn_on=None, person__isnull=False).exclude(rests())
    lines = list(rows.select_related("partner__organisation", "partnership", "person"))
    if not lines:
        return []
    sender, budget = SenderSettings.load(), Budget({line.partnership_id for line in lines})
    return [_forthcoming(line, sender, budget) for line in lines if line.person.mail_address]


def _forthcoming(line, sender, budget):
    at = leaves_at(line.next_ask_at, line.person.zone, sender)
    return Forthcoming(
        key=f"quarter-{line.pk}",
        person=line.person,
        about=str(line.partner),
        leaves_at=at,
        message=partial(_message, line, at),
        partnership=line.partnership,
        held_back=not budget.left(line.person_id, line.partnership, at, line.partner),
    )


def _message(line, at):
    return preview(draft(line, line.person), at)


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What a link's page asks: about the quarters of the partners that its person was asked about."""
    lines = list(to_answer_by(link))
    return {"lines": lines, "token": token} if lines else None


def to_answer_by(link: AccessLink) -> list[QuarterLine]:
    """The open lines that the link's person was asked about, of partners that they still represent."""
    return [line for line in asked_of(link) if not line.answer]


def offered(link: AccessLink, model: type, pk: int) -> Contribution | Benefit:
    """What such a partner gives or gets, agreed or only offered; 404 for what is of any other."""
    row = model.objects.filter(partnership=link.partnership, pk=pk).first()
    if row is None:
        raise Http404
    row.partner = represented(link, row.partner_id)
    row.partner.partnership = row.partnership = link.partnership
    return row


def asked_of(link: AccessLink) -> list[QuarterLine]:
    """What the link's person was asked about, answered or not, of partners that they still represent."""
    seats = link.person.represents.current().filter(partnership=link.partnership)
    rows = QuarterLine.objects.filter(
        person=link.person, partnership=link.partnership, asked_at__isnull=False
    )
    rows = rows.filter(partner__in=seats.order_by().values("partner"), partner__withdrawn_on=None)
    return list(rows.select_related("partner__organisation"))
