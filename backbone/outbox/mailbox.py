"""The mails that the embedded mode wrote into settings.MAIL_DIRECTORY, read back for whoever sits at this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

from backbone.outbox import pictures

NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Letter:
    """One mail in the directory."""

    name: str
    mail: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"] or "")

    @property
    def sender(self) -> str:
        return str(self.mail["From"] or "")

    @property
    def to(self) -> str:
        return str(self.mail["To"] or "")

    @property
    def sent_at(self) -> datetime | None:
        try:
            sent = parsedate_to_datetime(str(self.mail["Date"]))
        except ValueError:
            return None
        # `-0000`, as our mails have it, is read without a zone.
        return sent if sent.tzinfo else sent.replace(tzinfo=UTC)

    @property
    def headers(self) -> list:
        return [(name, str(value)) for name, value in self.mail.items()]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return pictures.shown(self._body("html"))

    @property
    def attachments(self) -> list:
        return list(self.mail.iter_attachments())

    @property
    def attachment_names(self) -> list[str]:
        return [part.get_filename() or "" for part in self.attachments]

    def _body(self, kind):
        part = self.mail.get_body(preferencelist=(kind,))
        return part.get_content() if part else ""


def names() -> list[str]:
    """The names of all mails, newest first."""
    directory = Path(settings.MAIL_DIRECTORY)
    return sorted((path.stem for path in directory.glob("*.eml")), reverse=True)


def read(name: str) -> Letter | None:
    """The mail of that name, or None."""
    if not NAME.fullmatch(name):
        return None
    try:
        data = (Path(settings.MAIL_DIRECTORY) / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        return None
    return Letter(name, message_from_bytes(data, policy=policy.default))
