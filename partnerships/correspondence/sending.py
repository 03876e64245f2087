"""The one door for mails to the people of a partnership, and for looking at one before it leaves.

What goes through is in the register of mails, is kept in the correspondence, and counts as asks; a question
beyond what a person may be asked this month stops here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.outbox.mail import compose, known_keys, queue_all
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.time.mornings import working_morning_after
from partnerships.correspondence import budget
from partnerships.correspondence.drafts import Draft, NewLinks
from partnerships.correspondence.models import AccessLink, Correspondence
from partnerships.correspondence.signing import Signing
from partnerships.taking_part import who_left

if TYPE_CHECKING:
    from backbone.registered.mail_kinds import Words
    from partnerships.correspondence.digests import Digest


class AskedEnough(Exception):
    """The person has been asked enough this month; nothing was sent, and whoever asks keeps the question."""


def send(draft: Draft) -> Message | None:
    """Queue a mail, record it in the correspondence, and make its links open.

    Returns the Message, or None when this key is there already, the person has no address, they left the
    partnership (`why_not` says which), or it is closed; then nothing is written. Raises AskedEnough when the budget holds mails of this kind and has no room, UnknownKind for
    a kind that is in no register.
    """
    outcome = send_all([draft])[0]
    if isinstance(outcome, AskedEnough):
        raise outcome
    return outcome


def put_or_wait(row: Any, draft: Draft) -> str:
    """Mail the question that a row stands for; where the month has no room, it waits for another morning.

    The row has `asked_at`, `next_ask_at`, `person` and `partnership`, and is locked. Returns "sent", "waits", or ""
    when there is no mail.
    """
    row.next_ask_at = None
    try:
        message = send(draft)
    except AskedEnough:
        row.next_ask_at = working_morning_after(now(), row.person.zone, row.partnership.country)
    else:
        row.asked_at = now() if message else None
    row.save(update_fields=["next_ask_at", "asked_at"])
    return "sent" if row.asked_at else "waits" if row.next_ask_at else ""


@transaction.atomic
def send_all(drafts: list[Draft]) -> list[Message | AskedEnough | None]:
    """Send mails that leave together; for each, in their order, what `send` returns or would raise."""
    left = who_left((draft.person, draft.partnership) for draft in drafts)
    mailable = [draft for draft in drafts if registry.mail(draft.kind) and not _cannot_go(draft, left)]
    rooms = budget.Rooms([draft for draft in mailable if _counts(draft)])
    # After the lock: another sender of the same question may have been there first.
    known = known_keys(draft.key for draft in mailable)
    outcomes: dict[str, Message | AskedEnough | None] = {}
    going = []
    for draft in mailable:
        if draft.key in known:
            continue
        if _counts(draft) and not rooms.take(draft):
            outcomes[draft.key] = AskedEnough()
        else:
            going.append(draft)
    outcomes |= {message.key: message for message in post_all(going)}
    return [outcomes.get(draft.key) for draft in drafts]


def _cannot_go(draft, left):
    """Why a mail of this kind can't reach the person there, or an empty word."""
    if not draft.person.mail_address:
        return _("%(person)s has no email address.") % {"person": draft.person}
    if draft.partnership.closed_at is not None:
        return _("The partnership is closed.")
    is_left = (draft.person.pk, draft.partnership.pk) in left
    if is_left and not registry.mail(draft.kind).reaches_who_left:
        return _("%(person)s takes part no more.") % {"person": draft.person}
    return ""


def why_not(draft: Draft) -> str:
    """Why `send` made no mail of it, in a sentence."""
    left = who_left([(draft.person, draft.partnership)])
    return _cannot_go(draft, left) or _("%(person)s has this very email already.") % {"person": draft.person}


def _counts(draft):
    return registry.mail(draft.kind).budget_holds and draft.asks


def post_all(drafts: list[Digest | Draft]) -> list[Message]:
    """Queue what the budget has let through: drafts, or whatever has their key, person, words and parts.

    Returns the messages of those whose key was not there yet.
    """
    signing = Signing.for_drafts(drafts)
    links = {draft.key: NewLinks(draft.person) for draft in drafts}
    mails = [
        {
            "key": draft.key,
            "attachments": draft.attachments,
            **draft.message_fields(links[draft.key], signing),
        }
        for draft in drafts
    ]
    messages = {message.key: message for message in queue_all(mails)}
    sent = [draft for draft in drafts if draft.key in messages]
    AccessLink.objects.bulk_create(link for draft in sent for link in links[draft.key].made)
    Correspondence.objects.bulk_create(
        Correspondence(message=messages[draft.key], person=draft.person, **vars(part))
        for draft in sent
        for part in draft.parts(signing)
    )
    return list(messages.values())


def preview(draft: Digest | Draft, at: datetime | None = None, words: Words | None = None) -> Message:
    """The message that `send` would queue, at that moment: saved nowhere, its links leading nowhere.

    words: what it says in place of the words that are in use
    """
    fields = draft.message_fields(NewLinks(draft.person), Signing.for_drafts([draft]))
    return compose(not_before=at, **fields | ({} if words is None else {"words": words}))
