"""Every date of the demo is possible: nothing happened after today, nothing before what it came of."""

from datetime import date, datetime

import pytest
import time_machine
from django.apps import apps
from django.db.models import DateField, F, Q
from django.utils import timezone

from backbone.reading.date_context import DateContext, Policy
from backbone.reading.dates import read
from backbone.time.days import today_of
from demo import loading
from impact.models import Citation, Measurement, Story, Valuation
from meetings.models import ActionPoint, Attendance, Invitation, Line, Meeting
from partnerships.conveners.models import LocalConvening, Tension
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.documents.models import Version
from partnerships.giving.models import Match
from partnerships.models import Benefit, Contribution, Partnership
from workplans.models import Change, Indicator, Milestone, SmartAnswer, Task

pytestmark = pytest.mark.django_db

# What is meant to come; every other date says that something happened, or that a time is over that is written about.
TO_COME = {
    *[
        "due_on",
        "due",
        "review_on",
        "wanted_due_on",
        "end",
        "next_reminder_at",
        "next_digest_at",
        "not_before",
        "expires_at",
        "until",
        "term_until",
    ],
    *[
        "undoable_until",
        "minutes_due_on",
        "clock_rests_until",
        "contacts_review_on",
        "next_on",
        "next_try_at",
        "retry_at",
        "retired_on",
        "holds_until",
    ],
}
# A milestone begins, and a meeting is held, when it is to; what was begun is asked below.
PLANNED = {
    Milestone: {"start"},
    Meeting: {"starts_at"},
    Match: {"ends_on"},
    Tension: {"revisit_on"},
    LocalConvening: {"report_due"},
}

# (rows, what came first, what came of it or after it)
CAUSES = [
    (Task, "raised_on", "closed_at__date"),
    (Task, "raised_on", "due_on"),
    (Task, "partnership__started_on", "raised_on"),
    (Milestone, "start", "due"),
    (Milestone, "start", "reached_on"),
    (Milestone, "partnership__started_on", "lead_accepted_at__date"),
    (Change, "task__raised_on", "at__date"),
    (SmartAnswer, "partnership__started_on", "at__date"),
    (Meeting, "started_at", "ended_at"),
    (Meeting, "ended_at", "issued_at"),
    (Line, "meeting__started_at", "at"),
    (ActionPoint, "meeting__starts_at__date", "task__raised_on"),
    (Attendance, "asked_at", "answered_at"),
    (Attendance, "asked_at", "meeting__starts_at"),
    (Invitation, "at", "meeting__starts_at"),
    (Confirmation, "asked_at", "answered_at"),
    (Version, "partnership__started_on", "issued_at__date"),
    (Correspondence, "partnership__started_on", "at__date"),
    (Measurement, "period_start", "period_end"),
    (Measurement, "period_end", "recorded_at__date"),
    (Valuation, "period_end", "answered_at__date"),
    (Contribution, "period_end", "recorded_at__date"),
    (Contribution, "delivered_on", "recorded_at__date"),
    (Benefit, "period_end", "recorded_at__date"),
    (Story, "consent_on", "created_at__date"),
    (Citation, "measurement__recorded_at", "at"),
]
FURTHER_DAYS = [
    date(2027, 1, 1),
    date(2027, 4, 1),
    date(2028, 2, 29),
    *(date(2026, 12, day) for day in range(5, 12)),
]


@pytest.fixture(
    params=[
        "today",
        *(pytest.param(day, marks=pytest.mark.long) for day in FURTHER_DAYS),
        # Minutes after midnight, when nothing of the day has happened yet.
        pytest.param(datetime(2027, 1, 4, 0, 5), marks=pytest.mark.long),
    ],
    ids=str,
)
def demo(request):
    if request.param == "today":
        assert loading.load()
        yield
        return
    with time_machine.travel(request.param, tick=False):
        assert loading.load()
        yield


def dated_rows():
    """(model, field) of whatever says when something happened."""
    for model in apps.get_models():
        if not model.__name__.endswith("Event") and model._meta.app_label not in ("sessions", "admin", "mfa"):
            for field in model._meta.concrete_fields:
                if isinstance(field, DateField) and field.name not in TO_COME | PLANNED.get(model, set()):
                    yield model, field


def too_late():
    for model, field in dated_rows():
        now = timezone.now() if field.get_internal_type() == "DateTimeField" else timezone.localdate()
        for row in model.objects.filter(**{f"{field.name}__gt": now}):
            yield f"{model.__name__} {row}: {field.name} {getattr(row, field.name)}"


def test_nothing_happened_after_today_or_before_its_cause(demo):
    assert list(too_late()) == []
    wrong = [
        f"{model.__name__} {row.pk} {row}: {later} lies before {earlier}"
        for model, earlier, later in CAUSES
        for row in model.objects.filter(Q(**{f"{later}__lt": F(earlier)}))
    ]
    assert wrong == []


def test_what_is_under_way_has_begun_and_what_was_held_was_held_by_today(demo):
    begun = Milestone.objects.exclude(state__in=["planned", "dropped"])
    assert not begun.filter(start__gt=timezone.localdate()).exists()
    assert not Meeting.objects.exclude(state="planned").filter(starts_at__gt=timezone.now()).exists()
    for of in Partnership.objects.all():
        assert not of.milestones.filter(
            state="planned", start__lt=today_of(of), due__lt=today_of(of)
        ).exists()


def test_a_baseline_is_what_was_measured_first_and_not_another_figure_of_another_time(demo):
    for indicator in Indicator.objects.exclude(baseline=None):
        first = indicator.measurements.order_by("period_start").first()
        said = read(indicator.baseline_period, DateContext(first.period_start, Policy.NEAREST)).start
        if first.value == indicator.baseline and said:
            assert first.period_start <= said <= first.period_end, indicator
