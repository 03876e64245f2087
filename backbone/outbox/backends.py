"""Mail of the embedded mode: a directory of .eml files, one whole file per mail."""

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class MailDirectory(BaseEmailBackend):
    """Writes each mail into settings.MAIL_DIRECTORY, named so that names sort by time."""

    def open(self):
        """Make the directory; only this user may look in, since sign-in codes lie there."""
        Path(settings.MAIL_DIRECTORY).mkdir(parents=True, exist_ok=True, mode=0o700)
        return True

    def send_messages(self, email_messages):
        self.open()
        for message in email_messages:
            self._write(message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)

    def _write(self, data):
        """Write beside, then rename: a reader sees a whole mail or none."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        partial = Path(settings.MAIL_DIRECTORY) / f"{name}.part"
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        partial.replace(partial.with_suffix(".eml"))
