"""Mails that wait, sent to the person who looks them over first: the same mail, its personal links dead."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.outbox import link_tokens
from backbone.typed_text import one_line

from .mail import wake_on_commit
from .models import Attachment, Message

if TYPE_CHECKING:
    from collections.abc import Iterable


PREFIX = "sample:"
IS_SAMPLE = Q(key__startswith=PREFIX)


@dataclass(frozen=True)
class Waiting:
    """How much waits: mails, and the people they go to."""

    mails: int
    people: int


def waiting() -> QuerySet[Message]:
    """Mails that are kept back until sending is released, or until their time has come."""
    return Message.objects.filter(state=Message.State.WAITING, urgent=False)


def count(messages: QuerySet[Message]) -> Waiting:
    """How many mails to how many different addresses."""
    return Waiting(messages.count(), messages.values("to_address").distinct().count())


@transaction.atomic
def send_samples(messages: Iterable[Message], person: Any) -> int:
    """Queue a copy of each message, saved or not, to the person, also while sending is held; returns how many."""
    copies = Message.objects.bulk_create(_copy(message, person) for message in messages)
    Attachment.objects.bulk_create(
        Attachment(message=copy, file_id=attached.file_id, position=attached.position)
        for message, copy in zip(messages, copies, strict=True)
        if message.pk
        for attached in message.attached.all()
    )
    wake_on_commit()
    return len(copies)


def _copy(message, person):
    domain = message.message_id.rpartition("@")[2]
    return Message(
        kind="sample",
        key=f"{PREFIX}{message.pk}:{person.pk}:{uuid.uuid4().hex}",
        recipient=person,
        to_name=one_line(person.name)[:200],
        to_address=person.mail_address,
        from_name=message.from_name,
        language=message.language,
        subject=_subject(message, person),
        text=link_tokens.hide(message.text, "https://example.org/"),
        html=link_tokens.hide(message.html, "https://example.org/"),
        headers={"Auto-Submitted": "auto-generated"},
        message_id=f"<{uuid.uuid4().hex}@{domain}",
        urgent=True,
        not_before=timezone.now(),
    )


def _subject(message, person):
    with override(person.language):
        prefix = _("Sample for %(name)s") % {"name": message.to_name or message.to_address}
    return one_line(f"[{prefix}] {message.subject}")[:250]
