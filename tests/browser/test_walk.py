"""The one walk through all eight steps, in English and in Dutch, from an empty installation to the report."""

import pytest

from tests import factories
from tests.browser.steps import meeting as meetings
from tests.browser.steps import partner, partners, plan, results
from tests.browser.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
def test_the_walk_from_a_spreadsheet_to_the_report(language, site, page, browser, sign_in, post):
    ruth = factories.administrator(factories.person("Ruth Nansubuga", language=language))
    sign_in(ruth)
    walker = Walker(page, site, language)
    of, grace, peter = know_the_partners(walker)
    proposed = plan.work_on_plan(walker, of, partner_of_grace(of), grace)
    mail = hold_meeting(walker, post, of, grace, peter, ruth)
    partner.answer_from_phone(browser, walker, mail, post, proposed)
    partner.agree_to_time(walker, of)
    story = results.write_story(walker, of)
    results.appoint_leader(walker, of)
    results.get_report(browser, walker, of, story, post)


def know_the_partners(walker):
    """Steps 1 to 3; returns the partnership and the two people who represent partners."""
    of = partners.start_partnership(walker)
    partners.import_workbook(walker, of)
    partners.describe_partnership(walker, of)
    maryland, agency = partner_of_grace(of), partners.partner_of(of, "State of New York")
    grace = partners.edit_partner(
        walker, maryland, "Grace Atim", "grace@umd.example", role="Monitors the reefs"
    )
    partners.add_terms(walker, maryland)
    peter = partners.edit_partner(walker, agency, "Peter Ouma", "peter@ny.example", role="Lends the ship")
    partners.write_agreement(walker, of)
    return of, grace, peter


def partner_of_grace(of):
    return partners.partner_of(of, "University of Maryland")


def hold_meeting(walker, post, of, grace, peter, ruth):
    """Steps 5 and 6; returns the mail that Grace got."""
    meeting = meetings.plan_meeting(walker, of)
    meetings.record_attendance(walker, meeting, Ruth="present", Grace="present", Peter="apologies")
    meetings.type_minutes(walker, meeting)
    meetings.close_and_issue(walker, meeting, grace)
    mail = meetings.mails_arrived(walker, post, grace, peter, ruth)
    meetings.reminded_once(post, grace)
    return mail
