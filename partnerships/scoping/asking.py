"""Asking representatives for their partner's answer: one mail with a link, one reminder, through the budget of asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming
from backbone.time.mornings import working_morning_after
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import AskedEnough, preview, put_or_wait, send
from partnerships.models import Representative
from partnerships.pausing.who_rests import rests
from partnerships.scoping.models import Canvas, CanvasAnswer, CanvasAsk

if TYPE_CHECKING:
    from backbone.accounts.models import Person

REMINDED_AFTER = timedelta(days=7)
# Whoever waited for room when the round was closed is asked no more, and can be asked once it is open again.
ASKED = Q(asked_at__isnull=False) | Q(next_ask_at__isnull=False)
# So many a page offers; those that were asked make room for the others.
MOST_OFFERED = 60


def to_ask(canvas: Canvas) -> list[Representative]:
    """Who could be asked: representatives with an address, of partners without an answer, not asked yet, leads first."""
    said = CanvasAnswer.objects.filter(canvas=canvas, partner=OuterRef("partner"))
    asked = CanvasAsk.objects.filter(ASKED, canvas=canvas, person=OuterRef("person"))
    rows = Representative.objects.current().filter(
        ~Exists(said), ~Exists(asked), partnership=canvas.partnership_id, partner__withdrawn_on=None
    )
    rows = rows.exclude(rests()).select_related("person", "partner__organisation", "partner__partnership")
    in_order = rows.order_by("partner__organisation__sort_name", "partner", "capacity", "pk")
    return [seat for seat in in_order[: 2 * MOST_OFFERED] if seat.person.mail_address][:MOST_OFFERED]


def ask(canvas: Canvas, seats: Iterable[Representative]) -> tuple[int, int]:
    """Ask these people; returns how many mails go now, and how many wait for room in somebody's month."""
    outcomes = [_ask_new(canvas, seat) for seat in seats]
    return outcomes.count("sent"), outcomes.count("waits")


@transaction.atomic
def _ask_new(canvas, seat):
    CanvasAsk.objects.get_or_create(
        canvas=canvas,
        person=seat.person,
        defaults={"partner": seat.partner, "partnership_id": canvas.partnership_id},
    )
    rows = CanvasAsk.objects.select_for_update(of=("self",)).exclude(ASKED)
    row = rows.filter(canvas=canvas, person=seat.person).first()
    return put_or_wait(row, draft(row)) if row else ""


def draft(row: CanvasAsk, *, again: bool = False) -> Draft:
    """The question as a mail; `again` is its one reminder."""
    return Draft(
        kind="canvas",
        key=f"canvas:{row.canvas_id}:person:{row.person_id}" + (":again" if again else ""),
        person=row.person,
        partnership=row.partnership,
        cause="canvas",
        cause_id=row.canvas_id,
        partner=row.partner,
        asks=1,
        context=lambda link: {"canvas": row.canvas, "partner": row.partner, "again": again, "link": link},
    )


def send_due() -> int:
    """Ask whose morning has come, and remind of what nobody answered; returns how many mails that were."""
    if SenderSettings.load().held:
        return 0
    asked = each(_waiting().values_list("pk", flat=True), _ask_due, what="round's question", put_off=_put_off)
    return asked + each(_silent().values_list("pk", flat=True), _remind, what="round's reminder")


def _waiting() -> QuerySet[CanvasAsk]:
    return _open().filter(next_ask_at__lte=now())


def _silent() -> QuerySet[CanvasAsk]:
    return _open().filter(asked_at__lte=now() - REMINDED_AFTER, reminded_at=None)


def _open():
    """Questions of rounds that go on, of partners that are there and have not answered, to people who do not rest."""
    said = CanvasAnswer.objects.filter(canvas=OuterRef("canvas"), partner=OuterRef("partner"))
    rows = CanvasAsk.objects.filter(~Exists(said), canvas__closed_at=None, partnership__closed_at=None)
    rows = rows.filter(partner__withdrawn_on=None).exclude(rests())
    return rows.select_related("canvas", "partner__organisation", "partnership", "person").order_by("pk")


@transaction.atomic
def _ask_due(pk):
    row = _waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    return int(row is not None and put_or_wait(row, draft(row)) == "sent")


@transaction.atomic
def _remind(pk):
    row = _silent().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None or reminds_at(row) > now():
        return 0
    try:
        message = send(draft(row, again=True))
    except AskedEnough:
        return 0
    row.reminded_at = now()
    row.save(update_fields=["reminded_at"])
    return int(message is not None)


def _put_off(pk):
    CanvasAsk.objects.filter(pk=pk).update(next_ask_at=rested())


def reminds_at(row: CanvasAsk) -> datetime:
    """The working morning of its reminder, where its person is."""
    return working_morning_after(row.asked_at + REMINDED_AFTER, row.person.zone, row.partnership.country)


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The mails of questions that wait for room, and the reminders of those that were asked."""
    to_come = Q(next_ask_at__isnull=False) | Q(asked_at__isnull=False, reminded_at=None)
    rows = [row for row in _open().filter(to_come, partnership__in=partnerships) if row.person.mail_address]
    if not rows:
        return []
    sender, budget = SenderSettings.load(), Budget({row.partnership_id for row in rows})
    return [_forthcoming(row, sender, budget) for row in rows]


def _forthcoming(row, sender, budget):
    at = leaves_at(row.next_ask_at or reminds_at(row), row.person.zone, sender)
    return Forthcoming(
        key=f"canvas-{row.pk}",
        person=row.person,
        about=str(row.canvas),
        leaves_at=at,
        message=partial(_message, row, at),
        partnership=row.partnership,
        held_back=not budget.left(row.person_id, row.partnership, at, row.partner),
    )


def _message(row: CanvasAsk, at: datetime) -> Any:
    return preview(draft(row, again=row.asked_at is not None), at)


def asked_of(person: Person) -> QuerySet[CanvasAsk]:
    """What this person was asked for partners that they still represent, in the order of the asks."""
    seats = Representative.objects.current().filter(
        person=OuterRef("person"), partner=OuterRef("partner"), partner__withdrawn_on=None
    )
    rows = CanvasAsk.objects.filter(Exists(seats), Q(asked_at__isnull=False), person=person)
    return rows.select_related("canvas", "partner__organisation", "partner__partnership", "partnership")


def with_answers(rows: QuerySet[CanvasAsk]) -> QuerySet[CanvasAsk]:
    """The same, each saying whether its partner `has_answered`."""
    said = CanvasAnswer.objects.filter(canvas=OuterRef("canvas"), partner=OuterRef("partner"))
    return rows.annotate(has_answered=Exists(said))


def unanswered(person: Person) -> list[CanvasAsk]:
    """What this person was asked in rounds that go on, and nobody of their partner has answered."""
    said = CanvasAnswer.objects.filter(canvas=OuterRef("canvas"), partner=OuterRef("partner"))
    rows = asked_of(person).filter(~Exists(said), canvas__closed_at=None, partnership__closed_at=None)
    return list(rows[:MOST_OFFERED])
