"""Asking somebody something by a date, and taking the answer from a page or a mail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from backbone.panels import registry
from backbone.time.mornings import next_morning
from partnerships.correspondence.models import Confirmation

if TYPE_CHECKING:
    from django.db.models import Model

    from backbone.accounts.models import Person
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partner


class AlreadyAnswered(Exception):
    """The question has its answer; the first one stays."""


def ask_in_digest(kind: str, subject: Any, person: Person, **columns: Any) -> Confirmation:
    """Ask in the person's next digest, as `ask` does otherwise; what they were asked and is open stays one question."""
    return ask(kind, subject, person, in_digest=True, **columns)


def put_in_digest(questions: list[Confirmation]) -> int:
    """The digest of now puts these questions; returns how many there were."""
    rows = Confirmation.objects.filter(pk__in=[question.pk for question in questions])
    return rows.update(in_digest=False, asked_at=timezone.now())


def ask(
    kind: str,
    subject: Any,
    person: Person,
    *,
    partner: Partner = None,
    question: str,
    due_on: date | None = None,
    by: Person | None = None,
    in_digest: bool = False,
    instead_of: Person | None = None,
) -> Confirmation:
    """Ask a person once about a subject; asking again while it is open returns the open question.

    instead_of: who had it until now, where they are asked to take it over
    """
    # With `answer=""` in the search an answered question can be asked again, while two open ones can't be.
    confirmation, _ = Confirmation.objects.get_or_create(
        kind=kind,
        subject_id=subject.pk,
        person=person,
        answer="",
        defaults={
            "partnership": subject.partnership,
            "partner": partner,
            "question": question[:300],
            "due_on": due_on,
            "asked_by": by,
            "in_digest": in_digest,
            "instead_of": instead_of,
        },
    )
    return confirmation


@transaction.atomic
def answer(
    confirmation: Confirmation, given: str, remark: str = "", via: str = "page", told: Told | None = None
) -> Confirmation:
    """Record the answer and let the kind's registered handler change what was asked about."""
    answered = record(confirmation, given, remark, via, told)
    handler = registry.answers.get(answered.kind)
    if handler:
        handler(answered)
    return answered


@transaction.atomic
def record(
    confirmation: Confirmation, given: str, remark: str = "", via: str = "page", told: Told | None = None
) -> Confirmation:
    """Record the answer alone, for whoever has changed already what was asked about.

    told: where a coordinator notes it for the person; its way and words take the place of the others
    """
    # Locked: the mail's link and the page can be pressed at one moment, and only one answer may reach the handler.
    locked = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if locked.answer:
        raise AlreadyAnswered
    locked.answer, locked.remark, locked.answered_via = given, remark, via
    if told:
        locked.answered_via, locked.remark = told.way, told.words
        locked.noted_by, locked.told_on = told.by, told.on
    locked.answered_at, locked.held_at, locked.next_try_at = timezone.now(), None, None
    locked.save()
    return locked


def hold(confirmation: Confirmation) -> int:
    """Let an open question wait: it is put on a later morning, once the person's month has room. Returns how many rows wait."""
    now = timezone.now()
    rows = Confirmation.objects.filter(pk=confirmation.pk, answer="")
    morning = next_morning(confirmation.person.zone, now)
    # The first `held_at` stays: questions are put in the order in which they began to wait.
    return rows.update(held_at=Coalesce("held_at", Value(now, DateTimeField())), next_try_at=morning)


def take_held(confirmation: Confirmation) -> Confirmation | None:
    """The question, locked, if it still waits and its time has come; None when somebody else put it."""
    due = Confirmation.objects.filter(pk=confirmation.pk, answer="", next_try_at__lte=timezone.now())
    return due.select_for_update(of=("self",)).first()


def put(confirmation: Confirmation) -> int:
    """Record that a mail put the question just now: it waits no longer. Returns how many rows waited."""
    rows = Confirmation.objects.filter(pk=confirmation.pk, answer="").exclude(held_at=None)
    return rows.update(held_at=None, next_try_at=None, asked_at=timezone.now())


def withdraw(kind: str, subject: Model, *, but: Person | None = None) -> None:
    """Take back what was asked about a subject and is open, except what the person `but` was asked."""
    Confirmation.objects.filter(kind=kind, subject_id=subject.pk, answer="").exclude(person=but).delete()
