"""The one walk through all eight steps, in English and in Dutch, from an empty installation to the report."""

import pytest

from tests import factories
from tests.browser import steps_meeting, steps_partner, steps_partners, steps_plan, steps_results
from tests.browser.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
def test_the_walk_from_a_spreadsheet_to_the_report(language, site, page, browser, sign_in, post):
    ruth = factories.administrator(factories.person("Ruth Nansubuga", language=language))
    sign_in(ruth)
    walker = Walker(page, site, language)
    of, grace, peter = know_the_partners(walker)
    proposed = steps_plan.work_on_plan(walker, of, partner_of_grace(of), grace)
    mail = hold_meeting(walker, post, of, grace, peter, ruth)
    steps_partner.answer_from_phone(browser, walker, mail, post, proposed)
    steps_partner.agree_to_time(walker, of)
    story = steps_results.write_story(walker, of)
    steps_results.appoint_leader(walker, of)
    steps_results.get_report(browser, walker, of, story, post)


def know_the_partners(walker):
    """Steps 1 to 3; returns the partnership and the two people who represent partners."""
    of = steps_partners.start_partnership(walker)
    steps_partners.import_workbook(walker, of)
    steps_partners.describe_partnership(walker, of)
    maryland, agency = partner_of_grace(of), steps_partners.partner_of(of, "State of New York")
    grace = steps_partners.edit_partner(
        walker, maryland, "Grace Atim", "grace@umd.example", role="Monitors the reefs"
    )
    steps_partners.add_terms(walker, maryland)
    peter = steps_partners.edit_partner(
        walker, agency, "Peter Ouma", "peter@ny.example", role="Lends the ship"
    )
    steps_partners.write_agreement(walker, of)
    return of, grace, peter


def partner_of_grace(of):
    return steps_partners.partner_of(of, "University of Maryland")


def hold_meeting(walker, post, of, grace, peter, ruth):
    """Steps 5 and 6; returns the mail that Grace got."""
    meeting = steps_meeting.plan_meeting(walker, of)
    steps_meeting.record_attendance(walker, meeting, Ruth="present", Grace="present", Peter="apologies")
    steps_meeting.type_minutes(walker, meeting)
    steps_meeting.close_and_issue(walker, meeting, grace)
    mail = steps_meeting.mails_arrived(walker, post, grace, peter, ruth)
    steps_meeting.reminded_once(post, grace)
    return mail
