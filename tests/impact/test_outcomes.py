"""Outcomes and indicators on pages: made, changed, retired; what was measured and issued stays."""

from datetime import date

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from impact.figures import scorecard_of
from impact.models import Report
from impact.reports import gather, request_report
from partnerships.documents.models import Document
from tests import factories
from tests.impact.test_pages import indicator
from workplans.forms import MilestoneForm
from workplans.models import Indicator, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def of():
    return factories.partnership()


@pytest.fixture
def ruth(of):
    return factories.coordinator(of, factories.person("Ruth"))


@pytest.fixture
def signed_in(client, ruth):
    client.force_login(ruth)
    return client


def edit(client, row, **typed):
    typed = {
        "name": row.name,
        "unit": row.unit,
        "direction": row.direction,
        "revision": row.revision,
        **typed,
    }
    return client.post(reverse("indicator_edit", args=[row.pk]), typed)


def test_outcomes_and_indicators_are_made_on_pages(of, ruth, signed_in):
    signed_in.post(reverse("outcome_new", args=[of.slug]), {"name": "Incomes rise"})
    outcome = Outcome.objects.get()
    typed = {
        "name": "Families",
        "direction": "up",
        "baseline": "10",
        "baseline_source": "Count",
        "target": "20",
    }
    signed_in.post(reverse("indicator_new", args=[outcome.pk]), {**typed, "due_words": "June 2027"})
    row = Indicator.objects.get()
    assert (row.baseline_by, row.target_by, row.due_on) == (ruth, ruth, date(2027, 6, 30))
    sources = {source.row: source for source in gather(_report(of)).sources}
    assert (sources[f"baseline {row.pk}"].where, sources[f"baseline {row.pk}"].who) == ("Count", "Ruth")


def _report(of):
    return Report(partnership=of, start=date(2020, 1, 1), end=today_of(of))


@pytest.mark.parametrize(("words", "shown"), [("end of next year", "({day})"), ("June 2027", "June 2027")])
def test_a_relative_date_carries_its_day(of, signed_in, words, shown):
    row = indicator(of)
    edit(signed_in, row, target="5", due_words=words)
    day = f"31 Dec {today_of(of).year + 1}"
    due = gather(_report(of)).sheet["measures"][0]["due"]
    assert due == (f"{words} {shown.format(day=day)}" if "{" in shown else shown)


@pytest.mark.parametrize("words", ["someday", "as soon as possible", "ooit"])
def test_a_target_whose_date_says_no_day_is_refused(of, signed_in, words):
    assert edit(signed_in, indicator(of), target="5", due_words=words).status_code == 422


@pytest.mark.parametrize("changed", [{"unit": "%"}, {"direction": "down"}])
def test_a_change_that_gives_recorded_figures_another_meaning_is_asked_about(of, signed_in, changed):
    row = indicator(of, figures=2)
    answer = edit(signed_in, row, **changed)
    assert answer.status_code == 422
    assert "2 figures were recorded as it was before" in answer.content.decode()
    assert edit(signed_in, row, **changed, figures_fit="on").status_code == 302
    assert edit(signed_in, indicator(of), **changed).status_code == 302


def test_a_target_in_percent_beyond_the_whole_is_asked_about(of, signed_in):
    row = indicator(of)
    assert edit(signed_in, row, unit="%", target="500").status_code == 422
    assert edit(signed_in, row, unit="%", target="500", is_so="on").status_code == 302


@pytest.mark.parametrize("kind", ["indicator", "outcome"])
def test_what_is_retired_leaves_scorecard_and_forms_and_stays_in_reports_of_its_years(
    of, ruth, signed_in, kind
):
    row = indicator(of, figures=2)
    target = row if kind == "indicator" else row.outcome
    made = request_report(_report(of), ruth)
    html = made.document.versions.get().html
    signed_in.post(reverse(f"{kind}_retirement", args=[target.pk]), {"reason": "Merged with another"})
    assert scorecard_of(of, 9) == []
    assert len(gather(_report(of)).series) == 1
    later = Report(partnership=of, start=date(2100, 1, 1), end=date(2100, 12, 31))
    assert gather(later).series == []
    assert made.document.versions.get().html == html
    if kind == "indicator":
        assert row not in MilestoneForm(partnership=of).fields["indicator"].queryset
    page = signed_in.get(reverse("impact", args=[of.slug])).content.decode()
    assert "retired on" in page
    signed_in.post(reverse(f"{kind}_return", args=[target.pk]))
    assert len(scorecard_of(of, 9)) == 1


def test_retiring_needs_a_reason(of, signed_in):
    row = indicator(of)
    assert signed_in.post(reverse("indicator_retirement", args=[row.pk]), {"reason": " "}).status_code == 422
    row.refresh_from_db()
    assert row.retired_on is None


def test_the_page_of_a_report_shows_what_was_frozen_and_its_figures_lead_to_their_rows(of, ruth, signed_in):
    row = indicator(of, figures=2)
    made = request_report(_report(of), ruth)
    row.measurements.update(value=98765)
    page = signed_in.get(reverse("report", args=[made.pk])).content.decode()
    assert "98,765" not in page.split("<article")[1]
    assert 'href="#source-1"' in page
    assert 'id="source-1"' in page
    article = page.split("<article")[1]
    assert article.count("<svg") == 1
    assert "Show the numbers" in article
    signed_in.post(reverse("report_version", args=[made.pk]), {"reason": "Counted again"})
    assert "98,765" in signed_in.get(reverse("report", args=[made.pk])).content.decode().split("<article")[1]
    old = signed_in.get(reverse("report", args=[made.pk]), {"version": "1"}).content.decode()
    assert "98,765" not in old.split("<article")[1]


def test_a_results_report_is_called_so_everywhere(of, ruth, signed_in):
    made = request_report(_report(of), ruth)
    version = made.document.versions.get()
    assert Document.objects.get(pk=made.document_id).title.startswith("Results report")
    assert "results-report" in version.file.name
    for name, key in (("report", made.pk), ("version_status", version.pk), ("reports", None)):
        page = signed_in.get(reverse(name, args=[key] if key else [])).content.decode()
        assert "ROI report" not in page.replace("Make an ROI report", "")


def test_a_page_of_a_dutch_report_speaks_dutch_in_its_article(of, ruth, signed_in):
    type(of).objects.update(language="nl")
    of.refresh_from_db()
    made = request_report(_report(of), ruth)
    page = signed_in.get(reverse("report", args=[made.pk])).content.decode()
    assert 'lang="nl"' in page
    assert "Waar" in page.split("<article")[1]


def test_more_measures_than_the_first_page_tells_are_named(of):
    for n in range(5):
        row = indicator(of, figures=1)
        Indicator.objects.filter(pk=row.pk).update(name=f"Measure {n}")
    lead = gather(_report(of)).lead
    assert "These are 3 of 5 measures; the others: Measure 3; Measure 4." in lead
