"""Asking somebody something by a date, and taking the answer from a page or a mail."""

from django.db import transaction
from django.utils import timezone

from backbone.panels import registry
from partnerships.correspondence.models import Confirmation


class AlreadyAnswered(Exception):
    """The question has its answer; the first one stays."""


def ask(kind, subject, person, *, partner=None, question, due_on=None, by=None):
    """Ask a person once about a subject; asking again while it is open returns the open question."""
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
        },
    )
    return confirmation


@transaction.atomic
def answer(confirmation, given, remark="", via="page"):
    """Record the answer and let the kind's registered handler change what was asked about."""
    answered = record(confirmation, given, remark, via)
    handler = registry.answers.get(answered.kind)
    if handler:
        handler(answered)
    return answered


@transaction.atomic
def record(confirmation, given, remark="", via="page"):
    """Record the answer alone, for whoever has changed already what was asked about."""
    locked = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if locked.answer:
        raise AlreadyAnswered
    locked.answer, locked.remark, locked.answered_via = given, remark, via
    locked.answered_at = timezone.now()
    locked.save()
    return locked


def withdraw(kind, subject, *, but=None):
    """Take back what was asked about a subject and is open, except what the person `but` was asked."""
    Confirmation.objects.filter(kind=kind, subject_id=subject.pk, answer="").exclude(person=but).delete()
