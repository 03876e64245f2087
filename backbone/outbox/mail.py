"""Rendering a mail and putting it into the outbox, in the transaction of what causes it.

A mail is two templates. `templates/mail/<name>.txt` extends "mail/base.txt" and fills the blocks
`subject` and `content`; `templates/mail/<name>.html` extends "mail/base.html" and fills `content`.
Both may use, besides the caller's context:

brand, hue      the partnership's name and colour; without them the mail comes from the installation
logo            the number of the picture of its logo, or empty
reason          why this person gets it, a sentence; holder: who holds their data
preferences     placeholder of the link where they change what they get
unsubscribe     placeholder of a link that takes a bare POST; fills List-Unsubscribe

What somebody worded otherwise takes the place of the blocks `subject`, `opening` and `closing`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from css_inline import CSSInliner
from django.conf import settings
from django.db import IntegrityError, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from backbone.pages.partnership_colour import tones
from backbone.panels import MailKind, registry
from backbone.registered.mail_kinds import OURS, Words
from backbone.typed_text import one_line

from . import pictures
from .models import Attachment, Message, SenderSettings
from .tasks import drain

PETROL_HUE = 200
# What base.txt puts after the subject and before the footer; mail clients know "-- ".
MARKS = {"SUBJECT_ENDS": "\x1e", "OPENING_ENDS": "\x1d", "CLOSING_BEGINS": "\x1f", "FOOTER_BEGINS": "-- "}
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Rendered:
    """A mail as it reads, not saved anywhere."""

    subject: str
    html: str
    text: str
    parts: Words


def queue(*, kind: str, key: str, **mail: Any) -> Message | None:
    """Render a mail of a registered kind and save it in this transaction; it goes out once that has committed.

    Returns the Message, or None when this key is there already or the person has no address. What
    else it takes, `queue_all` and `compose` say, as well as what they raise.
    """
    return next(iter(queue_all([{"kind": kind, "key": key, **mail}])), None)


def queue_all(mails: list[dict]) -> list[Message]:
    """Queue mails that leave together, each with what `compose` takes; returns those that are new.

    attachments: stored files, in their order
    """
    kept = [mail for mail in mails if registry.mail(mail["kind"]) and _address(mail)]
    known = known_keys(mail["key"] for mail in kept)
    new = {mail["key"]: mail for mail in kept if mail["key"] not in known}
    return _save([_with_files(mail) for mail in new.values()]) if new else []


def _address(mail):
    person = mail.get("person")
    return one_line(mail.get("address") or (person.mail_address if person else ""))


def _with_files(mail):
    """(message, its attachments)"""
    files = mail.get("attachments", ())
    rest = {name: value for name, value in mail.items() if name != "attachments"}
    return compose(**{**rest, "address": _address(mail)}), files


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of the keys under which a mail was queued before, whatever became of it."""
    keys = list(keys)
    return set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()


def is_known(key: str) -> bool:
    """Whether a mail under this key was queued before, whatever became of it."""
    return Message.objects.filter(key=key).exists()


def compose(
    *,
    kind: str,
    key: str = "",
    person: Any = None,
    address: str = "",
    context: dict,
    language: Any = None,
    from_name: str = "",
    reply_to: str = "",
    urgent: bool = False,
    not_before: Any = None,
    headers: Any = None,
    in_reply_to: str = "",
    sender: SenderSettings | None = None,
    words: Words = OURS,
) -> Message:
    """The message that `queue` saves, and that whoever looks at a mail before it leaves is shown.

    `person` decides language and time zone; `address` takes the place of their own; `sender` is read where none
    is given; `words` are those that take the place of ours. Raises UnknownKind.
    """
    language = language or getattr(person, "language", "") or settings.LANGUAGE_CODE
    sender = sender or SenderSettings.load()
    whole = {"sender": sender, "from_name": one_line(from_name), "person": person, **context}
    rendered = render(registry.mail(kind), whole, language, person, words)
    return Message(
        kind=kind,
        key=key,
        recipient=person,
        to_name=one_line(person.name)[:200] if person else "",
        to_address=address or (one_line(person.mail_address) if person else ""),
        from_name=one_line(from_name)[:200],
        reply_to=one_line(reply_to),
        language=language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=_headers(context, headers),
        message_id=f"<{uuid.uuid4().hex}@{host_of(sender)}>",
        in_reply_to=one_line(in_reply_to),
        urgent=urgent,
        not_before=not_before or timezone.now(),
    )


