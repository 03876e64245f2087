"""Delivery: claim due messages, send each, record at once what became of it.

A claim is committed before anything is sent. A crash can repeat a mail in one moment only: from its final dot
to the commit of `record_sent`, the repeat under the same Message-ID. Behind a server that takes its time that
moment is over after `deadlines.ANSWER_IS_LATE`: from then on the row says that the server had it all, and
whatever ends the wait, a time-out or the worker's death, the mail is perhaps taken and not sent again by itself.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from backbone import deadlines
from backbone.database import claims
from backbone.database.claims import Held
from backbone.database.models import Lease
from backbone.database.prepared import prepared
from backbone.files.models import StoredFile

from . import answers
from .envelope import build
from .models import Attachment, Message, SenderSettings

log = logging.getLogger(__name__)

# So many at first, and at most; in between what goes in MOMENT seconds.
BATCH, LARGEST_BATCH, MOMENT = 20, 100, 0.5
MOST_ATTEMPTS = 16
LONGEST_BACK_OFF = 4 * 3600
CLAIM_IS_SAFE = timedelta(seconds=deadlines.CLAIM_IS_SAFE)
CLAIM_LASTS = timedelta(seconds=deadlines.CLAIM_LASTS)
# A worker that only lost its database for a moment may still be sending what it had claimed.
GONE_GRACE = timedelta(seconds=2)

# Once a mail, and all that stands between the server's yes and the next mail: not worked out anew each time.
RECORD_SENT = """
UPDATE outbox_message
SET state = 'sent', sent_at = %s, error = '', claimed_at = NULL, claimed_by = '', unanswered_since = NULL
WHERE id = %s
"""


class Delivery:
    """One drain's connection to the mail server and its lease on what it claims."""

    def __init__(self, held: Held):
        self.lease = held
        self.connection = get_connection()
        self.is_open = False

    def run(self, call_another: Callable) -> None:
        """Send what may go until nothing is left or the time is up; a full first claim calls for a helper."""
        began, sent = time.monotonic(), 0
        try:
            while (spent := time.monotonic() - began) < deadlines.DRAIN:
                size = batch_size(sent, spent)
                sender = SenderSettings.load()
                batch = claim(self.lease.name, sender, size)
                if not batch:
                    return
                if not sent and len(batch) == size:
                    call_another()
                self.send_batch(batch, sender)
                sent += len(batch)
            call_another()
        finally:
            self._close()

    def send_batch(self, batch: list[Message], sender: SenderSettings) -> None:
        """Send what was claimed; what the server can't take now goes back untried."""
        until = time.monotonic() + CLAIM_IS_SAFE.total_seconds()
        files = files_of(batch)
        for place, message in enumerate(batch):
            late = time.monotonic() > until or not self.lease.is_good
            if late or not self._open() or not self._send(message, files.get(message.pk, []), sender):
                release(batch[place:], self.lease.name)
                return

    def _open(self):
        """Connect if need be; a server that can't be reached makes everything wait."""
        if self.is_open:
            return True
        try:
            self.connection.open()
        except Exception as error:
            record_trouble(answers.words(error))
            return False
        self.is_open = True
        return True

    def _send(self, message, files, sender):
        """Send one message and record the answer; False when the server as a whole is of no use now."""
        if hasattr(self.connection, "tell_when_late"):
            self.connection.tell_when_late(partial(record_late, message, self.lease.name))
        try:
            self.connection.send_messages([build(message, sender, self.connection, files)])
        except Exception as error:
            return self._refused(message, error)
        record_sent(message)
        clear_trouble(sender)
        return True

    def _refused(self, message, error):
        verdict = answers.verdict(error)
        log.warning("message %s: %s (%s)", message.pk, verdict, type(error).__name__)
        if answers.breaks_connection(error):
            self._close()
        if verdict == answers.SERVER:
            record_trouble(answers.words(error))
            return False
        if verdict == answers.PERHAPS:
            record_perhaps(message, self.lease.name, answers.words(error))
            return True
        try_later_or_give_up(message, self.lease.name, answers.words(error), verdict == answers.GIVE_UP)
        return True

    def _close(self):
        self.is_open = False
        try:
            self.connection.close()
        except Exception:
            # A connection that can't say goodbye is gone all the same.
            self.connection = get_connection()


def batch_size(sent: int, seconds: float) -> int:
    """How many to claim next: what goes in a moment at the pace until now, so that behind a slow server it is few."""
    return min(max(BATCH, int(sent * MOMENT / seconds)), LARGEST_BATCH) if sent else BATCH


def claim(lease_name: str, sender: SenderSettings, most: int = BATCH) -> list[Message]:
    """Take the next few messages under this lease, urgent ones first, and count the attempt."""
    next_ones = Message.objects.may_go(sender).order_by("-urgent", "not_before", "id")[:most]
    batch = claims.take(
        next_ones,
        state=Message.State.CLAIMED,
        claimed_at=timezone.now(),
        claimed_by=lease_name,
        attempts=F("attempts") + 1,
    )
    return sorted(batch, key=lambda message: (not message.urgent, message.not_before, message.pk))


