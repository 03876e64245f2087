"""A report's period bounds everything in it: what was given, the hours, what an outcome is worth."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from impact.giving import given_by_partner, total
from impact.hours import hours_of
from impact.models import DiscountRate, HourValue, Report, Valuation
from impact.reports import gather
from partnerships.models import Contribution, Organisation
from tests import factories
from tests.impact.test_giving import NOON, STATES, held
from tests.impact.test_reports import complete, give

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def days(start, end):
    return {"period_words": "so long", "period_start": start, "period_end": end, "delivered_on": None}


def report(of, start, end):
    return Report(partnership=of, start=start, end=end)


def given(of, value=Decimal(365), **when):
    give(factories.partner(of), value, **when)
    return given_by_partner(of, *YEAR)[0]


@pytest.mark.parametrize(
    ("when", "value"),
    [
        ({"delivered_on": date(2025, 1, 1)}, 365),
        ({"delivered_on": date(2025, 12, 31)}, 365),
        ({"delivered_on": date(2024, 12, 31)}, None),
        ({"delivered_on": date(2026, 1, 1)}, None),
        (days(*YEAR), 365),
        (days(date(2024, 7, 1), date(2025, 6, 30)), 181),
        (days(date(2025, 12, 31), date(2026, 12, 30)), 1),
        (days(date(2024, 1, 1), date(2024, 12, 31)), None),
        (days(None, date(2025, 3, 1)), 365),
        (days(None, date(2026, 3, 1)), None),
    ],
)
def test_a_contribution_counts_by_its_delivery_or_in_proportion_of_its_days(when, value):
    of = factories.partnership()
    assert given(of, **when).in_kind is None
    assert given_by_partner(of, *YEAR)[0].cash == value


def test_a_part_is_shown_as_so_many_of_so_many_days_and_rounded_to_the_cent():
    of = factories.partnership()
    row = given(of, Decimal(100), **days(date(2024, 7, 1), date(2025, 6, 30)))
    assert (row.counted[0].days, row.counted[0].of_days) == (181, 365)
    assert row.cash == Decimal("49.59")
    sheet = gather(report(of, *YEAR)).sheet
    assert sheet["given"]["rows"][0]["parts"] == ["Staff: 181 of 365 days"]
    assert "(181 of 365 days)" in sheet["sources"][0]["value"]


def test_the_parts_of_all_years_are_the_whole():
    of = factories.partnership()
    give(factories.partner(of), Decimal(1000), **days(date(2024, 3, 1), date(2026, 2, 28)))
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)]
    assert sum(total(given_by_partner(of, *year), "cash") for year in years) == 1000


@pytest.mark.parametrize("when", [{"delivered_on": None}, days(None, None), days(date(2025, 1, 1), None)])
def test_what_nobody_dated_is_named_and_not_counted_and_there_is_no_return(when):
    of = factories.partnership()
    complete(of)
    give(factories.partner(of, "Growers"), Decimal(500), **when)
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert findings.inputs == 1000
    assert not findings.is_roi
    assert any("Growers: Staff" in sentence for sentence in findings.missing)
    assert any("Growers: Staff" in sentence for sentence in findings.sheet["left_out"])


def test_what_is_valued_in_another_currency_is_in_no_sum():
    of = factories.partnership()
    complete(of)
    give(factories.partner(of, "Growers"), Decimal(500), currency="USD")
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert findings.inputs == 1000
    assert not findings.is_roi


def test_a_partner_that_withdrew_keeps_what_it_gave(client):
    of = factories.partnership()
    complete(of)
    partner = factories.partner(of, "Kigazi")
    give(partner, Decimal(24500))
    before = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    type(partner).objects.filter(pk=partner.pk).update(withdrawn_on=date(2020, 9, 1))
    after = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert after.inputs == before.inputs == 25500
    assert after.result.ratio == before.result.ratio
    row = next(row for row in after.sheet["given"]["rows"] if row["partner"] == "Kigazi")
    assert row["withdrew"] == "withdrew on 1 Sep 2020"
    client.force_login(factories.coordinator(of))
    page = client.get(reverse("impact", args=[of.slug])).content.decode()
    assert "24,500" in page
    assert "withdrew on 1 September 2020" in page


def test_who_left_before_or_came_after_is_not_in_the_report():
    of = factories.partnership()
    factories.partner(of, "Left", withdrawn_on=date(2024, 12, 31))
    factories.partner(of, "Came", since=date(2026, 1, 1))
    factories.partner(of, "There", since=date(2025, 12, 31))
    assert [str(row.partner) for row in given_by_partner(of, *YEAR)] == ["There"]


# Hours


def test_an_hour_is_worth_what_was_decided_for_the_kind_of_person_and_the_latest_decision_holds():
    of = factories.partnership()
    meeting = held(of, [STATES.PRESENT])
    for sector, name in (("public", "District"), ("private", "Roasters")):
        partner = factories.partner(of, organisation=factories.organisation(name, sector=sector))
        factories.attendance(meeting, factories.person(), STATES.PRESENT, partner)
    said = {"partnership": of, "decided_by": "Steering committee", "reason": "Agreed"}
    for kind, value, year in (("", 10, 2020), ("public", 50, 2020), ("public", 20, 2021), ("", 99, 2099)):
        HourValue.objects.create(kind=kind, value=value, decided_on=date(year, 1, 1), **said)
    hours = hours_of(of)
    assert {(row.kind, row.people, row.worth) for row in hours.spent} == {("", 2, 40), ("public", 1, 40)}
    assert hours.worth == 80


def test_hours_for_whose_kind_nothing_was_decided_prevent_the_return():
    of = factories.partnership()
    complete(of)
    held(of, [STATES.PRESENT], NOON.replace(year=2020))
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert not findings.is_roi
    assert any("what an hour is worth" in sentence for sentence in findings.missing)


def test_a_meeting_without_its_length_is_named():
    of = factories.partnership()
    meeting = factories.meeting(of, "Reef committee", starts_at=NOON, started_at=NOON)
    factories.attendance(meeting, factories.person(), STATES.PRESENT)
    left_out = gather(report(of, date(2026, 1, 1), date(2026, 12, 31))).sheet["left_out"]
    assert [sentence.startswith("Reef committee") for sentence in left_out] == [True]


# What an outcome is worth


@pytest.mark.parametrize(
    ("start", "end", "is_roi"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), True),
        (date(2019, 1, 1), date(2021, 12, 31), True),
        (date(2020, 1, 2), date(2020, 12, 31), False),
        (date(2020, 6, 1), date(2020, 6, 30), False),
        (date(2021, 1, 1), date(2021, 12, 31), False),
    ],
)
def test_a_valuation_counts_in_a_report_in_which_the_whole_of_its_period_lies(start, end, is_roi):
    of = factories.partnership()
    complete(of)
    assert gather(report(of, start, end)).is_roi == is_roi


def test_a_valuation_without_a_period_gives_no_return():
    of = factories.partnership()
    complete(of)
    Valuation.objects.update(period_words="", period_start=None, period_end=None)
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert findings.missing == ["For Families with a contract, these are missing: period."]


@pytest.mark.parametrize(
    ("began", "is_roi"), [(date(2020, 5, 1), True), (date(2021, 1, 1), False), (None, True)]
)
def test_there_is_no_return_for_years_before_the_partnership(began, is_roi):
    of = factories.partnership(started_on=began)
    complete(of)
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert findings.is_roi == is_roi
    assert findings.sheet["name"] == ("ROI report 2020" if is_roi else "Results report 2020")


def test_without_a_decided_rate_there_is_no_return():
    of = factories.partnership()
    complete(of)
    DiscountRate.objects.all().delete()
    findings = gather(report(of, date(2020, 1, 1), date(2020, 12, 31)))
    assert findings.missing == ["Nobody has decided on a discount rate."]


def test_two_valuations_of_the_same_days_are_refused(client):
    of = factories.partnership()
    first = complete(of)
    client.force_login(factories.coordinator(of))
    address = reverse("valuation_new", args=[first.outcome_id])
    for words, status in (("Q4 2020", 422), ("1 December 2020 – 1 March 2021", 422), ("2021", 302)):
        assert client.post(address, {"period_words": words, "years": "1"}).status_code == status


def test_a_contribution_on_a_page_takes_its_day_and_its_period(client):
    partner = factories.partner()
    client.force_login(factories.coordinator(partner.partnership))
    typed = {"description": "Hall", "kind": "kind", "state": "delivered", "period_words": "2025"}
    address = reverse("contribution_new", args=[partner.pk])
    assert client.post(address, typed).status_code == 302
    row = Contribution.objects.get()
    assert (row.period_start, row.period_end) == YEAR
    tomorrow = (date.today() + timedelta(days=3)).isoformat()
    assert client.post(address, {**typed, "delivered_on": tomorrow}).status_code == 422
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("when", "is_listed", "is_named"),
    [
        (days(*YEAR), True, False),
        (days(date(2024, 7, 1), date(2025, 1, 1)), True, False),
        (days(date(2024, 1, 1), date(2024, 12, 31)), False, False),
        (days(date(2026, 1, 1), date(2026, 12, 31)), False, False),
        (days(None, date(2025, 3, 1)), True, False),
        (days(None, None), False, True),
        ({"expected": True}, True, False),
    ],
)
def test_what_a_partner_got_is_listed_by_when_it_came_and_named_when_nobody_knows(when, is_listed, is_named):
    of = factories.partnership()
    partner = factories.partner(of, "Growers")
    when = {name: value for name, value in when.items() if name != "delivered_on"}
    partner.benefits.create(partnership=of, description="Training", source="Minutes 3", **when)
    findings = gather(report(of, *YEAR))
    [row] = findings.sheet["given"]["rows"]
    assert [got["text"].partition(" (")[0] for got in row["gets"]] == ["Training"] * is_listed
    named = [words for words in findings.left_out() if "Training" in words]
    assert named == ["Growers got Training, and nobody recorded when, so it is not counted."] * is_named
    cited = [source for source in findings.sources if source.row.startswith("benefit")]
    assert [(source.number, source.where) for source in cited] == [
        (note, "Minutes 3") for got in row["gets"] for note in got["notes"]
    ]


def test_when_a_benefit_came_is_typed_in_words(client):
    of = factories.partnership()
    partner = factories.partner(of)
    client.force_login(factories.coordinator(of))
    data = {"description": "Training", "period_words": "autumn 2025"}
    client.post(reverse("benefit_new", args=[partner.pk]), data)
    row = partner.benefits.get()
    assert (row.period_start, row.period_end) == (date(2025, 9, 1), date(2025, 11, 30))
    assert "autumn 2025" in client.get(reverse("partner", args=[partner.pk])).content.decode()


def test_each_kind_of_what_a_partner_gave_is_summed_and_all_of_it_together():
    of = factories.partnership()
    first, second = factories.partner(of, "A"), factories.partner(of, "B")
    for partner, value, kind in (
        *((first, 10, "cash"), (first, 20, "cash"), (first, 3, "kind"), (first, 4, "hours")),
        *((second, 100, "cash"), (second, None, "kind")),
    ):
        give(partner, value and Decimal(value), kind)
    rows = given_by_partner(of)
    assert [(row.cash, row.in_kind) for row in rows] == [(30, 7), (100, None)]
    assert (total(rows, "cash"), total(rows, "in_kind")) == (130, 7)
