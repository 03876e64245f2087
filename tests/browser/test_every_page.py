"""Every page of the access table in Chromium: axe in light and dark, a phone's width, one heading, a quiet console."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from backbone.files.models import StoredFile
from backbone.files.storing import finish
from backbone.outbox.models import SenderSettings
from partnerships.attachments.kinds import attachables
from tests import factories
from tests.access_table import addresses, rows
from tests.browser.inspection import Inspection

pytestmark = pytest.mark.django_db(transaction=True)

MAILS = (
    "waiting_message_html",
    "correspondence_message_html",
    "forthcoming_mail_html",
    "meeting_mail_preview",
    "meeting_invitation_preview",
)
# Answers that are no pages: files, a stylesheet, a probe, and mails, which are shown in a frame.
NO_PAGES = {
    "version_file": "a PDF",
    "link_acceptance_file": "a PDF",
    "link_card_file": "a file",
    "import_refused": "a spreadsheet",
    "contact_workbook": "a spreadsheet",
    "ledger_workbook": "a spreadsheet",
    "contact_cards": "cards for an address book",
    "tasks_several": "leads back to the list where nothing is ticked",
    "milestones_several": "leads back to the plan where nothing is ticked",
    "identity_stylesheet": "a stylesheet",
    "pack_file": "a PDF",
    "agreement_paper_file": "a PDF",
    "partner_invitation_pdf": "a PDF",
    "partner_invitation_docx": "a Word document",
    "mandate_letter_pdf": "a PDF",
    "mandate_letter_docx": "a Word document",
    **dict.fromkeys(
        ["version_word", "word_reading_file"],
        "a Word document",
    ),
    "mandate_by_key": "leads to the mandate",
    **dict.fromkeys(["logo", "logo_file", "public_logo"], "a picture"),
    "health": "a probe's answer",
    "mail_wording_preview": "a mail in its frame",
    "health_web": "a probe's answer",
    "link_minutes": "a PDF",
    **{f"{kind.key}_file": "a file" for kind in attachables()},
    "people_found": "options for a field",
    "milestones_found": "options for a field",
    **dict.fromkeys(MAILS, "a mail, looked at by itself below"),
}
# What each role sees otherwise than the coordinator, who is walked through everything she may open.
OWN_PAGES = {
    "partner": "partnership partners partner contribution_offer benefit_proposal give_and_get my_work task tasks milestone plan meeting minutes_version agreement settings "
    "link link_unsubscribe link_acceptance acceptance_answer own_part agreement_papers version_difference"
    " link_comments own_comments comments",
    "leader": "home partnership partners plan meeting impact story report report_new reports version_status partnerships",
    "administrator": "agreement_template agreement_templates template_clause waiting_mail_everywhere mail_settings people person person_erasure partnership_new first_steps partnerships",
    "visitor": "home account_login account_request_login_code password_sign_in account_inactive sent_mail verify",
}

# She sees more than a hundred: handed out in parts, so that no process has them all.
PARTS = 4


@pytest.fixture
def world(site, world):
    """The demo, with sending held, so that the worker leaves its waiting mail where it is."""
    SenderSettings.objects.update(held=True, released_at=None)
    return world


def pages(role):
    """The addresses by name that this role walks."""
    return (
        OWN_PAGES[role].split()
        if role in OWN_PAGES
        else [
            name
            for method, name, statuses in rows()
            if method == "get" and statuses[role] == "ok" and name not in NO_PAGES
        ]
    )


def open_as(world, role, page, sign_in, site):
    """An inspection of the role's own browser, and the way to an address in it."""
    if role != "visitor":
        sign_in(world.people[role])
    parameters = dict(addresses())
    return Inspection(page), lambda name: site + reverse(name, kwargs=world.kwargs(name, parameters[name]))


def make_documents():
    """As the worker does; where nobody did, pages say that they are in the making."""
    for file in StoredFile.objects.filter(state=StoredFile.State.PENDING):
        finish(file, b"%PDF-1.7")


@pytest.mark.parametrize("part", range(PARTS))
def test_the_coordinators_pages_are_for_everybody(part, world, page, sign_in, site):
    make_documents()
    look_at(pages("coordinator")[part::PARTS], "coordinator", world, page, sign_in, site)


@pytest.mark.parametrize("role", OWN_PAGES)
def test_pages_are_for_everybody(role, world, page, sign_in, site):
    look_at(pages(role), role, world, page, sign_in, site)


def look_at(names, role, world, page, sign_in, site):
    inspection, at = open_as(world, role, page, sign_in, site)
    for name in names:
        inspection.look(name, at(name))
    assert not inspection.found, inspection.report()


def test_pages_that_refuse_are_for_everybody_too(world, page, sign_in, site):
    inspection, at = open_as(world, "partner", page, sign_in, site)
    inspection.look("forbidden", at("partner_new"), status=403)
    inspection.look("missing", f"{site}/nowhere/", status=404)
    inspection.look("gone", at("sign_in_once"), status=410)
    inspection.look("foreign link", f"{site}/l/nobody-has-this/", status=404)
    assert not inspection.found, inspection.report()


def test_forms_sent_back_are_for_everybody_too(page, sign_in, site):
    of = factories.partnership("Highland coffee", slug="coffee")
    sign_in(factories.coordinator(of))
    inspection = Inspection(page)
    for name in ("partner_new", "task_new", "meeting_new", "milestone_new", "objective_new", "body_new"):
        inspection.by_daylight()
        page.goto(site + reverse(name, args=["coffee"]))
        page.locator("main form .actions button").last.click()
        expect(page.locator("main [aria-invalid=true], main [role=alert]").first).to_be_visible()
        if wrong := inspection.problems():
            inspection.found[name] = wrong
    assert not inspection.found, inspection.report()


def test_mails_are_for_everybody_too(world, page, sign_in, site):
    inspection, at = open_as(world, "coordinator", page, sign_in, site)
    for name in MAILS:
        # At its own address a mail is sandboxed, and axe could not run in it.
        inspection.by_daylight()
        page.set_content(page.request.get(at(name)).text())
        if wrong := inspection.problems(is_mail=True):
            inspection.found[name] = wrong
    assert not inspection.found, inspection.report()


def test_the_inspection_sees_what_is_wrong(page):
    page.set_content(
        '<h2>No name</h2><p style="color: #bbb; background: #fff">Pale</p><img src="data:,">'
        '<button type="button">Dead</button><div style="width: 900px">Wide</div><main><p>Text</p></main>'
    )
    wrong = "\n".join(Inspection(page).problems())
    for sign in (
        "0 headings",
        "no language",
        'title ""',
        "inline",
        "dead without",
        "light: color-contrast",
        "dark: color",
        "image-alt",
        "sideways",
    ):
        assert sign in wrong
