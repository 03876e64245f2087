"""The one door for mails to the people of a partnership, and for looking at one before it leaves.

What goes through is in the register of mails, is kept in the correspondence, and counts as asks; a question
beyond what a person may be asked this month stops here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from backbone.outbox.mail import compose, is_known, queue
from backbone.outbox.models import Message
from backbone.panels import registry
from partnerships.correspondence import budget
from partnerships.correspondence.drafts import Draft, NewLinks
from partnerships.correspondence.models import Correspondence

if TYPE_CHECKING:
    from backbone.files.models import StoredFile
    from partnerships.correspondence.digests import Digest


class AskedEnough(Exception):
    """The person has been asked enough this month; nothing was sent, and whoever asks keeps the question."""


@transaction.atomic
def send(draft: Draft) -> Message | None:
    """Queue a mail, record it in the correspondence, and make its links open.

    Returns the Message, or None when this key is there already or the person has no address; then nothing
    is written. Raises AskedEnough when the budget holds mails of this kind and has no room, UnknownKind for
    a kind that is in no register.
    """
    counts = registry.mail(draft.kind).budget_holds and draft.asks
    if not draft.person.mail_address:
        return None
    room = not counts or budget.room(draft.person, draft.partnership)
    # After the lock: another sender of the same question may have been there first.
    if is_known(draft.key):
        return None
    if not room:
        raise AskedEnough
    return post(draft, draft.attachments)


def post(draft: Digest | Draft, attachments: list[StoredFile] | tuple = ()) -> Message:
    """Queue what the budget has let through: a `Draft`, or whatever has its `key`, `person`, `letter` and `parts`."""
    links = NewLinks(draft.person)
    message = queue(key=draft.key, attachments=attachments, **draft.message_fields(links))
    if message:
        links.save()
        Correspondence.objects.bulk_create(
            Correspondence(message=message, person=draft.person, **vars(part)) for part in draft.parts()
        )
    return message


def preview(draft: Digest | Draft, at: datetime | None = None) -> Message:
    """The message that `send` would queue, at that moment: saved nowhere, its links leading nowhere."""
    return compose(not_before=at, **draft.message_fields(NewLinks(draft.person)))
