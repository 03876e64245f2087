"""A version is proposed, and mailed to those who may accept it; what they answer comes back with a code."""

import re

from playwright.sync_api import expect

from partnerships.signing.models import AcceptanceEvidence
from tests.browser.conftest import text_of, wait_for
from tests.browser.steps.agreement import members
from tests.browser.steps.partner import fits_the_phone
from tests.browser.walker import code_in
from tests.pdfs import assert_in_pdf


def propose(walker, of, number, *, needed=(), reason=""):
    """The draft becomes this version; all have to accept it, or those whom it concerns. Returns its round."""
    walker.go("agreement", of.slug)
    walker.follow("agreement_propose", of.slug)
    walker.fill(rule="named" if needed else "all")
    for name in needed:
        box = f'#main [name="needed"][value="{members.partner(of, name).pk}"]'
        walker.page.locator(box).check()
    if reason:
        walker.fill(reason=reason)
    walker.press("Propose it")
    walker.is_told("Version %(n)s is proposed.", n=number)
    return members.proposed(of)


def send(walker, round, names):
    """To those of them who may accept for their partner; the page knows whom."""
    walker.go("signing_round", round.pk)
    walker.follow("signing_round_sending", round.pk)
    for box in walker.page.locator('#main [name="seats"]').all():
        box.uncheck()
    for name in names:
        seat = members.row(round, name).partner.representatives.get()
        walker.page.locator(f'#main [name="seats"][value="{members.row(round, name).pk}-{seat.pk}"]').check()
    walker.press("Send it by email")
    walker.heading("Version %(n)s of the agreement", n=round.version.number)
    assert all(members.row(round, name).sent_on for name in names)


def mail_about(post, round, name):
    """The mail that asks this partner about this version, with its PDF."""
    row = members.row(round, name)
    way = f"/acceptances/{row.pk}/"

    def find():
        mine = (mail for mail in post.all() if row.partner.representatives.get().person.email in mail["To"])
        return next((mail for mail in mine if way in text_of(mail)), None)

    mail = wait_for(find)
    (attached,) = mail.iter_attachments()
    assert_in_pdf(attached.get_content(), name)
    return mail


def open_question(phone, round, name, post):
    """From the mail, at 390 px, signed in to nothing."""
    open_link(phone, round, name, post)
    phone.heading("Does %(partner)s accept the agreement?", partner=name)
    fits_the_phone(phone)


def open_link(phone, round, name, post):
    (address,) = re.findall(r"https?://\S+/acceptances/\d+/", text_of(mail_about(post, round, name)))
    phone.page.goto(address)


def accept(phone, round, name, post, *, remark=""):
    """Yes, with a remark or without."""
    open_question(phone, round, name, post)
    if remark:
        phone.page.get_by_text(phone.words("With a remark")).click()
        phone.fill(**{"yes-remark": remark, "yes-remark_counts": "understanding"})
    confirm(phone, round, name, post, phone.words("Accept", "agreement"))


def is_led_to(phone, old, new, name, post):
    """Whoever opens the mail about the version before finds the one that took its place."""
    open_link(phone, old, name, post)
    phone.heading("Version %(n)s of the agreement", n=old.version.number)
    fits_the_phone(phone)
    phone.sees(phone.words("Another version was proposed in place of this one."))
    phone.page.locator(f'a[href$="/acceptances/{members.row(new, name).pk}/"]').click()
    phone.sees(phone.words("Yes, it still holds"))


def say_that_it_holds(phone, round, name, post, *changes):
    """Whoever accepted the version before sees what changed, and is asked once."""
    open_question(phone, round, name, post)
    for words in changes:
        expect(phone.page.locator(".difference")).to_contain_text(words)
    confirm(phone, round, name, post, phone.words("Yes, it still holds"))
    assert members.row(round, name).still_holds is True


def confirm(phone, round, name, post, button):
    """With the code that comes by mail at that moment."""
    before = codes(phone, post)
    phone.page.get_by_role("button", name=button, exact=True).click()
    code = wait_for(lambda: [mail for key, mail in codes(phone, post).items() if key not in before])[0]
    phone.page.locator('[name="code"]').fill(code_in(code))
    fits_the_phone(phone)
    phone.press("Accept with this code")
    phone.is_told("Thank you. %(partner)s has accepted.", partner=name)
    proves(phone, round, name)


def codes(phone, post):
    """The mails with a code to accept, by what tells them apart."""
    about = phone.words("Your code to accept the agreement")
    return {mail["Message-ID"]: mail for mail in post.all() if about in mail["Subject"]}


def proves(phone, round, name):
    """From which address, and of which content."""
    row = members.row(round, name)
    evidence = AcceptanceEvidence.objects.get(acceptance=row)
    assert (row.state, row.way) == ("accepted", "mail")
    assert (evidence.address, evidence.sha256) == (
        row.partner.representatives.get().person.email,
        round.version.sha256,
    )
    expect(phone.page.locator("#settled")).to_be_visible()
    fits_the_phone(phone)