def render(kind: MailKind, context: dict, language: str, person: Any = None, words: Words = OURS) -> Rendered:
    """Render both parts of a mail in a language and, for dates, in the person's time zone."""
    with ExitStack() as stack:
        stack.enter_context(translation.override(language))
        stack.enter_context(timezone.override(person.zone if person else settings.INSTALLATION_TIME_ZONE))
        context = {**_common(context), **context, "language": language}
        context["words"] = _filled(words, kind, context)
        parts, text = _render_text(f"mail/{kind.template}.txt", context)
        subject = parts.subject
        html = get_template(f"mail/{kind.template}.html").render({**context, "subject": subject})
    return Rendered(subject, _inliner().inline(html), text, parts)


def _common(context):
    sender = context.get("sender") or SenderSettings.load()
    return {
        "sender": sender,
        "holder": sender.holder,
        "colour": tones(context.get("hue", PETROL_HUE)).ink,
        "base_url": settings.BASE_URL,
        "logo_address": pictures.address(context.get("logo", "")),
    }


def _filled(words, kind, context):
    """The words with this mail's facts; ours where they name a field that the kind does not know (any more)."""
    known = {field.name: field for field in kind.worded.fields} if kind.worded else {}
    if words.named - set(known):
        return OURS
    return words.filled(lambda name: one_line(known[name].value(context)))


def _render_text(template, context):
    """What can be worded otherwise, and the plain text: nothing escaped. The subject is the first block of the file."""
    whole = get_template(template).template.render(Context({**context, **MARKS}, autoescape=False))
    subject, _, text = whole.partition(MARKS["SUBJECT_ENDS"])
    opening, _, rest = text.partition(MARKS["OPENING_ENDS"])
    content, _, end = rest.partition(MARKS["CLOSING_BEGINS"])
    closing = end.partition(f"\n{MARKS['FOOTER_BEGINS']}\n")[0]
    parts = Words(one_line(subject)[:250], opening.strip(), closing.strip())
    return parts, _tidy(opening + content + end)


def _tidy(text):
    kept = (line if line == MARKS["FOOTER_BEGINS"] else line.rstrip() for line in text.strip().split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(kept)) + "\n"


@cache
def _inliner():
    css = (settings.BASE_DIR / "templates/mail/mail.css").read_text()
    return CSSInliner(extra_css=css, keep_style_tags=True, load_remote_stylesheets=False)


def _headers(context, headers):
    """What the sending adds besides From, To and Message-ID; links stay placeholders."""
    found = {"Auto-Submitted": "auto-generated"}
    if context.get("unsubscribe"):
        found["List-Unsubscribe"] = f"<{context['unsubscribe']}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return {**found, **{name: one_line(value) for name, value in (headers or {}).items()}}


def host_of(sender: SenderSettings) -> str:
    """The domain of our Message-IDs: the sender's own, which spam filters like to see."""
    domain = sender.from_address.rpartition("@")[2].strip(">")
    return domain if domain.isascii() and "." in domain else urlsplit(settings.BASE_URL).hostname


def _save(mails):
    """Save each key once, also when two transactions try at the same moment."""
    messages = [message for message, _files in mails]
    try:
        with transaction.atomic():
            Message.objects.bulk_create(messages)
    except IntegrityError:
        known = known_keys(message.key for message in messages)
        if not known:
            raise
        rest = [(message, files) for message, files in mails if message.key not in known]
        return _save(rest) if rest else []
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file, position=position)
        for message, files in mails
        for position, file in enumerate(files)
    )
    wake_on_commit()
    return messages


def wake_on_commit() -> None:
    """Wake the delivery when this transaction commits: once, however many mails it queues."""
    waiting = transaction.get_connection().run_on_commit
    if not any(callback is _wake for _, callback, *_ in waiting):
        transaction.on_commit(_wake, robust=True)


def _wake():
    drain.delay()
