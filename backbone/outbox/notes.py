"""A line that is put into a mail when it is already written: before its foot, in both of its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from backbone.outbox.models import Message

# base.html and base.txt leave these where a line can be put in, before the footer.
NOTE_IN_HTML = "<!--note-->"
NOTE_IN_TEXT = "\n-- \n"


def add_line(message: Message, line: str, html: SafeString | None = None) -> None:
    """Put a line into the texts of a message, which is not saved; `html` is the same with its links."""
    paragraph = format_html("<p>{}</p>", html or line)
    if NOTE_IN_HTML in message.html:
        message.html = message.html.replace(NOTE_IN_HTML, f"{paragraph}{NOTE_IN_HTML}", 1)
    else:
        message.html = message.html.replace("</body>", f"{paragraph}</body>", 1)
    body, mark, footer = message.text.rpartition(NOTE_IN_TEXT)
    message.text = f"{body}\n{line}\n{mark}{footer}" if mark else f"{message.text}\n{line}\n"
