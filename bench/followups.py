"""Minutes to many, and a morning of reminders and digests: statements a mail, and processor time against composing it alone.

Everything is made in one transaction and rolled back.
"""

import time
from datetime import UTC, datetime, timedelta

import time_machine
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.mail import compose
from backbone.outbox.models import Message, SenderSettings
from bench.results import row
from meetings.minutes import issuing
from meetings.minutes.mails import Own, draft
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.drafts import NewLinks
from partnerships.correspondence.signing import Signing
from tests import factories
from workplans import reminders
from workplans.models import Task

READERS, OWNERS, DIGESTS = 200, 100, 100
QUERIES_A_MAIL, QUERIES_A_MORNING, AGAINST_COMPOSING = 0.5, 4, 2
# People work that day, whenever this is run.
WEDNESDAY = datetime(2026, 12, 2, 9, tzinfo=UTC)


def measure():
    """Rows for issuing minutes to 200, for a hundred reminders and for a hundred digests."""
    with (
        time_machine.travel(WEDNESDAY, tick=False),
        override_settings(CELERY_TASK_DEFAULT_QUEUE="nobody"),
        transaction.atomic(),
    ):
        released = {"held": False, "released_at": timezone.now() - timedelta(days=30)}
        SenderSettings.objects.update_or_create(pk=1, defaults=released)
        warm_up()
        found = [*of_issuing(), *of_reminders(), *of_digests()]
        transaction.set_rollback(True)
    return found


def warm_up():
    """Templates are read and SQL is worked out once per process: not while it is measured."""
    with transaction.atomic():
        of_issuing(readers=3)
        transaction.set_rollback(True)


def of_issuing(readers=READERS):
    coffee = factories.coffee_meeting()
    for person in people(readers):
        factories.attendance(coffee.meeting, person, "present")
    for number in range(5):
        factories.line(
            coffee.meeting, f"! Anna Kyomuhendo: send list {number}, 11 December 2030", coffee.second
        )
    coffee.meeting.refresh_from_db()
    to = set(coffee.meeting.attendance.values_list("person", flat=True))
    spent, queries = cost(lambda: issuing.issue(coffee.meeting, number=1, to=to, by=coffee.ruth))
    mails = Message.objects.filter(kind="minutes")
    coffee.meeting.refresh_from_db()
    alone = composing_alone(coffee.meeting, to)
    return [
        row(f"minutes to {READERS}, statements a mail", queries / len(mails), "queries", goal=QUERIES_A_MAIL),
        row(
            f"minutes to {READERS}, processor time a mail against composing it alone",
            spent / alone,
            "×",
            goal=AGAINST_COMPOSING,
        ),
    ]


def composing_alone(meeting, readers):
    """Milliseconds for the same mails, rendered and saved nowhere."""
    content = meeting.document.versions.get(number=1).data
    own = Own(asked=[], waiting=[])
    drafts = [draft(person, meeting, content, own) for person in Person.objects.filter(pk__in=readers)]
    signing = Signing.for_drafts(drafts)
    return cost(lambda: [compose(**one.message_fields(NewLinks(one.person), signing)) for one in drafts])[0]


def of_reminders():
    owners = with_a_task(OWNERS)
    Task.objects.filter(owner__in=owners).update(next_reminder_at=timezone.now())
    _spent, queries = cost(reminders.send_due)
    mails = Message.objects.filter(kind="reminder", recipient__in=owners).count()
    return [row("a reminder, of a hundred", queries / mails, "queries", goal=QUERIES_A_MORNING)]


def of_digests():
    owners = with_a_task(DIGESTS, mail_preference="digest")
    Task.objects.filter(owner__in=owners).update(next_reminder_at=timezone.now())
    Person.objects.filter(pk__in=[person.pk for person in owners]).update(next_digest_at=timezone.now())
    _spent, queries = cost(digest_mornings.send_due)
    mails = Message.objects.filter(kind="digest", recipient__in=owners).count()
    return [row("a digest, of a hundred", queries / mails, "queries", goal=QUERIES_A_MORNING)]


def with_a_task(count, **fields):
    """People who represent a partner, each with a task that is due."""
    partner = factories.partner(factories.partnership())
    found = people(count, **fields)
    for person in found:
        factories.representative(partner, person)
        factories.task(partner.partnership, owner=person, due_on=timezone.now().date())
    return found


def people(count, **fields):
    return [factories.person(**fields) for _number in range(count)]


def cost(work):
    """(milliseconds of this thread's processor time, statements)."""
    with CaptureQueriesContext(connection) as asked:
        began = time.thread_time()
        work()
        spent = (time.thread_time() - began) * 1000
    return spent, len(asked)
