"""A report claims what its period's records say: nothing of other periods, of nobody, or of what was not measured."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from impact.models import HourValue, Report, Story
from impact.reports import gather, request_report
from meetings.models import Attendance
from partnerships.documents.versions import version_page
from partnerships.models import Organisation
from tests import factories
from tests.impact.test_giving import held
from tests.impact.test_pages import indicator
from tests.impact.test_reports import complete, give
from tests.impact.test_standing import figure

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
YEAR = (date(2020, 1, 1), date(2020, 12, 31))
NOON = datetime(2020, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def of():
    return factories.partnership(country="NL")


def made(of, start=YEAR[0], end=YEAR[1], **fields):
    return gather(Report(partnership=of, start=start, end=end, **fields))


def lead_of(findings):
    return findings.lead.replace("\N{NO-BREAK SPACE}", " ")


def value_of_an_hour(of, value=10):
    decided = {"decided_on": date(2020, 1, 1), "decided_by": "Steering committee", "reason": "Agreed"}
    HourValue.objects.create(partnership=of, kind="", value=value, **decided)


# What went in


def test_inputs_worth_nothing_give_no_return_and_say_so(of):
    complete(of)
    of.contributions.update(value=0)
    findings = made(of)
    assert not findings.is_roi
    assert findings.missing == [
        "What went in is recorded as worth nothing, and nothing can be divided by that."
    ]
    assert "What went in is recorded as worth nothing, so no return is computed." in findings.lead
    assert "is not known" not in " ".join(findings.missing)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2021, 1, 1)])
def test_what_was_given_in_other_years_is_not_said_to_be_unrecorded(of, day):
    complete(of)
    of.contributions.update(delivered_on=day)
    findings = made(of)
    assert "No contribution with a value was delivered in this period" in findings.missing[0]
    assert "No value of what went in is recorded for this period" in findings.lead


def test_the_backbone_s_cost_of_another_year_is_not_said_to_be_unrecorded(of):
    complete(of)
    of.contributions.update(delivered_on=date(2019, 1, 1))
    give(factories.partner(of, "Growers"), Decimal(500))
    assert "among the contributions of this period" in made(of).missing[0]


def test_where_nobody_is_recorded_as_the_backbone_its_cost_is_not_said_to_be_unrecorded(of):
    complete(of)
    Organisation.objects.filter(is_backbone=True).update(is_backbone=False)
    missing = " ".join(made(of).missing)
    assert "No partner is recorded as the backbone, so nobody can tell" in missing
    assert "own cost is not recorded" not in missing


def test_only_who_gave_something_of_value_put_in_the_sum(of):
    give(factories.partner(of, "Growers"), Decimal(500))
    give(factories.partner(of, "Institute"), None)
    assert "1 organisation put in € 500." in lead_of(made(of))


def test_hours_alone_are_nobody_s_contribution(of):
    value_of_an_hour(of)
    held(of, [Attendance.State.PRESENT], NOON)
    lead = lead_of(made(of))
    assert "People’s time in meetings was worth € 20; nothing else that went in has a value." in lead
    assert "organisations put in" not in lead


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([], "nobody recorded who was there"),
        ([""], "nobody recorded who was there"),
        (["absent"], None),
        (["present", ""], "Of 1 person it was not recorded"),
        (["present", "", ""], "2 times it was not recorded"),
        (["present"], None),
    ],
)
def test_presence_that_nobody_recorded_is_named_and_not_counted(of, states, words):
    held(of, states, NOON)
    left_out = " ".join(made(of).sheet["left_out"])
    assert (words in left_out) if words else not left_out


# What was measured


def measure(of, *figures, **fields):
    """An indicator with figures of these periods."""
    row = indicator(of)
    type(row).objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    for value, words in figures:
        figure(row, value, words)
    return row


@pytest.mark.parametrize(
    ("baseline", "figures", "words"),
    [
        ("2021", [(35, "2020")], "Families: 35 families in 2020."),
        (
            "Q1 2021",
            [(30, "Q1 2020"), (35, "Q4 2020")],
            "from 30 families (Q1 2020) to 35 families in Q4 2020.",
        ),
        ("2019", [(35, "2020")], "from 40 families (2019) to 35 families in 2020."),
        ("Q1 2020", [(35, "2020")], "from 40 families (Q1 2020) to 35 families in 2020."),
        ("at the start", [(35, "2020")], "from 40 families (at the start) to 35 families in 2020."),
    ],
)
def test_nothing_goes_from_a_baseline_to_an_earlier_figure(of, baseline, figures, words):
    measure(of, *figures, baseline=40, baseline_period=baseline)
    findings = made(of)
    assert words in lead_of(findings)
    is_later = baseline.endswith("2021")
    assert any("the baseline is of" in sentence for sentence in findings.sheet["left_out"]) is is_later


@pytest.mark.parametrize(
    ("measures", "words"),
    [
        ([(None, 10)], "No measure with a target has a figure, so whether one is met is not known."),
        ([(5, 10)], "No measure has met its target yet."),
        ([(5, 10), (None, 10)], "The target is met by 0 of 1 measure that has a target and a figure."),
        (
            [(12, 10), (5, None), (5, 10)],
            "The target is met by 1 of 2 measures that have a target and a figure.",
        ),
        ([(12, 10), (5, None)], "The target is met by 1 of 1 measure that has a target and a figure."),
        ([(5, None)], "No target was agreed."),
    ],
)
def test_a_target_is_unmet_only_where_a_figure_says_so(of, measures, words):
    for value, target in measures:
        measure(of, *([(value, "2020")] if value else []), target=target)
    assert words in lead_of(made(of))


def test_without_a_figure_of_the_period_the_change_is_the_story_s_and_nothing_is_claimed(of):
    measure(of, (5, "2021"))
    story = Story.objects.create(partnership=of, title="Seedlings", what_changed="More seedlings live.")
    pages = [_page(of, story, year) for year in (2020, 2021)]
    assert ["What changed</h3>" in page for page in pages] == [True, False]
    assert ["not to be the sole cause" in page for page in pages] == [False, True]
    assert all(page.count("More seedlings live.") == 1 for page in pages)


def _page(of, story, year):
    report = Report(partnership=of, start=date(year, 1, 1), end=date(year, 12, 31), story=story)
    return version_page(request_report(report, factories.leader(of)).document.versions.get())


# Which period


def test_a_period_that_is_not_over_says_until_when_it_was_recorded(of):
    today = today_of(of)
    assert "here is what was recorded until" in made(of, today, today + timedelta(days=1)).lead
    assert "here is what was recorded until" not in made(of, today, today).lead


def test_of_a_period_to_come_there_is_no_report(client, of):
    client.force_login(factories.coordinator(of))
    day = today_of(of) + timedelta(days=1)
    page = client.post(reverse("report_new", args=[of.slug]), {"start": day, "end": day})
    assert page.status_code == 422
    assert "This day is in the future." in page.text
    assert not Report.objects.exists()
