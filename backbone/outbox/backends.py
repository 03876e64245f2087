"""How mail leaves: over SMTP with patience after the final dot, or in the embedded mode into a directory of .eml files."""

from __future__ import annotations

import os
import select
import smtplib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from backbone import deadlines

from .answers import PerhapsTaken
from .letter import Letter


def _nothing():
    pass


class PatientSession(smtplib.SMTP):
    """Tells a mail that was surely not taken from one that the server had whole and did not answer for."""

    when_late = staticmethod(_nothing)
    had_it_all = False

    def data(self, msg: bytes) -> tuple | None:
        """As smtplib's; raises PerhapsTaken when the final dot is out and no plain yes or no comes back."""
        self.had_it_all = False
        try:
            code, words = super().data(msg)
        except Exception as error:
            if self.had_it_all:
                raise PerhapsTaken(str(error) or type(error).__name__) from error
            raise
        finally:
            self._be_patient(self.timeout)
        if code != 250 and not 400 <= code < 600:
            raise PerhapsTaken(f"{code} {words.decode('utf-8', 'replace')}")
        return code, words

    def send(self, s: bytes | str) -> None:
        """Commands are text, a mail is bytes and ends in the dot."""
        if isinstance(s, str):
            return super().send(s)
        self._be_patient(deadlines.MAIL_TEXT)
        super().send(s)
        self.had_it_all = True
        self._be_patient(deadlines.ANSWER)
        if not self._answers_within(deadlines.ANSWER_IS_LATE):
            self.when_late()

    def _be_patient(self, seconds):
        if self.sock:
            self.sock.settimeout(seconds)

    def _answers_within(self, seconds):
        waiting = select.poll()
        waiting.register(self.sock, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))


class PatientTLSSession(PatientSession, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class PatientSMTP(EmailBackend):
    """Django's, with these sessions."""

    @property
    def connection_class(self) -> Any:
        return PatientTLSSession if self.use_ssl else PatientSession

    def tell_when_late(self, call: Callable) -> None:
        """Call this when the server has had the mail that is sent next for a while and says nothing."""
        if self.connection:
            self.connection.when_late = call

    def _send(self, email_message):
        """As Django's, from what a letter has ready."""
        if not isinstance(email_message, Letter):
            return super()._send(email_message)
        sender, address = email_message.envelope
        self.connection.sendmail(sender, [address], email_message.as_bytes())
        return True


class MailDirectory(BaseEmailBackend):
    """Writes each mail into settings.MAIL_DIRECTORY, named so that names sort by time."""

    def open(self) -> bool:
        """Make the directory; only this user may look in, since sign-in codes lie there."""
        Path(settings.MAIL_DIRECTORY).mkdir(parents=True, exist_ok=True, mode=0o700)
        return True

    def send_messages(self, email_messages: list) -> int:
        self.open()
        for message in email_messages:
            is_letter = isinstance(message, Letter)
            self._write(message.as_bytes() if is_letter else message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)

    def _write(self, data):
        """Write beside, then rename: a reader sees a whole mail or none."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        partial = Path(settings.MAIL_DIRECTORY) / f"{name}.part"
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        partial.replace(partial.with_suffix(".eml"))
