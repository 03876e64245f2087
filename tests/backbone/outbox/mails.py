"""Mails put into the outbox, and how they stand."""

from django.utils import timezone

from backbone.outbox.mail import queue
from backbone.outbox.models import Message


def put(person, key="mail:1", **more):
    return queue(key=key, person=person, kind="test", context=more.pop("context", {}), **more)


def state(message):
    message.refresh_from_db()
    return message.state


def make_due(*messages):
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(not_before=timezone.now())
