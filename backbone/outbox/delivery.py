"""Delivery: claim due messages, send each, record at once what became of it.

A claim is committed before anything is sent. The one moment in which a crash can repeat a mail lies
between the server's 250 and the commit of `_sent`; the repeat carries the same Message-ID.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from backbone.claims import living_sessions, this_session

from . import answers
from .envelope import build
from .models import Message, SenderSettings

log = logging.getLogger(__name__)

BATCH = 10
# A drain gives its worker back after this long, so that PDFs and sign-in codes get their turn.
BUDGET_SECONDS = 2
MOST_ATTEMPTS = 16
LONGEST_BACK_OFF = 4 * 3600
# Longer than any send: EMAIL_TIMEOUT holds for each answer of the server.
CLAIM_LASTS = timedelta(minutes=6)
# A worker that only lost its database for a moment may still be sending what it had claimed.
GONE_GRACE = timedelta(seconds=2)


class Delivery:
    """One drain's connection to the mail server and its name on the claims."""

    def __init__(self):
        self.session = this_session()
        self.connection = get_connection()
        self.is_open = False

    def run(self, after_full_claim):
        """Send what may go until nothing is left or the time is up; a full first claim calls for a helper."""
        until, first = time.monotonic() + BUDGET_SECONDS, True
        try:
            while time.monotonic() < until and (batch := claim(self.session)):
                if first and len(batch) == BATCH:
                    after_full_claim()
                first = False
                self._send_batch(batch)
        finally:
            self._close()

    def _send_batch(self, batch):
        if not self._open():
            release(batch, self.session)
            return
        sender = SenderSettings.load()
        for place, message in enumerate(batch):
            if not self._send(message, sender):
                release(batch[place + 1 :], self.session)
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

    def _send(self, message, sender):
        """Send one message and record the answer; False when the server as a whole is of no use now."""
        if not _begin(message, self.session):
            return True
        try:
            self.connection.send_messages([build(message, sender, self.connection)])
        except Exception as error:
            return self._refused(message, error)
        _sent(message, self.session)
        clear_trouble(sender)
        return True

    def _refused(self, message, error):
        verdict = answers.verdict(error)
        log.warning("message %s: %s (%s)", message.pk, verdict, type(error).__name__)
        if answers.breaks_connection(error):
            self._close()
        if verdict == answers.SERVER:
            _wait_for_server(message, self.session)
            record_trouble(answers.words(error))
            return False
        _try_later_or_give_up(message, self.session, answers.words(error), verdict == answers.GIVE_UP)
        return self._open()

    def _close(self):
        self.is_open = False
        try:
            self.connection.close()
        except Exception:
            self.connection = get_connection()


@transaction.atomic
def claim(session):
    """Take the next few messages for this session, urgent ones first; other workers take others."""
    may_go = Message.objects.may_go(SenderSettings.load()).order_by("-urgent", "not_before", "id")
    batch = list(may_go.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    Message.objects.filter(pk__in=[message.pk for message in batch]).update(
        state=Message.State.CLAIMED, claimed_at=timezone.now(), claimed_by=session
    )
    return batch


def release(messages, session):
    """Put claimed messages back that were not tried."""
    _mine(messages, session).update(**WAITING)


@transaction.atomic
def free_lost_claims():
    """Put back what dead workers had claimed; a message that kills its workers is given up in the end."""
    now = timezone.now()
    gone = Q(claimed_at__lt=now - GONE_GRACE) & ~Q(claimed_by__in=living_sessions())
    lost = Message.objects.filter(gone | Q(claimed_at__lt=now - CLAIM_LASTS), state=Message.State.CLAIMED)
    ids = list(lost.select_for_update(skip_locked=True).values_list("pk", flat=True))
    freed = Message.objects.filter(pk__in=ids)
    freed.filter(attempts__gte=MOST_ATTEMPTS).update(
        **WAITING | {"state": Message.State.GIVEN_UP, "error": answers.WORKER_DIED}
    )
    return freed.filter(state=Message.State.CLAIMED).update(**WAITING)


def record_trouble(words):
    """Note that the mail server as a whole can't be used; only urgent mail tries it before `retry_at`."""
    now = timezone.now()
    pause = timedelta(seconds=settings.OUTBOX_PAUSE_SECONDS)
    SenderSettings.objects.get_or_create(pk=1)
    SenderSettings.objects.filter(trouble_since=None).update(trouble_since=now)
    SenderSettings.objects.update(trouble=words, retry_at=now + pause)


def clear_trouble(sender):
    """The server took a mail: whatever was wrong is over."""
    if sender.trouble:
        SenderSettings.objects.update(trouble="", trouble_since=None, retry_at=None)
        sender.trouble = ""


def back_off(attempts):
    """How long to wait after so many attempts: a minute, doubling up to four hours."""
    return timedelta(seconds=min(settings.OUTBOX_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_BACK_OFF))


WAITING = {"state": Message.State.WAITING, "claimed_at": None, "claimed_by": ""}


def _mine(messages, session):
    ids = [message.pk for message in messages]
    return Message.objects.filter(pk__in=ids, state=Message.State.CLAIMED, claimed_by=session)


def _begin(message, session):
    """Count the attempt and see that the claim is still ours; the sweep may have taken us for dead."""
    begun = _mine([message], session).update(attempts=F("attempts") + 1, claimed_at=timezone.now())
    message.attempts += begun
    return bool(begun)


def _sent(message, session):
    """Record the server's 250, whoever holds the claim by now: the mail is gone."""
    Message.objects.filter(pk=message.pk).update(
        **WAITING | {"state": Message.State.SENT, "sent_at": timezone.now(), "error": ""}
    )


def _wait_for_server(message, session):
    """It was the server, not the message: this attempt does not count."""
    _mine([message], session).update(**WAITING, attempts=F("attempts") - 1)


def _try_later_or_give_up(message, session, words, give_up):
    over = give_up or message.attempts >= MOST_ATTEMPTS
    state = Message.State.GIVEN_UP if over else Message.State.WAITING
    not_before = timezone.now() + back_off(message.attempts)
    _mine([message], session).update(**WAITING | {"state": state, "error": words, "not_before": not_before})
