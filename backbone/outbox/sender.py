"""The sender of all mail: its address, the test mail, and the hold that one person lifts."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from backbone.time.mornings import next_morning

from .corrections import name_holder, name_host
from .mail import queue, wake_on_commit
from .models import Message, SenderSettings


def sender() -> SenderSettings:
    """The sender's settings, to read."""
    return SenderSettings.load()


@transaction.atomic
def change_sender(*, name: str, address: str, reply_to: str = "") -> SenderSettings:
    """Save name and address, in the mails that wait too. A new address has to be tested again."""
    settings = _locked()
    before = settings.holder
    is_new_address = address != settings.address
    if is_new_address:
        settings.tested_at = None
    settings.name, settings.address, settings.reply_to = name, address, reply_to
    settings.save()
    if settings.holder != before:
        name_holder(before, settings.holder)
    if is_new_address:
        name_host(settings)
    return settings


@transaction.atomic
def send_test(person: Any) -> Message:
    """Queue a test mail to the person; it goes even while sending is held."""
    return queue(key=f"test:{uuid.uuid4()}", person=person, kind="test", context={}, urgent=True)


@transaction.atomic
def confirm_test() -> None:
    """The test mail was seen to arrive."""
    settings = _locked()
    settings.tested_at = timezone.now()
    settings.save()


@transaction.atomic
def release(by: Any) -> int:
    """Let everything go that waits; returns how many mails were kept back."""
    settings = _locked()
    if settings.held:
        settings.held, settings.released_at, settings.released_by = False, timezone.now(), by
        settings.save()
    wake_on_commit()
    return Message.objects.filter(state=Message.State.WAITING, urgent=False).count()


def leaves_at(moment: datetime, zone: ZoneInfo, settings: SenderSettings) -> datetime:
    """When a mail meant for this moment leaves: what falls due while sending is held, the morning after the release."""
    released_at = timezone.now() if settings.held else settings.released_at
    if released_at and moment <= released_at:
        return next_morning(zone, released_at)
    return max(moment, timezone.now())


@transaction.atomic
def hold() -> None:
    """Keep all but urgent mail back again."""
    settings = _locked()
    settings.held = True
    settings.save()


def _locked():
    SenderSettings.objects.get_or_create(pk=1)
    return SenderSettings.objects.select_for_update().get(pk=1)
