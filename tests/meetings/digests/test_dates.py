"""Beside what it tells, the digest says the dates that come next for its reader; alone they make none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.accounts.models import Person
from meetings.models import Meeting
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.waiting_mail import forthcoming
from partnerships.models import Body
from tests import factories
from tests.meetings.digests.mornings import NOW, WORDS, digest
from tests.meetings.minutes.steps import issue

pytestmark = pytest.mark.fast


def next_meeting(coffee, days=9, **fields):
    """A meeting of the co-op's group, in some days at 14:00 in Amsterdam."""
    group, _new = Body.objects.get_or_create(partnership=coffee.of, name="Nurseries")
    coffee.coop.bodies.add(group, through_defaults={"partnership": coffee.of})
    starts_at = datetime(2026, 12, 4, 13, tzinfo=UTC) + timedelta(days=days)
    return factories.meeting(
        coffee.of, fields.pop("title", "Nurseries 3"), body=group, starts_at=starts_at, **fields
    )


def milestone(coffee, title="Sites chosen", days=10, **fields):
    found = {"lead_person": coffee.joy, "lead_accepted_at": NOW, "due": NOW.date() + timedelta(days=days)}
    return factories.milestone(factories.objective(coffee.of), title, **{**found, **fields})


def test_it_says_the_next_meeting_of_a_group_and_the_milestone_that_its_reader_leads(morning):
    next_meeting(morning)
    next_meeting(morning, days=30, title="Nurseries 4")
    milestone(morning)
    issue(morning)
    mail = digest(morning.joy)
    assert "- Nurseries 3: Sun 13 Dec, 14:00–15:30" in mail.text
    assert "- M1 Sites chosen: due Mon 14 Dec" in mail.text
    assert "<bdi>Nurseries 3</bdi>" in mail.html
    assert "M1 Sites chosen" in mail.html
    assert "Nurseries 4" not in mail.text


def test_another_clock_is_said_beside_that_of_the_place(morning):
    next_meeting(morning)
    Person.objects.filter(pk=morning.joy.pk).update(timezone="Africa/Kampala")
    issue(morning)
    assert "Sun 13 Dec, 14:00–15:30 (Europe/Amsterdam; for you Sun 13 Dec, 16:00)" in digest(morning.joy).text


def test_dates_alone_make_no_digest(morning):
    next_meeting(morning)
    milestone(morning)
    type(morning.meeting).objects.filter(pk=morning.meeting.pk).delete()
    assert digest_mornings.send_due() == 0
    assert not [mail for mail in forthcoming(morning.of) if mail.person == morning.joy]


def test_dates_alone_make_none_beside_what_the_budget_holds_back(morning):
    morning.of.asks_per_month = 0
    morning.of.save()
    next_meeting(morning)
    factories.task(morning.of, "Agree the sites", owner=morning.joy, due_on=NOW.date())
    morning.of.tasks.update(next_reminder_at=NOW)
    assert digest_mornings.send_due() == 0


def test_what_is_not_theirs_off_over_or_far_is_not_said(morning):
    issue(morning)
    next_meeting(morning, state="cancelled", title="marker-off")
    next_meeting(morning, days=-3, title="marker-over")
    others = Body.objects.create(partnership=morning.of, name="Others")
    factories.meeting(morning.of, "marker-other", body=others, starts_at=NOW + timedelta(days=2))
    milestone(morning, "marker-far", days=15)
    milestone(morning, "marker-not-accepted", lead_accepted_at=None)
    milestone(morning, "marker-somebody", lead_person=morning.anna)
    milestone(morning, "marker-reached", state="reached", reached_on=date(2026, 12, 1))
    mail = digest(morning.joy)
    assert WORDS in mail.text
    assert "marker" not in mail.text + mail.html


def test_chairs_and_those_who_were_asked_are_told_the_meeting(morning):
    issue(morning)
    own = Body.objects.create(partnership=morning.of, name="Own", chair=morning.joy)
    factories.meeting(morning.of, "Chaired", body=own, starts_at=NOW + timedelta(days=2))
    whole = factories.meeting(morning.of, "Whole", starts_at=NOW + timedelta(days=3))
    factories.attendance(whole, morning.joy, partner=morning.coop, asked_at=NOW)
    quiet = Body.objects.create(partnership=morning.of, name="Quiet")
    listed = factories.meeting(morning.of, "Listed", body=quiet, starts_at=NOW + timedelta(days=4))
    factories.attendance(listed, morning.joy)
    text = digest(morning.joy).text
    assert "- Chaired: " in text
    assert "- Whole: " in text
    assert "Listed" not in text


@pytest.mark.parametrize("seat", ["over", "not begun", "somebody else's"])
def test_whoever_does_not_sit_there_on_its_day_is_not_told(morning, seat):
    issue(morning)
    day = next_meeting(morning).starts_at.date()
    fields = {
        "over": {"term_until": day - timedelta(days=1)},
        "not begun": {"term_from": day + timedelta(days=1)},
        "somebody else's": {"person": morning.anna},
    }
    morning.coop.bodies.get().seats.update(**fields[seat])
    assert "Nurseries 3" not in digest(morning.joy).text


@pytest.mark.parametrize("seat", ["last day", "first day", "alternate"])
def test_whoever_sits_there_on_its_day_is_told(morning, seat):
    issue(morning)
    day = next_meeting(morning).starts_at.date()
    fields = {
        "last day": {"term_until": day},
        "first day": {"term_from": day},
        "alternate": {"person": morning.anna, "alternate": morning.joy},
    }
    morning.coop.bodies.get().seats.update(**fields[seat])
    assert "Nurseries 3" in digest(morning.joy).text


# How often it asks the database


def test_a_morning_of_many_asks_hardly_oftener(morning):
    issue(morning)
    next_meeting(morning)
    Meeting.objects.bulk_create(
        Meeting(partnership=morning.of, title=f"Old {n}", starts_at=NOW - timedelta(days=n + 1))
        for n in range(50)
    )
    counts = {}
    for many in (3, 23):
        people = [
            factories.person(f"P{many}-{n}", mail_preference="digest", next_digest_at=NOW)
            for n in range(many)
        ]
        for person in people:
            factories.representative(morning.coop, person)
        Person.objects.filter(pk=morning.joy.pk).update(next_digest_at=None, mail_preference="each")
        with CaptureQueriesContext(connection) as asked:
            assert digest_mornings.send_due() == many
        counts[many] = len(asked)
    assert counts[23] <= counts[3] + 2 * 20
