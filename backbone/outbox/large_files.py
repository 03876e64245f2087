"""What is too large to travel with a mail: the mail has a link to it instead, and says how large it is.

The link names nobody: whoever is forwarded the mail can open it, as they could an attachment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.files.models import StoredFile
from backbone.numbers import number
from backbone.outbox.notes import add_line

if TYPE_CHECKING:
    from backbone.outbox.models import Message

# Bytes of all attachments of a mail together; phones and slow lines take no more.
MOST_ATTACHED = 2 * 1024 * 1024
# Calendar files are small and do nothing behind a link.
STAY = ("text/calendar",)
SALT = "backbone.mailed-file"
DAYS = 90


def apart(files: Iterable[StoredFile]) -> tuple[list[StoredFile], list[StoredFile]]:
    """(what travels with the mail, what it links to): together the first are at most MOST_ATTACHED, smallest first."""
    files, attached, size = list(files), [], 0
    for file in sorted(files, key=lambda one: (one.media_type not in STAY, one.size)):
        if file.media_type in STAY or size + file.size <= MOST_ATTACHED:
            attached.append(file)
            size += file.size
    return [file for file in files if file in attached], [file for file in files if file not in attached]


def link(message: Message, files: Iterable[StoredFile]) -> None:
    """Write into the texts of a message, which is not saved, where each of these files is."""
    with override(message.language):
        for file in files:
            size = number(max(round(file.size / 1024 / 1024, 1), 0.1))
            words = _("“%(file)s” (%(size)s MB) is too large to send along. Open it here until %(day)s:") % {
                "file": file.name,
                "size": size,
                "day": date_format(timezone.now() + timedelta(days=DAYS), "j F Y"),
            }
            url = address(file)
            add_line(message, f"{words} {url}", format_html('{} <a href="{}">{}</a>', words, url, file.name))


def address(file: StoredFile) -> str:
    """The full address at which anybody who has it opens the file, for DAYS days."""
    token = signing.dumps([file.pk, file.sha256], salt=SALT)
    return settings.BASE_URL + reverse("mailed_file", args=[token])


def opened(token: str) -> StoredFile | None:
    """The file that an address leads to; None when it is over, forged, or the file is another one or gone."""
    try:
        pk, sha256 = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return StoredFile.objects.filter(pk=pk, sha256=sha256, state=StoredFile.State.READY).first()
