"""What a mail server's answer means: try this mail later, give it up, leave it to a person, or wait for the server."""

from __future__ import annotations

import smtplib
from typing import Any

from django.utils.translation import gettext_noop

LATER, GIVE_UP, PERHAPS, SERVER = "later", "give up", "perhaps", "server"

WORKER_DIED = gettext_noop("Sending this email failed several times.")
WORKER_WAITED = gettext_noop("The worker ended while the mail server kept it waiting.")
TOO_BIG = 552
CLOSING = 421


class CannotBuild(ValueError):
    """The mail can't be put together: its address is none."""


class PerhapsTaken(Exception):
    """The server had the whole mail and gave no answer that says whether it took it."""


def verdict(error: Any) -> str:
    """LATER, GIVE_UP, PERHAPS or SERVER. A mail that Python can't put together is given up, what we do not know is tried again, and given up after enough attempts."""
    if isinstance(error, PerhapsTaken):
        return PERHAPS
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(_recipient_code(error))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return GIVE_UP if error.smtp_code == TOO_BIG else SERVER
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPHeloError | smtplib.SMTPConnectError):
        return SERVER
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, ValueError | TypeError | smtplib.SMTPNotSupportedError):
        return GIVE_UP
    return LATER


def breaks_connection(error: Any) -> bool:
    """Whether to connect anew. After a clean refusal the same connection goes on."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _recipient_code(error) == CLOSING
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == CLOSING
    return not isinstance(error, CannotBuild)


def words(error: Any) -> str:
    """The server's own words, for the coordinator."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_reply(code, text) for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _reply(code, text):
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(text.split())}"[:500]


def _recipient_code(error):
    return max((code for code, _ in error.recipients.values()), default=450)


def _by_code(code):
    return GIVE_UP if 500 <= code < 600 else LATER
