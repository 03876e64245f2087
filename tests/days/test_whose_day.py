"""A partnership's day is in its zone, a person's morning in the person's, whoever looks and wherever it runs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from backbone.needs import in_full
from backbone.outbox.models import Message, SenderSettings
from backbone.paper import pdf
from backbone.time.days import today_of
from backbone.time.mornings import next_morning, working_morning
from impact import giving
from impact.figures import QUIET_MONTHS, Series
from impact.forms import ReportForm
from impact.models import Measurement, Report
from impact.reports import gather
from meetings import clock
from partnerships.correspondence import digest_mornings
from partnerships.documents import versions
from partnerships.documents.models import Version
from tests import factories
from tests.days.conftest import ZONES
from workplans import milestones, needs, reminders
from workplans.answers import more_time
from workplans.imports import tasks as action_lists
from workplans.models import Indicator, Milestone, Outcome, Task
from workplans.panels import open_tasks_cells

pytestmark = pytest.mark.fast

DAY = timedelta(days=1)


def for_every_reader(ask):
    """The one answer that everybody gets, in whichever zone they read."""
    answers = set()
    for zone in ZONES:
        with timezone.override(zone):
            answers.add(ask())
    assert len(answers) == 1
    return answers.pop()


@pytest.fixture
def anna(places):
    """She owns tasks and lives where the reader does."""
    who = factories.person("Anna", timezone=places.reader)
    return factories.representative(factories.partner(places.of), who)


def task(places, anna, days):
    partner = anna.represents.get().partner
    due = today_of(places.of) + days * DAY
    return factories.task(places.of, owner=anna, partner=partner, due_on=due)


# Lateness, and what is written down today


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False)])
def test_a_task_is_late_when_its_day_is_over_there(places, anna, days, late):
    row = task(places, anna, days)
    assert for_every_reader(lambda: row.is_late) == late
    assert for_every_reader(Task.objects.late().exists) == late
    partner = anna.represents.get().partner
    assert ("late" in for_every_reader(lambda: open_tasks_cells(places.of, [partner])[partner.pk])) == late


@pytest.mark.parametrize(("days", "waits"), [(-8, True), (-7, False)])
def test_a_coordinator_is_needed_a_week_after_the_day_there(places, anna, days, waits):
    row = task(places, anna, days)
    for where in (places.of, None):
        titles = for_every_reader(lambda where=where: str([n.title for n in _needs(places.ruth, where)]))
        assert (row.title in titles) == waits


def _needs(person, where):
    return in_full(needs.of_the_plan(type(person).objects.get(pk=person.pk), where))


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False)])
def test_a_milestone_is_late_when_its_day_is_over_there(places, days, late):
    row = factories.milestone(factories.objective(places.of), due=today_of(places.of) + days * DAY)
    assert for_every_reader(lambda: row.is_late) == late
    client = Client()
    client.force_login(places.ruth)
    shown = client.get("/partnerships/coffee/plan/?show=late").text
    assert (row.title in shown) == late


def test_what_is_written_down_today_has_the_partnerships_day(places, anna):
    today = today_of(places.of)
    row = factories.milestone(factories.objective(places.of))
    with timezone.override(places.reader):
        milestones.set_state(row, Milestone.State.UNDER_WAY, by=places.ruth)
        milestones.set_state(row, Milestone.State.REACHED, by=places.ruth)
        assert (row.reached_on, task(places, anna, 0).raised_on) == (today, today)
        assert action_lists.context_of(places.of).on == today
        assert ReportForm.proposed(places.of)["end"] == today


def test_time_is_asked_for_days_that_are_still_to_come_there(places, anna):
    row = task(places, anna, 5)
    for_every_reader(lambda: more_time.check(row, today_of(places.of)))
    with pytest.raises(ValidationError):
        more_time.check(row, today_of(places.of) - DAY)


# Mornings


@pytest.fixture
def released(places):
    SenderSettings.objects.create(
        name="B", address="b@example.org", held=False, released_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def working_morning_of(person, of):
    """One that is not within three days of what is asked now."""
    after = timezone.now() + 3 * DAY
    return working_morning(next_morning(person.zone, after), person.zone, of.country)


def test_a_reminder_comes_on_its_day_in_the_morning_of_its_owner(places, anna, released, time_machine):
    morning = working_morning_of(anna, places.of)
    row = factories.task(places.of, owner=anna, due_on=morning.date())
    assert row.next_reminder_at == morning
    time_machine.move_to(morning, tick=False)
    assert for_every_reader(lambda: morning.astimezone(anna.zone).hour) == 8
    assert reminders.send_due() == 1
    mail = Message.objects.get()
    assert mail.key == f"reminder:{anna.pk}:{places.of.pk}:{morning.date()}"
    assert "was due" not in mail.text


def test_a_digest_has_the_day_of_its_reader(places, anna, released, time_machine):
    anna.mail_preference, anna.next_digest_at = "digest", working_morning_of(anna, places.of)
    anna.save()
    row = factories.task(places.of, owner=anna, due_on=anna.next_digest_at.date())
    time_machine.move_to(anna.next_digest_at, tick=False)
    assert (row.next_reminder_at, digest_mornings.send_due()) == (anna.next_digest_at, 1)
    assert Message.objects.get().key == f"digest:{anna.pk}:{anna.next_digest_at.date()}"


def test_the_minutes_clock_counts_the_days_where_the_meeting_was(places):
    meeting = factories.meeting(places.of, starts_at=places.now - 5 * DAY, timezone=places.of.timezone)
    days_seen = for_every_reader(lambda: (meeting.day, clock.due_on(meeting)))
    assert days_seen[0] == today_of(places.of) - 5 * DAY


# Hours, figures and reports

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("day", "hour", "hours_of"),
    [
        (date(2025, 12, 31), 20, {2025: "2.0", 2026: "0.0"}),
        (date(2026, 1, 1), 0, {2025: "0.0", 2026: "2.0"}),
        (date(2026, 12, 31), 23, {2026: "2.0", 2027: "0.0"}),
    ],
)
def test_the_hours_of_a_meeting_count_on_its_day_where_it_was_held(places, anna, day, hour, hours_of):
    starts = datetime(day.year, day.month, day.day, hour, tzinfo=LOS_ANGELES)
    times = {"starts_at": starts, "started_at": starts, "ended_at": starts + timedelta(hours=2)}
    meeting = factories.meeting(places.of, timezone="America/Los_Angeles", **times)
    factories.attendance(meeting, anna, "present")
    for year, hours in hours_of.items():
        within = (date(year, 1, 1), date(year, 12, 31))
        counted = for_every_reader(lambda within=within: giving.meeting_hours(places.of, *within))
        assert counted == Decimal(hours)


@pytest.fixture
def measurement(places):
    outcome = Outcome.objects.create(partnership=places.of, name="Incomes")
    indicator = Indicator.objects.create(partnership=places.of, outcome=outcome, name="Families")
    year = {"period_words": "2025", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    return Measurement.objects.create(
        partnership=places.of,
        indicator=indicator,
        value=50,
        source="Register",
        recorded_by=places.ruth,
        recorded_at=places.now,
        **year,
    )


def test_a_report_says_when_a_figure_was_recorded_by_the_partnerships_day(places, measurement):
    report = Report(partnership=places.of, start=date(2025, 1, 1), end=date(2025, 12, 31))
    recorded = for_every_reader(lambda: gather(report).sources[0].recorded)
    today = today_of(places.of)
    assert recorded.split()[0] == str(today.day)
    assert recorded.endswith(str(today.year))


@pytest.mark.parametrize("more", [0, 1])
def test_a_figure_is_old_by_the_partnerships_day(places, measurement, more):
    measurement.period_end = today_of(places.of) - timedelta(days=QUIET_MONTHS * 30 + more)
    series = Series(measurement.indicator, [measurement])
    assert for_every_reader(lambda: series.is_quiet) == bool(more)


def test_a_document_is_of_the_partnerships_day_and_year(places):
    document = versions.document_for(places.of, "plan", "Plan")
    html = pdf.compose("pdf/base.html", {"title": "Plan"}, places.of)
    version = Version(document=document, partnership=places.of, number=1, html=html, issued_at=timezone.now())
    made = for_every_reader(lambda: versions.version_page(version))
    today = today_of(places.of)
    assert f"{today.day} {today:%B} {today.year}" in made.partition('data-date="')[2].partition('"')[0]
