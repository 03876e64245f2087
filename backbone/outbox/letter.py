"""A mail as the bytes that leave: it says what Django's would, without the detours of the email package.

Most of what that package does for a mail folds headers that need no folding, and looks whether a boundary that nobody
could guess stands in the text. Headers that need it are folded by `folding`; very long lines and files go through it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from email import generator
from email.mime.image import MIMEImage
from email.policy import SMTP
from email.utils import formatdate
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import (
    RFC5322_EMAIL_LINE_LENGTH_LIMIT,
    BadHeaderError,
    SafeMIMEMultipart,
    SafeMIMEText,
    sanitize_address,
)

from backbone.outbox import folding
from backbone.outbox.folding import ENCODING, LINE

HEADER_NAME = re.compile(r"[!-9;-~]+")
PLAIN_WORDS = re.compile(r"[!-~]+(?: [!-~]+)*")
LINE_ENDS = re.compile(r"\r\n|\r|\n")
LABEL = "[A-Za-z0-9-]{1,63}"
# What is the same after it was read as an address and written again.
PLAIN_ADDRESS = re.compile(rf"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@{LABEL}(?:\.{LABEL})*")


class Letter(EmailMultiAlternatives):
    """One mail from one address to one; `message()` is Django's, for what sends it in another way."""

    def __init__(self, *arguments: Any, sender: str, address: str, **fields: Any):
        super().__init__(*arguments, **fields)
        self.sender, self.address = sender, address
        # What the HTML names as `cid:…` (backbone.outbox.pictures).
        self.pictures: list[MIMEImage] = []

    @property
    def envelope(self) -> tuple[str, str]:
        """From whom and to whom, as the mail server is told; raises ValueError when one is no address."""
        return _bare(self.sender, self.from_email), _bare(self.address, self.to[0])

    def as_bytes(self) -> bytes:
        """What `message()` says; raises ValueError when it can't be said."""
        own, _blank, content = self._body().partition(b"\r\n\r\n")
        headers = "".join(_header(name, value) for name, value in self._headers()).encode("ascii")
        return b"".join([own, b"\r\n", headers, b"\r\n", content])

    def _headers(self) -> Iterator[tuple[str, str]]:
        others = {name.lower() for name in self.extra_headers}
        yield from ((name, value) for name, value in self._own_headers() if name.lower() not in others)
        yield from self.extra_headers.items()

    def _own_headers(self):
        yield "Subject", self.subject
        yield "From", self.from_email
        yield "To", self.to[0]
        if self.reply_to:
            yield "Reply-To", self.reply_to[0]
        yield "Date", formatdate(localtime=settings.EMAIL_USE_LOCALTIME)

    def _body(self):
        if not self.alternatives:
            words = _text(self.body, "plain")
        else:
            texts = [(self.body, "plain"), *((one.content, "html") for one in self.alternatives)]
            words = _together("alternative", [self._text(text, subtype) for text, subtype in texts if text])
        files = [_file(*one) for one in self.attachments]
        return _together("mixed", [words, *files]) if files else words

    def _text(self, text, subtype):
        if subtype != "html" or not self.pictures:
            return _text(text, subtype)
        shown = [picture.as_bytes(policy=SMTP) for picture in self.pictures]
        return _together("related", [_text(text, subtype), *shown])

    def _create_alternatives(self, msg: Any) -> Any:
        """As Django does, the pictures beside the HTML that shows them."""
        msg = super()._create_alternatives(msg)
        if self.pictures:
            parts = msg.get_payload()
            parts[-1] = _related([parts[-1], *self.pictures])
        return msg


def _related(parts):
    together = SafeMIMEMultipart(_subtype="related", encoding=ENCODING)
    for part in parts:
        together.attach(part)
    return together


def _bare(address, named):
    return address if PLAIN_ADDRESS.fullmatch(address) else _read(named)


@lru_cache(maxsize=4)
def _read(named):
    return sanitize_address(named, ENCODING)


def _header(name, value):
    if not HEADER_NAME.fullmatch(name):
        raise BadHeaderError(f"{name!r} is no name of a header")
    value = str(value)
    if len(name) + 2 + len(value) <= folding.LONGEST and PLAIN_WORDS.fullmatch(value) and "=?" not in value:
        return f"{name}: {value}{LINE}"
    return _folded(name, value)


# Most are the same in each mail of a batch: who sends it, in whose name, about what.
@lru_cache(maxsize=16)
def _folded(name, value):
    if "\n" in value or "\r" in value:
        raise BadHeaderError(f"Header values can't contain newlines (got {value!r} for header {name!r})")
    return folding.fold(name, value)


def _text(content, subtype):
    """A part with text; with lines that are too long for mail, as Django encodes it."""
    written = LINE_ENDS.sub(LINE, content).encode()
    if _longest_line(written) > RFC5322_EMAIL_LINE_LENGTH_LIMIT:
        return SafeMIMEText(content, subtype, ENCODING).as_bytes(linesep=LINE)
    bits = 7 if written.isascii() else 8
    headers = (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\nMIME-Version: 1.0\r\n'
        f"Content-Transfer-Encoding: {bits}bit\r\n\r\n"
    )
    return headers.encode("ascii") + written


def _longest_line(written):
    return max(map(len, written.split(b"\r\n")))


# The same file goes to everybody, one mail after the other.
@lru_cache(maxsize=4)
def _file(name, content, media_type):
    written = BytesIO()
    part = EmailMessage()._create_attachment(name, content, media_type)
    generator.BytesGenerator(written, mangle_from_=False).flatten(part, linesep=LINE)
    return written.getvalue()


def _together(subtype, parts):
    boundary = f"==============={secrets.token_hex(16)}=="
    headers = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\nMIME-Version: 1.0\r\n'
    between = f"--{boundary}\r\n".encode("ascii")
    inside = [piece for part in parts for piece in (between, part, b"\r\n")]
    return b"".join([headers.encode("ascii"), b"\r\n", *inside, f"--{boundary}--\r\n".encode("ascii")])
