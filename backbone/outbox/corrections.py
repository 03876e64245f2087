"""What a coordinator does with a mail that can't go: send it without the file, try again, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Func, Value
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from .mail import host_of, wake_on_commit
from .models import Attachment, Message, SenderSettings
from .notes import add_line

if TYPE_CHECKING:
    from backbone.files.models import StoredFile

# What base.html and base.txt say of whoever holds the data.
HOLDER = (
    gettext_noop("You get this email because %(holder)s has you as a contact."),
    gettext_noop("%(holder)s keeps your name and address to inform you."),
)


@transaction.atomic
def without_attachment(message: Message, file: StoredFile) -> bool:
    """Take a file off a waiting message and say in it that the file follows; returns whether it was there."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    attached = Attachment.objects.filter(message=message, file=file)
    if message.state != Message.State.WAITING or not attached.delete()[0]:
        return False
    with translation.override(message.language):
        line = _("“%(file)s” is not attached because it could not be made in time. It will follow.") % {
            "file": file.name
        }
    add_line(message, line)
    message.save(update_fields=["text", "html"])
    wake_on_commit()
    return True


@transaction.atomic
def try_again(message: Message) -> bool:
    """Put a message back into the queue that was given up or perhaps taken; returns whether it was."""
    changed = Message.objects.filter(pk=message.pk, state__in=Message.FOR_A_PERSON).update(
        state=Message.State.WAITING, attempts=0, not_before=timezone.now(), unanswered_since=None
    )
    wake_on_commit()
    return bool(changed)


def cancel(message: Message) -> bool:
    """Keep a message from going; returns False when it has gone or is being sent."""
    still_here = Message.objects.filter(
        pk=message.pk, state__in=[Message.State.WAITING, Message.State.GIVEN_UP]
    )
    return bool(still_here.update(state=Message.State.CANCELLED))


def name_holder(before: str, now: str) -> None:
    """In the foot of each mail that waits, name who holds the recipient's data now."""
    for message in Message.objects.select_for_update().filter(state=Message.State.WAITING):
        with translation.override(message.language):
            for sentence in HOLDER:
                old, new = (gettext(sentence) % {"holder": holder} for holder in (before, now))
                message.text = message.text.replace(old, new)
                message.html = message.html.replace(escape(old), escape(new))
        message.save(update_fields=["text", "html"])


def name_host(sender: SenderSettings) -> None:
    """Let the Message-ID of each mail that waits and was never tried name the sender's domain, and answers to it too.

    What was queued before there was a sender has that of the machine, such as 127.0.0.1, which filters take for a lie.
    """
    host = host_of(sender)
    fresh = Message.objects.filter(state=Message.State.WAITING, attempts=0)
    renamed = fresh.exclude(message_id__endswith=f"@{host}>")
    fresh.filter(in_reply_to__in=renamed.values("message_id")).update(
        in_reply_to=_at_host("in_reply_to", host)
    )
    renamed.update(message_id=_at_host("message_id", host))


def _at_host(column, host):
    return Func(F(column), Value("@[^@]*$"), Value(f"@{host}>"), function="regexp_replace")
