"""The pages of impact: who sees them, what they cost, and what they do with what is typed."""

from datetime import date

import pytest
from django.urls import reverse

from impact.models import Citation, Measurement, Report, Story, Valuation
from impact.reports import request_report
from tests import factories
from workplans.models import Indicator, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def of():
    return factories.partnership()


@pytest.fixture
def signed_in(client, of):
    client.force_login(factories.coordinator(of))
    return client


def indicator(of, figures=0):
    outcome = Outcome.objects.create(partnership=of, name=f"Outcome {factories.number()}")
    row = Indicator.objects.create(partnership=of, outcome=outcome, name="Families", unit="families")
    for i in range(figures):
        Measurement.objects.create(
            partnership=of,
            indicator=row,
            value=i,
            source="Count",
            period_words=str(2020 + i),
            period_start=date(2020 + i, 1, 1),
            period_end=date(2020 + i, 12, 31),
        )
    return row


def made_report(of):
    return request_report(
        Report(partnership=of, start=date(2020, 1, 1), end=date(2025, 12, 31)), factories.leader(of)
    )


def test_an_outsider_finds_nothing(client, of):
    client.force_login(factories.coordinator(factories.partnership()))
    row = indicator(of)
    for address in (
        reverse("impact", args=[of.slug]),
        reverse("indicator", args=[row.pk]),
        reverse("report", args=[made_report(of).pk]),
        reverse("report_new", args=[of.slug]),
    ):
        assert client.get(address).status_code == 404


def test_a_partner_reads_but_does_not_write(client, of):
    client.force_login(factories.representative(factories.partner(of)))
    row = indicator(of)
    assert client.get(reverse("impact", args=[of.slug])).status_code == 200
    assert client.get(reverse("measurement_new", args=[row.pk])).status_code == 403
    assert client.get(reverse("report_new", args=[of.slug])).status_code == 403


def test_leadership_asks_for_a_report_and_sees_it_being_made(client, of):
    client.force_login(factories.leader(of))
    answer = client.post(
        reverse("report_new", args=[of.slug]),
        {"start": "2020-01-01", "end": "2025-12-31", "discount_rate": "3.5"},
    )
    report = Report.objects.get(partnership=of)
    assert answer.url == reverse("report", args=[report.pk])
    page = client.get(answer.url).content.decode()
    assert "being created" in page
    assert report.document.versions.get().sha256 in page


def test_a_period_that_ends_before_it_starts_is_refused_beside_the_field(signed_in, of):
    answer = signed_in.post(
        reverse("report_new", args=[of.slug]),
        {"start": "2025-01-01", "end": "2020-12-31", "discount_rate": "3.5"},
    )
    assert "ends before it starts" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_figure_needs_a_source_and_a_period(signed_in, of):
    row = indicator(of)
    answer = signed_in.post(reverse("measurement_new", args=[row.pk]), {"value": "12"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"source", "period_words"}


def test_a_correction_takes_the_place_of_what_it_corrects(signed_in, of):
    row = indicator(of, 1)
    first = row.measurements.get()
    signed_in.post(
        reverse("measurement_new", args=[row.pk]),
        {"value": "9", "period_words": "2020", "source": "Recount", "supersedes": first.pk},
    )
    page = signed_in.get(reverse("indicator", args=[row.pk])).content.decode()
    assert "corrected to 9" in page


def test_a_quote_without_consent_is_refused_and_kept(signed_in, of):
    answer = signed_in.post(
        reverse("story_new", args=[of.slug]), {"title": "Growers", "quote": "I replanted half."}
    )
    page = answer.content.decode()
    assert "consent" in page
    assert "I replanted half." in page
    assert not Story.objects.exists()


def test_a_citation_keeps_its_value_and_shows_that_the_figure_changed(signed_in, of):
    row = indicator(of, 2)
    figure = row.measurements.last()
    story = Story.objects.create(partnership=of, title="Growers")
    signed_in.post(reverse("story_citations", args=[story.pk]), {"measurement": figure.pk})
    Measurement.objects.filter(pk=figure.pk).update(value=50)
    assert Citation.objects.get().value == 1
    assert "changed since: 50" in signed_in.get(reverse("story", args=[story.pk])).content.decode()


def test_figures_of_another_partnership_cannot_be_cited(signed_in, of):
    foreign = indicator(factories.partnership(), 1).measurements.get()
    story = Story.objects.create(partnership=of, title="Growers")
    signed_in.post(reverse("story_citations", args=[story.pk]), {"measurement": foreign.pk})
    assert not Citation.objects.exists()


def test_answers_about_worth_may_stay_open(signed_in, of):
    row = indicator(of)
    signed_in.post(reverse("valuation", args=[row.outcome_id]), {"quantity": "10", "years": "1"})
    assert Valuation.objects.get().deadweight is None
    assert "missing:" in signed_in.get(reverse("impact", args=[of.slug])).content.decode()


def test_the_proposed_period_begins_where_the_figures_do(signed_in, of):
    indicator(of, 2)
    page = signed_in.get(reverse("report_new", args=[of.slug]))
    assert page.context["form"].initial["start"] == date(2020, 1, 1)


@pytest.mark.parametrize("measurement", ["9" * 5000, "\x00", "-1", "٣"])
def test_a_citation_of_no_figure_changes_nothing(signed_in, of, measurement):
    story = Story.objects.create(partnership=of, title="A story")
    answer = signed_in.post(f"/stories/{story.pk}/citations/", {"measurement": measurement})
    assert answer.status_code == 302
    assert not story.citations.exists()


def test_a_control_character_in_a_reports_reason_is_left_out(signed_in, of):
    row = made_report(of)
    answer = signed_in.post(f"/reports/{row.pk}/versions/", {"reason": "One\x00 more figure"})
    assert answer.status_code == 302
    assert row.document.versions.first().reason == "One more figure"
