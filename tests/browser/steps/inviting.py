"""An organisation comes in: prospect, letter and mail, the answers, the newcomer's pack."""

from io import BytesIO

from docx import Document

from backbone.accounts.models import Person
from partnerships.inviting.models import PartnerInvitation
from partnerships.models import Partner
from partnerships.packs.models import Pack
from partnerships.prospects.models import Prospect
from tests.browser.conftest import link_in, text_of
from tests.browser.steps.partner import fits_the_phone
from tests.pdfs import assert_in_pdf

SCHOOL = "Highland School"
MINISTRY = "Ministry of Water"
OFFICE = "The Permanent Secretary\nMinistry of Water\nattn Registry"
GAINS = "Pupils who measure the river themselves"


def consider(walker, of):
    """The school is on the list of prospects, and its letter is begun there."""
    walker.go("prospects", of.slug)
    walker.follow("prospect_new", of.slug)
    walker.fill(name=SCHOOL, sector="academic", brings="Forty pupils", next_step="Call the head")
    walker.press("Save prospect")
    walker.follow("partner_invitation_new", of.slug, after=f"?prospect={Prospect.objects.get().pk}")


def invite_by_mail(walker, of, post):
    """Written once, as a letter and as a mail; returns the mail to the head."""
    walker.fill(name="Abel Okello", email="abel@school.example", office=f"The Head\n{SCHOOL}", benefit=GAINS)
    walker.fill(meetings="Four a year", until_words="Until the end of 2028")
    walker.press("Save invitation")
    row = PartnerInvitation.objects.get(organisation=SCHOOL)
    says_on_paper(walker, SCHOOL, "Four a year", GAINS)
    walker.page.locator(f'form[action="/partner-invitations/{row.pk}/mail/"] button').click()
    return goes_to(walker, post, "abel@school.example")


def says_on_paper(walker, *texts):
    """The letter says so, to print and for Word."""
    for ending in ("pdf", "docx"):
        content = walker.download(walker.page.locator(f'a[href$="letter.{ending}"]'))
        if ending == "pdf":
            assert_in_pdf(content, *texts)
        else:
            words = " ".join(part.text for part in Document(BytesIO(content)).paragraphs)
            assert all(text in words for text in texts)


def goes_to(walker, post, address):
    """The page says that the mail goes there, and it arrives."""
    walker.is_told("The invitation goes to %(person)s by email.", person=Person.objects.get(email=address))
    return post.to(address, SCHOOL)


def name_somebody_else(phone, mail):
    """The head says who there should be asked; the link still says how it stands."""
    phone.page.goto(link_in(mail))
    fits_the_phone(phone)
    phone.page.locator(".answer-form summary").click()
    phone.fill(other_name="Fatima Nakato", other_email="fatima@school.example", who_else="River Choir")
    phone.press("Ask somebody else of our organisation")
    phone.is_told("Thank you. The coordinators have your answer.")
    fits_the_phone(phone)


def invite_the_other(walker, of, post):
    """One press asks whom the head named; returns her mail."""
    row = PartnerInvitation.objects.get(organisation=SCHOOL)
    walker.go("partner_invitation", row.pk)
    walker.sees("Fatima Nakato", "fatima@school.example")
    walker.press(walker.words("Send it to %(who)s", who="Fatima Nakato"))
    assert Prospect.objects.filter(name="River Choir").exists()
    return goes_to(walker, post, "fatima@school.example")


def say_yes(phone, mail):
    """Two taps make a partner; returns it."""
    phone.page.goto(link_in(mail))
    phone.sees(GAINS)
    phone.press("Yes, we take part")
    phone.is_told("Thank you. The coordinators have your answer.")
    return Partner.objects.get(organisation__name=SCHOOL)


def invite_by_letter(walker, of):
    """An office without an email address: a letter, stamped there, answered by telephone; returns the partner."""
    walker.go("partner_invitations", of.slug)
    walker.follow("partner_invitation_new", of.slug)
    walker.fill(organisation=MINISTRY, office=OFFICE, benefit="One plan for the river")
    walker.press("Save invitation")
    row = PartnerInvitation.objects.get(organisation=MINISTRY)
    says_on_paper(walker, "The Permanent Secretary", "One plan for the river")
    walker.follow("partner_invitation_delivery", row.pk)
    walker.fill(delivered_how="Handed in at the registry", received_on=walker.today)
    walker.press("Save")
    walker.sees("Handed in at the registry")
    walker.page.get_by_text(walker.words("They answered in another way")).click()
    walker.fill(answer="yes", way="phone")
    walker.press("Record the answer")
    walker.is_told("The answer is recorded.")
    return Partner.objects.get(organisation__name=MINISTRY)


def represent(walker, partner, name, capacity, email=""):
    """Somebody represents the partner; without an address where there is none."""
    walker.go("partner", partner.pk)
    walker.follow("representative_new", partner.pk)
    walker.fill(name=name, capacity=capacity, email=email)
    walker.press("Add representative")
    walker.sees(name)
    return partner.representatives.get(person__name=name)


def welcome_by_mail(walker, seat, post):
    """The newcomer's pack, looked at before it goes."""
    walker.go("representative_edit", seat.pk)
    walker.follow("newcomer_pack", seat.pk)
    walker.sees(seat.partnership.purpose)
    walker.press("Send it by email")
    walker.is_told("The pack goes to %(person)s by email.", person=seat.person)
    about = walker.words("Welcome to %(partnership)s: what is good to know", partnership=seat.partnership)
    said = text_of(post.to(seat.person.email, about))
    assert seat.partnership.purpose in " ".join(said.split())


def on_paper(walker, seat, kind, **to):
    """The same to be printed; returns the PDF."""
    walker.go(kind, seat.pk)
    if to:
        walker.fill(**to)
    walker.press("Make it to be printed")
    pdf = walker.issued_pdf()
    assert Pack.objects.filter(seat=seat).latest("pk").way == "paper"
    return pdf
