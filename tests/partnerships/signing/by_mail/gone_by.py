"""Mails that left, and days that have gone by since."""

from datetime import timedelta

from django.db.models import F
from django.utils.timezone import now

from backbone.outbox.models import Message
from partnerships.correspondence.models import Correspondence


def left():
    """All mails about acceptances that wait are sent."""
    Message.objects.filter(kind="acceptance", state="waiting").update(state="sent", sent_at=now())


def go(row, days):
    """So many days have gone by since it was sent, and since it was reminded of."""
    left()
    row.refresh_from_db()
    back = timedelta(days=days)
    row.sent_on -= back
    row.reminded_on = row.reminded_on and row.reminded_on - back
    row.save()
    Message.objects.filter(kind="acceptance").update(sent_at=F("sent_at") - back)
    Correspondence.objects.filter(cause="acceptance").update(at=F("at") - back)
