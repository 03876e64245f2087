"""A partner gives and gets: offers, proof, what came, the quarter's line."""

from datetime import date

from django.utils import timezone

from backbone.tables import spreadsheets
from partnerships.giving import asking, quarters
from partnerships.giving.models import QuarterLine
from partnerships.models import Contribution
from tests.browser.conftest import link_in
from tests.browser.steps.partner import fits_the_phone
from tests.partnerships.attachments.files import PDF

HALL = "A hall on Mondays"
WISH = "Lessons about the river"


def offer(phone, partner):
    """On the phone, signed in: what the partner gives, and what it hopes for."""
    phone.go("contribution_offer", partner.pk)
    phone.fill(description=HALL, kind="space", value="400", basis="What the town charges")
    phone.press("Offer it")
    phone.is_told("Offered. The coordinator sees it, and agrees or calls you.")
    fits_the_phone(phone)
    phone.go("benefit_proposal", partner.pk)
    phone.fill(description=WISH, expected=True)
    phone.press("Propose it")
    phone.is_told("Proposed. The coordinator sees it, and agrees or calls you.")
    return Contribution.objects.get(description=HALL)


def agree(walker, of):
    """The coordinator agrees to both, from the overview."""
    for what in (HALL, WISH):
        walker.go("partnership", of.slug)
        row = walker.page.get_by_role("listitem").filter(has_text=what)
        row.get_by_role("button", name=walker.words("Agree")).click()
        walker.page.locator("#flash").get_by_text(what).wait_for()


def prove(phone, gift):
    """A file beside what was given."""
    phone.go("contribution_files", gift.pk)
    phone.page.locator("#files summary").click()
    phone.page.locator('[name="files"]').set_input_files(
        {"name": "lease.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    phone.press("Add", within="#files")
    phone.sees("lease.pdf")
    fits_the_phone(phone)


def receive(walker, of, gift):
    """It came: the coordinator says so, and signs it off in the ledger."""
    walker.go("contribution_edit", gift.pk)
    walker.fill(state="delivered", delivered_on=walker.today)
    walker.press("Save contribution")
    walker.go("ledger", of.slug)
    walker.sees(HALL)
    walker.page.locator(f'form[action="/contributions/{gift.pk}/sign-off/"] button').click()
    gift.refresh_from_db()
    assert gift.signed_off_at


def say_since(walker, partner, day):
    """It took part before it was written down here, so that it is asked about the quarter before."""
    walker.go("partner_edit", partner.pk)
    walker.fill(since=day)
    walker.press("Save partner")
    partner.refresh_from_db()
    assert partner.since == day


def ask_about_quarter(walker, of, person, post):
    """Partners are asked once a quarter; returns the mail."""
    walker.go("ledger", of.slug)
    walker.press("Ask once a quarter")
    type(of).objects.filter(pk=of.pk).update(started_on=date(2019, 1, 1))
    quarters.begin_due()
    QuarterLine.objects.filter(next_ask_at__isnull=False).update(next_ask_at=timezone.now())
    assert asking.send_due() == 1
    return post.to(person.email, of.name)


def quarter_of(partner):
    return QuarterLine.objects.get(partner=partner)


def answer_quarter(phone, mail, partner, days):
    """Another number than was proposed, without an account."""
    line = quarter_of(partner)
    phone.page.goto(link_in(mail))
    phone.fill(within=f"#quarter-{line.pk}", days=days)
    phone.press("It was this many", within=f"#quarter-{line.pk}")
    phone.is_told("Thank you. It stands in the ledger as you said it.")
    fits_the_phone(phone)


def enter_quarter(walker, of, partner, days):
    """What a partner without an address said by telephone."""
    walker.go("ledger", of.slug)
    walker.follow("quarter_entry", quarter_of(partner).pk)
    walker.fill(days=days, way="phone")
    walker.page.locator("#main form.form button").first.click()
    walker.is_told("Noted.")


def read_ledger(walker, of):
    """The cells of the spreadsheet, as words."""
    walker.go("ledger", of.slug)
    content = walker.download(walker.page.locator('a[href$="/ledger/table/"]'))
    (sheet,) = spreadsheets.read(content, "ledger.xlsx")
    return [str(cell) for number in sorted(sheet.rows) for cell in sheet.rows[number]]
