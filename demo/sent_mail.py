"""Mails of the demo went out when its story says: none of them is ever sent."""

from datetime import datetime

from django.db.models import QuerySet

from backbone.outbox.models import Message


def already_sent(rows: QuerySet, at: datetime) -> None:
    """Let the mails of these rows of the correspondence have gone out at that moment."""
    messages = list(rows.values_list("message", flat=True))
    rows.update(at=at)
    moments = {"sent_at": at, "created_at": at, "not_before": at}
    Message.objects.filter(pk__in=messages).update(state=Message.State.SENT, attempts=1, **moments)
