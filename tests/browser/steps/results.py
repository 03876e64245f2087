"""Step 8 of the walk: an ROI story, and the report that leadership asks for and downloads."""

from decimal import Decimal
from hashlib import sha256

from django.utils.translation import override
from playwright.sync_api import expect

from backbone.numbers import number
from impact.models import Measurement, Report, Story
from tests.browser.walker import Walker, sign_in_by_code
from tests.pdfs import assert_in_pdf

LEADER = "lea@bay.example"


def write_story(walker, of):
    """A story that cites an imported figure, with its source."""
    walker.go("partnership", of.slug)
    walker.follow("impact", of.slug)
    walker.follow("story_new", of.slug)
    walker.fill(
        title="Grass came back", need="Crabs had nowhere to hide.", what_changed="Acres of grass returned."
    )
    walker.press("Save the story")
    walker.is_told("Story saved.")
    figure = Measurement.objects.get(value=Decimal(68091))
    walker.page.locator("#measurement").select_option(str(figure.pk))
    walker.press("Cite", within="main form.inline-form")
    walker.sees("Grass came back", figure.source)
    return Story.objects.get(partnership=of)


def appoint_leader(walker, of):
    """The coordinator grants leadership on the page of roles."""
    walker.go("roles", of.slug)
    walker.fill(kind="leader", name="Lea Torres", email=LEADER)
    walker.press("Grant the role")
    walker.sees("Lea Torres")


def get_report(browser, walker, of, story, post):
    """Leadership signs in, asks, watches, downloads; a second download is the same file."""
    context = browser.new_context(locale=walker.language)
    leader = Walker(context.new_page(), walker.site, walker.language)
    leader.go("reports")
    sign_in_by_code(leader, LEADER, post)
    leader.heading("Reports")
    leader.follow("report_new", of.slug)
    leader.fill(start="2014-01-01", end="2025-12-31", story=story.pk)
    leader.press("Make the report")
    leader.is_told("The report is being created. You can leave this page and come back.")
    first = leader.issued_pdf()
    check_report(leader, first)
    leader.page.reload()
    expect(leader.page.locator("main")).to_contain_text(sha256(first).hexdigest())
    assert leader.issued_pdf() == first
    assert Report.objects.get().asked_by.email == LEADER
    context.close()


def check_report(leader, content):
    with override(leader.language):
        figures = [number(Decimal(68091)), number(Decimal("676.4"))]
    assert_in_pdf(content, *figures, "Grass came back", "Survey boats")