def files_of(batch: list[Message]) -> dict[int, list[StoredFile]]:
    """What is attached to these messages, by their keys, in its order."""
    found: dict[int, list[StoredFile]] = {}
    for attached in _attached([message.pk for message in batch]):
        found.setdefault(attached.message_id, []).append(attached.file)
    return found


@prepared
def _attached(messages: list[int]) -> QuerySet[Attachment]:
    return Attachment.objects.filter(message__in=messages).select_related("file").order_by("position")


def release(messages: list[Message], lease_name: str) -> None:
    """Put claimed messages back that were not tried; the attempt does not count."""
    _mine(messages, lease_name).update(**FREE, state=Message.State.WAITING, attempts=F("attempts") - 1)


def record_sent(message: Message) -> None:
    """Record the server's 250, whoever holds the claim by now: the mail is gone."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD_SENT, [timezone.now(), message.pk])


def record_late(message: Message, lease_name: str) -> None:
    """The server has had the whole mail and says nothing yet. Whatever happens here, the wait goes on."""
    try:
        _mine([message], lease_name).update(unanswered_since=timezone.now())
    except DatabaseError:
        log.exception("message %s: that the answer is late could not be noted", message.pk)


def record_perhaps(message: Message, lease_name: str, words: str) -> None:
    """Nobody knows whether the server took it: it waits for a person."""
    since = Coalesce("unanswered_since", timezone.now())
    _mine([message], lease_name).update(
        claimed_at=None, claimed_by="", state=Message.State.PERHAPS, error=words, unanswered_since=since
    )


def try_later_or_give_up(message: Message, lease_name: str, words: str, give_up: bool) -> None:
    """Record a refusal: for a while, or, when it is lasting or the last of many, for good."""
    over = give_up or message.attempts >= MOST_ATTEMPTS
    state = Message.State.GIVEN_UP if over else Message.State.WAITING
    not_before = timezone.now() + back_off(message.attempts)
    _mine([message], lease_name).update(**FREE, state=state, error=words, not_before=not_before)


@transaction.atomic
def free_lost_claims() -> int:
    """Put back what dead workers had claimed; returns how many messages that were."""
    now = timezone.now()
    # A claim of the future was made before the clock was set back.
    not_now = Q(claimed_at__lt=now - GONE_GRACE) | Q(claimed_at__gt=now)
    gone = not_now & ~Q(claimed_by__in=Lease.objects.names_of_living())
    lost = Message.objects.filter(gone | Q(claimed_at__lt=now - CLAIM_LASTS), state=Message.State.CLAIMED)
    freed = list(lost.select_for_update(skip_locked=True))
    for message in freed:
        _free_lost(message)
    return len(freed)


def note_that_somebody_works() -> None:
    """For `SenderSettings.nobody_works`."""
    SenderSettings.objects.update_or_create(pk=1, defaults={"looked_at": timezone.now()})


def record_trouble(words: str) -> None:
    """Note that the mail server as a whole can't be used; only urgent mail tries it before `retry_at`."""
    now = timezone.now()
    pause = timedelta(seconds=settings.OUTBOX_PAUSE_SECONDS)
    SenderSettings.objects.get_or_create(pk=1)
    SenderSettings.objects.filter(trouble_since=None).update(trouble_since=now)
    SenderSettings.objects.update(trouble=words, retry_at=now + pause)


def clear_trouble(sender: SenderSettings) -> None:
    """The server took a mail: whatever was wrong is over."""
    if sender.trouble:
        SenderSettings.objects.update(trouble="", trouble_since=None, retry_at=None)
        sender.trouble = ""


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: a minute, doubling up to four hours."""
    return timedelta(seconds=min(settings.OUTBOX_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_BACK_OFF))


FREE = {"claimed_at": None, "claimed_by": "", "unanswered_since": None}


def _mine(messages, lease_name):
    ids = [message.pk for message in messages]
    return Message.objects.filter(pk__in=ids, state=Message.State.CLAIMED, claimed_by=lease_name)


def _free_lost(message):
    """Back into the queue at once; after more deaths apart from its batch, so that only the deadly one dies."""
    message.claimed_at, message.claimed_by, message.state = None, "", Message.State.WAITING
    if message.unanswered_since:
        message.state, message.error = Message.State.PERHAPS, answers.WORKER_WAITED
    elif message.attempts >= MOST_ATTEMPTS:
        message.state, message.error = Message.State.GIVEN_UP, answers.WORKER_DIED
    elif message.attempts > 2:
        message.not_before = timezone.now() + back_off(message.attempts - 2) * random.random()
    message.save(update_fields=["claimed_at", "claimed_by", "state", "error", "not_before"])
