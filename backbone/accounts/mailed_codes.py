"""Codes of our own that prove an address: mailed there, remembered in the session, tried a few times."""

from __future__ import annotations

import re
import secrets
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from backbone.outbox.mail import queue
from backbone.outbox.models import Message

if TYPE_CHECKING:
    from backbone.accounts.models import Person

MINUTES, TRIES = 10, 5
# Letters and digits that nobody mistakes for one another.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
# Where a code stands in the text of a mail, and what stays there.
ALONE, MASK = re.compile(r"^ {4}(\S+)$", re.MULTILINE), "••••••"
# What the keys of their mails begin with.
KEYS = {"login_code": "login_code", "address_code": "address"}


def mail_code(request: Any, address: str, kind: str, slot: str) -> None:
    """Mail a code to the address and remember in the session, under `slot`, what was asked."""
    code = new_code()
    request.session[slot] = {
        "address": address,
        "code": code,
        "until": time.time() + MINUTES * 60,
        "tries": 0,
    }
    with transaction.atomic():
        queue(
            key=f"{KEYS[kind]}:{request.user.pk}:{secrets.token_hex(16)}",
            person=request.user,
            address=address,
            kind=kind,
            context={"code": code},
            urgent=True,
        )


def new_code() -> str:
    """Six letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _n in range(6))


def asked_for(request: Any, slot: str) -> str | None:
    """The address whose code we wait for, or None."""
    asked = request.session.get(slot)
    return asked["address"] if asked and asked["until"] > time.time() and asked["tries"] < TRIES else None


def code_is_right(request: Any, code: str, slot: str) -> bool:
    """Whether this is the code that was mailed; each try counts."""
    asked = request.session.get(slot)
    if not asked_for(request, slot):
        return False
    request.session[slot] = {**asked, "tries": asked["tries"] + 1}
    return constant_time_compare("".join(code.split()).upper(), asked["code"])


def forget(request: Any, slot: str) -> None:
    """Forget what was asked, here and in the mails: their codes are worth nothing any more."""
    request.session.pop(slot, None)
    forget_mails(Message.objects.filter(recipient=request.user.pk))


def forget_used(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Who signed in has used the code; a receiver of Django's `user_logged_in`."""
    forget_mails(Message.objects.filter(recipient=user.pk))


def forget_old() -> None:
    """Codes that are over by time."""
    forget_mails(Message.objects.filter(created_at__lt=timezone.now() - timedelta(minutes=MINUTES)))


def forget_mails(messages: QuerySet[Message]) -> None:
    """Take the codes out of those of these mails that carry one for the session in which it was asked for."""
    take_out_codes(messages.filter(kind__in=KEYS))


def take_out_codes(messages: QuerySet[Message]) -> None:
    """Take the codes out of these mails in the database; one that never left need not go any more."""
    for message in messages.exclude(state=Message.State.CLAIMED).exclude(text__contains=MASK):
        _forget(message)


def _forget(message):
    if message.state == Message.State.WAITING:
        message.state = Message.State.CANCELLED
    code = ALONE.search(message.text)
    for part in ("subject", "text", "html") if code else ():
        setattr(message, part, getattr(message, part).replace(code[1], MASK))
    message.save(update_fields=["state", "subject", "text", "html"])
