"""A body asks another: the question goes on that body's next agenda, and its answer comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import agendas
from meetings.models import AgendaItem, BodyAsk, Line, Meeting, PartnershipAsk
from partnerships.models import Body

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.models.asks import Ask

State = Meeting.State


def waiting(body: Body) -> QuerySet[BodyAsk]:
    """What was asked of a body and stands on no agenda of it: nothing is planned, or it was taken off, or cancelled."""
    return _nowhere(BodyAsk.objects.filter(to=body, answered_at=None))


def waiting_from_below(body: Body) -> QuerySet[PartnershipAsk]:
    """The same of what partnerships that are part of its own asked, and its coordinator gave to this body."""
    return _nowhere(PartnershipAsk.objects.open().filter(to=body))


def _nowhere(rows):
    nowhere = Q(item=None) | Q(item__meeting__state=State.CANCELLED)
    return rows.filter(nowhere).order_by("asked_at", "pk")


@transaction.atomic
def ask(question: Ask, *, by: Person) -> Ask:
    """Keep the question and put it on the next agenda of the body that is asked, if a meeting is planned."""
    if question.to_id:
        lock(question.to)
    question.by = by
    question.save()
    put_on_next(question)
    return question


def lock(body: Body) -> None:
    """Before a question to it is written: whoever plans its next meeting looks for these under the same lock."""
    Body.objects.select_for_update().get(pk=body.pk)


def put_on_next(question: Ask) -> None:
    """Put it on the next agenda of its body, which is locked; without a body or a planned meeting it waits."""
    coming = Meeting.objects.filter(body=question.to_id, state=State.PLANNED, starts_at__gt=timezone.now())
    coming = coming.select_related("partnership").order_by("starts_at", "pk")
    meeting = coming.first() if question.to_id else None
    if meeting:
        _put(question, meeting)


@transaction.atomic
def put_waiting(meeting: Meeting) -> int:
    """Put what waits for a meeting of its body on this one's agenda; returns how much."""
    if meeting.body_id is None:
        return 0
    lock(meeting.body)
    rows = (waiting(meeting.body), waiting_from_below(meeting.body))
    found = [question for one in rows for question in one.select_for_update(of=("self",))]
    for question in found:
        _put(question, meeting)
    return len(found)


def _put(question, meeting):
    item = AgendaItem(title=question.text, purpose=AgendaItem.Purpose.DECIDE)
    question.item = agendas.add_before_closing(meeting, item)
    question.save(update_fields=["item"])


def proposed_answer(question: Ask) -> str:
    """What was decided under its agenda item, in the minutes' words."""
    if question.item is None:
        return ""
    lines = Line.objects.kept().filter(item=question.item, kind=Line.Kind.DECISION)
    return "\n".join(lines.order_by("position", "at").values_list("text", flat=True))


def answered_now(question: Ask) -> dict:
    """What an answer has beside its words: its moment and its meeting; whoever asked reads it anew."""
    meeting = question.item.meeting if question.item else None
    if meeting and meeting.starts_at > timezone.now():
        meeting = None
    return {"answered_at": timezone.now(), "answered_in": meeting, "read_at": None}


def read(question: Ask) -> None:
    """Keep that the answer was read; once is enough."""
    rows = type(question).objects.filter(pk=question.pk, answered_at__isnull=False, read_at=None)
    rows.update(read_at=timezone.now())
