"""Steps 1 to 3 of the walk: the import, the partnership with its partners, the partnering agreement."""

import re
from pathlib import Path

from playwright.sync_api import expect

from backbone.accounts.models import Person
from partnerships.models import Partner, Partnership
from tests.pdfs import assert_in_pdf
from workplans.models import Milestone

WORKBOOK = Path(__file__).resolve().parents[2] / "data" / "chesapeake-bay" / "partnership.xlsx"
PURPOSE = "By 2035 the Bay has clean water and oysters again."


def start_partnership(walker):
    """The administrator starts the partnership and coordinates it."""
    walker.go("partnership_new")
    walker.fill(
        name="Chesapeake Bay Program", purpose=PURPOSE, hue=45, language=walker.language, country="US"
    )
    walker.fill(organisation="Bay Backbone Office")
    walker.press("Start the partnership")
    walker.is_told("%(name)s is started. You coordinate it.", name="Chesapeake Bay Program")
    return Partnership.objects.get()


def import_workbook(walker, of):
    """Upload, look at the preview, confirm; and once more, which changes nothing."""
    preview_workbook(walker, of)
    walker.heading("What will happen to each row")
    assert not Milestone.objects.exists()
    walker.page.locator("tbody a.late[href*='rows=refuse']").first.click()
    expect(walker.page.locator(".import-problem").first).to_be_visible()
    walker.page.locator('button[formaction$="/confirmation/"]:visible').first.click()
    walker.heading("Imported")
    made = counted(of)
    preview_workbook(walker, of)
    walker.sees(walker.words("Nothing in it is new. Nothing is saved yet."))
    expect(walker.page.locator('button[formaction$="/confirmation/"]')).to_have_count(0)
    assert counted(of) == made == (17, 9)


def preview_workbook(walker, of):
    walker.go("partners", of.slug)
    walker.follow("imports", of.slug)
    walker.page.locator('[name="files"]').set_input_files(WORKBOOK)
    walker.press("Read the file")
    walker.heading("What each column contains")
    walker.press("Check the rows")
    expect(walker.page).to_have_url(re.compile(r"/imports/\d+/$"))


def counted(of):
    return Partner.objects.filter(partnership=of).count(), Milestone.objects.filter(partnership=of).count()


def describe_partnership(walker, of):
    """What it is for, beyond its one sentence."""
    walker.go("partnership", of.slug)
    walker.follow("partnership_edit", of.slug)
    walker.fill(
        problem="Runoff starves the water of oxygen.", target_population="18 million people in six states"
    )
    walker.fill(only_together="No state can clean a river that rises in another.", currency="USD")
    walker.press("Save partnership")
    expect(walker.page).to_have_url(re.compile(f"/partnerships/{of.slug}/$"))


def partner_of(of, name):
    return Partner.objects.get(partnership=of, organisation__name=name)


def edit_partner(walker, partner, name, address, *, role):
    """Role, convener, a lead with a mail address, what the partner gives and gets."""
    walker.go("partners", partner.partnership.slug)
    walker.follow("partner", partner.pk)
    walker.follow("partner_edit", partner.pk)
    walker.fill(role=role)
    walker.press("Save partner")
    walker.sees(role)
    walker.follow("convener_role_new", partner.partnership.slug, after=f"?partner={partner.pk}")
    walker.fill(words="Hosts the secretariat")
    walker.press("Save convener")
    walker.sees("Hosts the secretariat")
    walker.follow("partner", partner.pk)
    walker.follow("representative_new", partner.pk)
    walker.fill(name=name, email=address, capacity="lead", job_title="Head of monitoring")
    walker.press("Add representative")
    walker.sees(name, "Head of monitoring")
    return Person.objects.get(email=address)


def add_terms(walker, partner):
    """What the partner gives and what it gets."""
    walker.follow("contribution_new", partner.pk)
    walker.fill(
        description="Survey boats", kind="kind", state="delivered", value="12500", source="Budget of 2025"
    )
    walker.press("Save contribution")
    walker.follow("benefit_new", partner.pk)
    walker.fill(description="We see what our acres do for the Bay", own_words=True)
    walker.press("Save benefit")
    walker.sees("Survey boats", "We see what our acres do for the Bay")


def write_agreement(walker, of):
    """Written from what is known, one clause edited, previewed, issued and downloaded."""
    walker.go("partnership", of.slug)
    walker.follow("agreement", of.slug)
    walker.press("Write it from what is known")
    walker.page.locator('a[href^="/clauses/"]').first.click()
    walker.form_opens()
    walker.fill(text="We share every figure within a month of measuring it.")
    walker.press("Save clause")
    walker.sees(walker.words("Clause saved."))
    walker.follow("agreement_preview", of.slug)
    walker.sees("We share every figure within a month", "University of Maryland", "Grace Atim")
    walker.follow("agreement_propose", of.slug)
    walker.press("Propose it")
    walker.is_told("Version %(n)s is proposed.", n=1)
    walker.follow("version_status", of.agreement.document.versions.get().pk)
    content = walker.issued_pdf()
    assert_in_pdf(content, "We share every figure within a month", "University of Maryland", "Survey boats")
