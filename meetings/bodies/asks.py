"""A body asks another: the question goes on that body's next agenda, and its answer comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import agendas
from meetings.models import AgendaItem, BodyAsk, Line, Meeting
from partnerships.models import Body

if TYPE_CHECKING:
    from backbone.accounts.models import Person

State = Meeting.State


def waiting(body: Body) -> QuerySet[BodyAsk]:
    """What was asked of a body and stands on no agenda of it: nothing is planned, or it was taken off, or cancelled."""
    nowhere = Q(item=None) | Q(item__meeting__state=State.CANCELLED)
    return BodyAsk.objects.filter(nowhere, to=body, answered_at=None).order_by("asked_at", "pk")


@transaction.atomic
def ask(question: BodyAsk, *, by: Person) -> BodyAsk:
    """Keep the question and put it on the next agenda of the body that is asked, if a meeting is planned."""
    Body.objects.select_for_update().get(pk=question.to_id)
    question.by = by
    question.save()
    coming = Meeting.objects.filter(body=question.to_id, state=State.PLANNED, starts_at__gt=timezone.now())
    meeting = coming.select_related("partnership").order_by("starts_at", "pk").first()
    if meeting:
        _put(question, meeting)
    return question


@transaction.atomic
def put_waiting(meeting: Meeting) -> int:
    """Put what waits for a meeting of its body on this one's agenda; returns how much."""
    if meeting.body_id is None:
        return 0
    Body.objects.select_for_update().get(pk=meeting.body_id)
    found = list(waiting(meeting.body).select_for_update(of=("self",)))
    for question in found:
        _put(question, meeting)
    return len(found)


def _put(question, meeting):
    item = AgendaItem(title=question.text, purpose=AgendaItem.Purpose.DECIDE)
    question.item = agendas.add(meeting, item)
    question.save(update_fields=["item"])


def proposed_answer(question: BodyAsk) -> str:
    """What was decided under its agenda item, in the minutes' words."""
    if question.item is None:
        return ""
    lines = Line.objects.kept().filter(item=question.item, kind=Line.Kind.DECISION)
    return "\n".join(lines.order_by("position", "at").values_list("text", flat=True))


def answered_now(question: BodyAsk) -> dict:
    """What an answer has beside its words: its moment and its meeting; whoever asked reads it anew."""
    meeting = question.item.meeting if question.item else None
    if meeting and meeting.starts_at > timezone.now():
        meeting = None
    return {"answered_at": timezone.now(), "answered_in": meeting, "read_at": None}


def read(question: BodyAsk) -> None:
    """Keep that the answer was read; once is enough."""
    BodyAsk.objects.filter(pk=question.pk, answered_at__isnull=False, read_at=None).update(
        read_at=timezone.now()
    )
