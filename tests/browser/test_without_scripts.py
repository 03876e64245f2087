"""A browser without scripts does the work too.

Every page is also looked at in test_every_page.py for what only a script could do. What is less without scripts,
and why:
- A document in the making does not refresh itself: its page has a "Refresh" link.
- Minutes typed without a connection are not kept in the browser: nothing can keep them without a script.
- Forms do not keep a draft in the browser: only what was sent is kept.
- `/` and `?` are keys of a script: search is a field on the page, and nothing else hangs on them.
- Dialogs do not open: the link that opens one leads to the page with the same form.
"""

from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from backbone.outbox import link_tokens
from impact.models import Report
from meetings.models import Line, Meeting
from partnerships.documents.models import Version
from partnerships.models import Partner
from tests import factories
from tests.browser.steps.partners import preview_workbook
from tests.browser.walker import Walker, sign_in_by_code
from tests.factories import link_for
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
SOON = date.today() + timedelta(days=20)


@pytest.fixture
def partnership():
    return factories.partnership("Highland coffee")


@pytest.fixture
def ruth(partnership):
    return factories.coordinator(partnership, factories.person("Ruth"))


@pytest.fixture
def grace(partnership):
    return factories.representative(
        factories.partner(partnership, name="Kigezi Farmers’ Union"), factories.person("Grace")
    )


@pytest.fixture
def walker(site, browser):
    plain = browser.new_context(java_script_enabled=False)
    yield Walker(plain.new_page(), site)
    plain.close()


def test_a_coordinator_works_without_scripts(walker, post, partnership, ruth, grace):
    walker.go("my_work")
    sign_in_by_code(walker, ruth.email, post)
    partner = add_partner(walker, partnership)
    task = add_task(walker, partnership, ruth)
    complete(walker, task)
    meeting = plan_meeting(walker, partnership)
    type_and_issue(walker, meeting)
    bring_in(walker, partnership)
    ask_for_report(walker, partnership)
    speak_dutch(walker)
    assert partner.partnership == partnership


def add_partner(walker, partnership):
    walker.go("partners", partnership.slug)
    walker.follow("partner_new", partnership.slug)
    walker.fill(organisation_name="Ankole Coffee Producers", role="Grower")
    walker.press("Add partner", within="main")
    walker.heading("Ankole Coffee Producers")
    return Partner.objects.get(organisation__name="Ankole Coffee Producers")


def add_task(walker, partnership, owner):
    walker.go("task_new", partnership.slug)
    walker.fill(title="Book the hall", owner=owner.pk, due_on=SOON)
    walker.press("Save task")
    walker.sees("Book the hall")
    return Task.objects.get(title="Book the hall")


def complete(walker, task):
    """From My work, with what shows it."""
    walker.go("my_work")
    row = walker.page.locator(f"#task-{task.pk}")
    row.locator("summary").first.click()
    row.get_by_label("how can we see that?").fill("Receipt")
    row.get_by_role("button", name="Done").first.click()
    walker.is_told("Done.")
    task.refresh_from_db()
    assert task.state == "done"


def plan_meeting(walker, partnership):
    walker.go("meeting_new", partnership.slug)
    walker.fill(
        title="Growers’ day", starts_at=(datetime.now() + timedelta(hours=1)).strftime("%Y-%m-%dT14:00")
    )
    walker.press("Plan the meeting")
    adding = "form[action$='/items/']"
    if not walker.page.locator(f'{adding} [name="title"]').is_visible():
        walker.page.locator(f"details:has({adding}) summary").click()
    walker.fill(within=adding, title="Drying", minutes=30)
    walker.press("Add the item")
    walker.sees("Drying")
    return Meeting.objects.get(partnership=partnership)


def type_and_issue(walker, meeting):
    walker.go("minutes", meeting.pk)
    walker.press("Start the meeting")
    walker.page.locator("#line").fill("= We dry on raised beds")
    walker.page.get_by_role("button", name="Enter").click()
    expect(walker.page.locator("#lines > li")).to_contain_text("We dry on raised beds")
    assert Line.objects.get(meeting=meeting).kind == "decision"
    walker.go("meeting_closing", meeting.pk)
    walker.press("Close the meeting")
    walker.press("Issue and email to those ticked")
    walker.heading("Who got the minutes")
    assert Version.objects.filter(document__kind="minutes").count() == 1


def bring_in(walker, partnership):
    preview_workbook(walker, partnership)
    walker.page.locator('button[formaction$="/confirmation/"]:visible').first.click()
    expect(
        walker.page.get_by_role("link", name=walker.words("Refresh")).or_(imported(walker)).first
    ).to_be_visible()
    assert Partner.objects.filter(partnership=partnership).count() > 10


def imported(walker):
    return walker.page.get_by_role("heading", name=walker.words("Imported"))


def ask_for_report(walker, partnership):
    walker.go("report_new", partnership.slug)
    walker.press("Make the report", within="main")
    walker.is_told("The report is being created. You can leave this page and come back.")
    assert Report.objects.get().partnership == partnership


def speak_dutch(walker):
    walker.page.get_by_role("button", name="Nederlands").first.click()
    expect(walker.page.locator("html")).to_have_attribute("lang", "nl")


def test_a_partner_answers_by_link_without_scripts(walker, partnership, grace):
    task = factories.task(
        partnership, "Agree the sites", owner=grace, partner=grace.represents.get().partner, due_on=SOON
    )
    walker.page.goto(f"{walker.site}/l/{link_tokens.token(link_for(grace, partnership, 'tasks').pk)}/")
    row = walker.page.locator(f"#task-{task.pk}")
    row.get_by_label("how can we see that?").fill("Signed list")
    row.get_by_role("button", name="Done").first.click()
    walker.sees("Signed list")
    task.refresh_from_db()
    assert task.state == "done"
