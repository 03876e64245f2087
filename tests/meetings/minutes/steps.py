"""Issuing as the tests do it: by the page, or by the function behind it."""

from datetime import timedelta

from django.utils import timezone

from backbone.outbox.models import Message
from meetings.minutes import issuing
from meetings.models import Decision
from partnerships.documents.models import Version
from workplans.models import Task


def post(browser, coffee, **data):
    people = [coffee.anna.pk, coffee.okello.pk]
    return browser.post(f"/meetings/{coffee.meeting.pk}/issue/", {"number": "1", "to": people, **data})


def issue(coffee, number=1, to=None, **more):
    people = {coffee.anna.pk, coffee.okello.pk} if to is None else to
    coffee.meeting.refresh_from_db()
    return issuing.issue(coffee.meeting, number=number, to=people, by=coffee.ruth, **more)


def let_the_minute_pass():
    """As a minute after "Issue": it can't be undone any more, everybody sees it, and its mails may leave."""
    past = timezone.now() - timedelta(seconds=1)
    Version.objects.filter(undoable_until__isnull=False).update(undoable_until=past)
    Decision.objects.filter(undoable_until__isnull=False).update(undoable_until=past)
    Task.objects.filter(undoable_until__isnull=False).update(undoable_until=past)
    Message.objects.filter(state="waiting", not_before__gt=past).update(not_before=past)
