"""From an empty installation to an ROI report, on pages alone: no spreadsheet, and what is unlikely is asked about."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backbone.accounts import first_start
from backbone.time.days import today_of
from impact.models import Measurement, Report
from partnerships.models import Partner, Partnership
from tests.browser.walker import Walker
from tests.pdfs import assert_in_pdf
from workplans.models import Indicator, Outcome

pytestmark = pytest.mark.django_db(transaction=True)

SOURCE = "Register of the union"


@pytest.fixture
def walker(site, page, settings):
    settings.TWO_FACTOR_REQUIRED = False
    return Walker(page, site)


def test_an_empty_installation_gets_to_an_roi_report(walker):
    begin(walker)
    of = start_partnership(walker)
    year = today_of(of).year - 1
    outcome = say_what_is_to_change(walker, of)
    indicator = say_what_is_measured(walker, outcome)
    measure(walker, indicator, year)
    give(walker, of, f"{year}-05-04")
    value(walker, of, outcome, year)
    decide(walker, of, f"{year}-01-10")
    report = ask_for_report(walker, of, year)
    read_report(walker, report)


def begin(walker):
    """The first administrator, from the printed address."""
    walker.page.goto(first_start.one_time_address())
    walker.fill(within="body", name="Ruth Nansubuga", email="ruth@backbone.example")
    walker.press("Begin")
    walker.page.wait_for_url("**/setup/")


def start_partnership(walker):
    walker.go("partnership_new")
    walker.fill(name="Highland Coffee", purpose="Families earn a living income.", hue=45, language="en")
    walker.fill(country="NL", organisation="Highland Backbone")
    walker.press("Start the partnership")
    walker.is_told("%(name)s is started. You coordinate it.", name="Highland Coffee")
    of = Partnership.objects.get()
    walker.go("partnership_edit", of.slug)
    walker.fill(started_on=(today_of(of) - timedelta(days=700)).isoformat())
    walker.press("Save partnership")
    return of


def say_what_is_to_change(walker, of):
    """The empty page of impact leads on."""
    walker.go("impact", of.slug)
    walker.follow("outcome_new", of.slug)
    walker.fill(name="Families with a contract", goal="A living income")
    walker.press("Save the outcome")
    walker.is_told("Outcome saved.")
    return Outcome.objects.get()


def say_what_is_measured(walker, outcome):
    """A target that no share can reach is asked about; the answer is a tick."""
    walker.follow("indicator_new", outcome.pk)
    walker.fill(name="Families that sell under contract", unit="%", direction="up", baseline="10")
    walker.fill(
        baseline_source=SOURCE, target="500", due_words="end of next year", target_source="Steering committee"
    )
    walker.press("Save the indicator")
    expect(walker.page.get_by_role("alert").first).to_be_visible()
    walker.sees("A share is between 0 and 100 %; this says 500 %.")
    walker.fill(target="60")
    walker.press("Save the indicator")
    walker.is_told("Indicator saved.")
    return Indicator.objects.get()


def measure(walker, indicator, year):
    """No period is refused; a second figure for the year is asked about; a wrong one is struck out."""
    walker.go("indicator", indicator.pk)
    walker.follow("measurement_new", indicator.pk)
    walker.fill(value="40", period_words="sometime", source=SOURCE)
    walker.press("Record the figure")
    walker.sees("“sometime” was not understood as a period.")
    walker.fill(period_words=str(year))
    walker.press("Record the figure")
    walker.is_told("Figure saved.")
    walker.follow("measurement_new", indicator.pk)
    walker.fill(value="42", period_words=f"1 January {year} – 31 December {year}", source="Recount")
    walker.press("Record the figure")
    walker.sees("For this period there is already: 40. Say which one is right.")
    walker.fill(holds="this")
    walker.press("Record the figure")
    walker.is_told("Figure saved.")
    strike_out(walker, indicator, year)
    assert Measurement.objects.count() == 3


def strike_out(walker, indicator, year):
    walker.follow("measurement_new", indicator.pk)
    walker.fill(value="99", period_words=f"Q4 {year}", source="A guess")
    walker.press("Record the figure")
    walker.follow("measurement_striking", Measurement.objects.get(value=99).pk)
    walker.fill(reason="Nobody counted")
    walker.press("Strike it out")
    walker.sees("Nobody counted", "to 42 %")


def give(walker, of, day):
    partner = Partner.objects.get(partnership=of)
    walker.go("contribution_new", partner.pk)
    walker.fill(
        description="Coordination",
        kind="kind",
        value="1000",
        state="delivered",
        delivered_on=day,
        source="Accounts",
    )
    walker.press("Save contribution")
    walker.sees("Coordination")


def value(walker, of, outcome, year):
    walker.go("impact", of.slug)
    walker.follow("valuation", outcome.pk)
    shares = {"deadweight": "20", "displacement": "10", "attribution": "25", "drop_off": "10"}
    sources = {f"{name}_source": "Survey of 210 families" for name in (*shares, "quantity", "proxy")}
    walker.fill(period_words=str(year), quantity="100", proxy="50", years="1", **shares, **sources)
    walker.press("Save the answers")
    walker.is_told("Answers saved.")


def decide(walker, of, day):
    walker.follow("impact_decisions", of.slug)
    walker.follow("discount_rate_new", of.slug)
    walker.fill(rate="3.5", decided_on=day, decided_by="Steering committee", reason="As the guide")
    walker.press("Record the decision")
    walker.is_told("Decision recorded.")
    walker.sees("3.5 %", "As the guide")


def ask_for_report(walker, of, year):
    """The proposed period gives a return by itself."""
    walker.go("report_new", of.slug)
    walker.press("Make the report")
    walker.is_told("The report is being created. You can leave this page and come back.")
    report = Report.objects.get()
    assert report.document.title.startswith("ROI report")
    return report


def read_report(walker, report):
    """2,700 of impact, a year later worth 2,609, from 1,000; each figure leads to its row, on the page as in the PDF."""
    walker.sees("€ 2,609", "ratio of 2.61 : 1", "from 10 % (baseline) to 42 %")
    walker.page.locator("article .notes a").first.click()
    expect(walker.page).to_have_url(f"{walker.site}/reports/{report.pk}/#source-1")
    expect(walker.page.locator("#source-1")).to_contain_text("Recount")
    assert_in_pdf(walker.issued_pdf(), "Where each figure comes from", "Recount", "Survey of 210 families")
