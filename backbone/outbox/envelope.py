"""A saved message as the mail that leaves: links filled, headers set, files attached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import formataddr
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.files.models import Content, StoredFile
from backbone.outbox import large_files, link_tokens, pictures

from .answers import CannotBuild
from .letter import Letter

if TYPE_CHECKING:
    from backbone.outbox.backends import PatientSMTP
    from backbone.outbox.models import Message, SenderSettings

# Coarse on purpose: the mail server knows better, but must not be asked for something else.
ADDRESS = re.compile(r'[^\s@<>,;:"()]+@[^\s@<>,;:"()]+')


def build(
    message: Message,
    sender: SenderSettings,
    connection: PatientSMTP = None,
    files: Iterable[StoredFile] | None = None,
) -> Letter:
    """The Django mail for a message. Only here do placeholders become addresses.

    files: what is attached, where whoever sends many has it at hand
    """
    if not ADDRESS.fullmatch(message.to_address):
        raise CannotBuild(_("%(address)s is not an email address.") % {"address": message.to_address})
    attached, linked = large_files.apart(_files(message) if files is None else files)
    large_files.link(message, linked)
    mail = Letter(
        message.subject,
        link_tokens.fill(message.text),
        named_address(message.from_name or sender.name, sender.from_address),
        [named_address(message.to_name, message.to_address)],
        reply_to=[address] if (address := message.reply_to or sender.reply_to) else None,
        headers=_headers(message),
        connection=connection,
        sender=sender.from_address,
        address=message.to_address,
    )
    if message.html:
        mail.attach_alternative(link_tokens.fill(message.html), "text/html")
        mail.pictures = pictures.parts(message.html)
    for file in attached:
        mail.attach(file.name, _bytes(file.pk, file.sha256), file.media_type)
    return mail


def _files(message):
    return [attached.file for attached in message.attached.select_related("file")]


def named_address(name: str, address: str) -> str:
    """`"Ruth Nansubuga, Uganda Coffee Platform" <ruth@example.org>`, whatever stands in the name."""
    return formataddr((name, address)) if name else address


def _headers(message):
    headers = {name: link_tokens.fill(value) for name, value in message.headers.items()}
    headers["Message-ID"] = message.message_id
    if message.in_reply_to:
        headers |= {"In-Reply-To": message.in_reply_to, "References": message.in_reply_to}
    return headers


@lru_cache(maxsize=4)
def _bytes(pk, sha256):
    """A ready file's bytes: the same minutes go to everybody, one mail after the other."""
    return bytes(Content.objects.get(pk=pk).data)
