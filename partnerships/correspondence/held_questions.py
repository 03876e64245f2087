"""Questions that the budget held back: put as soon as the person's month has room, and seen until then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming, MailKind, registry
from backbone.time.mornings import next_morning
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import AskedEnough, preview
from partnerships.pausing.who_rests import Pauses, rests
from partnerships.taking_part import takes_part

if TYPE_CHECKING:
    from datetime import datetime

    from partnerships.models import Partnership


def waiting(
    partnerships: QuerySet[Partnership] | list[Partnership] | list[int], at: datetime | None = None
) -> QuerySet[Confirmation]:
    """The open questions in these partnerships, or those with these keys, that wait for room, the oldest first.

    Those to people who left wait unseen until they are back. at: the moment that counts, now when left out
    """
    rows = Confirmation.objects.filter(partnership__in=partnerships, answer="", held_at__isnull=False)
    rows = rows.filter(takes_part("person", at=at))
    return rows.select_related("person", "partnership").order_by("held_at", "pk")


def not_resting(questions: list[Confirmation]) -> list[Confirmation]:
    """Those of these questions to people, and for partners, that do not pause."""
    pauses = Pauses({one.partnership_id for one in questions})
    return [one for one in questions if not pauses.day_of(one.person_id, one.partnership_id, one.partner_id)]


def kind_of(question: Confirmation) -> MailKind:
    """The kind of mail that puts a question of this kind."""
    return next(kind for kind in registry.mails.values() if kind.question == question.kind)


def send_due() -> int:
    """Put what waited and has room now; returns how many mails that were. While sending is held, it waits."""
    if SenderSettings.load().held:
        return 0
    due = Confirmation.objects.filter(
        takes_part("person"), ~rests(), answer="", next_try_at__lte=timezone.now()
    )
    due = due.order_by("held_at", "pk")
    return each(due.values_list("pk", flat=True), _put, what="question that waited", put_off=_put_off)


@transaction.atomic
def _put(pk):
    """Send one, or leave it to the next morning. The kind locks: its rows first, then the question."""
    question = Confirmation.objects.select_related("person").get(pk=pk)
    try:
        message = kind_of(question).put(question)
    except AskedEnough:
        message = None
    if not message:
        _wait(question)
    return message


def _wait(question):
    rows = Confirmation.objects.filter(pk=question.pk, held_at__isnull=False)
    rows.update(next_try_at=next_morning(question.person.zone))


def _put_off(pk):
    Confirmation.objects.filter(pk=pk, answer="").update(next_try_at=rested())


def forthcoming(partnerships: QuerySet[Partnership] | list[Partnership]) -> list[Forthcoming]:
    """The mails with these questions, as they will be when there is room."""
    questions = [question for question in waiting(partnerships) if question.person.mail_address]
    questions = not_resting(questions)
    if not questions:
        return []
    sender, budget = SenderSettings.load(), Budget(partnerships)
    return [_forthcoming(question, sender, budget) for question in questions]


def _forthcoming(question, sender, budget):
    at = leaves_at(question.next_try_at, question.person.zone, sender)
    return Forthcoming(
        key=f"question-{question.pk}",
        person=question.person,
        about=question.question,
        leaves_at=at,
        message=partial(_message, question, at),
        partnership=question.partnership,
        held_back=not budget.left(question.person_id, question.partnership, at),
    )


def _message(question, at):
    draft = kind_of(question).draft(question)
    return preview(draft, at) if draft else None
