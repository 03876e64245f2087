"""How a partner comes in, gives and gets, pauses and hands over: one by mail on a phone, one by letter and telephone."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.browser.steps import giving, handing_over, inviting
from tests.browser.steps.partner import PHONE
from tests.browser.walker import Walker, sign_in_by_code
from tests.pdfs import assert_in_pdf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
PURPOSE = "By 2030 the river carries clean water to every village."


@pytest.fixture
def walker(language, site, page, sign_in):
    """The coordinator's browser."""
    of = factories.partnership("River Alliance", "river", language=language, purpose=PURPOSE)
    sign_in(factories.coordinator(of, factories.person("Ruth Nansubuga", language=language)))
    walker = Walker(page, site, language)
    walker.of, walker.today = of, date.today()
    return walker


@pytest.fixture
def phone(language, browser, site):
    """A partner's phone, without an account."""
    context = browser.new_context(viewport=PHONE, locale=language)
    yield Walker(context.new_page(), site, language)
    context.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_two_partners_from_prospect_to_handover(walker, phone, post):
    of = walker.of
    school, lead = school_comes_in(walker, phone, of, post)
    ministry, secretary = ministry_comes_in(walker, of)
    give_and_get(walker, phone, of, school, post)
    sign_out_of(phone)
    quarter_is_answered(walker, phone, of, school, ministry, lead, post)
    handing_over.pause_and_come_back(walker, school)
    school_hands_over(walker, school, lead, post)
    ministry_hands_over(walker, ministry, secretary)


def school_comes_in(walker, phone, of, post):
    """By mail: somebody else there says yes, and gets the newcomer's pack."""
    inviting.consider(walker, of)
    mail = inviting.invite_by_mail(walker, of, post)
    inviting.name_somebody_else(phone, mail)
    mail = inviting.invite_the_other(walker, of, post)
    school = inviting.say_yes(phone, mail)
    lead = school.representatives.get(capacity="lead")
    assert lead.person.name == "Fatima Nakato"
    inviting.welcome_by_mail(walker, lead, post)
    return school, lead


def ministry_comes_in(walker, of):
    """By letter, without any address."""
    ministry = inviting.invite_by_letter(walker, of)
    secretary = inviting.represent(walker, ministry, "Dinah Achieng", "lead")
    assert not secretary.person.mail_address
    assert_in_pdf(inviting.on_paper(walker, secretary, "newcomer_pack"), PURPOSE)
    return ministry, secretary


def give_and_get(walker, phone, of, school, post):
    phone.go("my_work")
    sign_in_by_code(phone, "fatima@school.example", post)
    phone.heading("My work")
    gift = giving.offer(phone, school)
    giving.agree(walker, of)
    giving.prove(phone, gift)
    giving.receive(walker, of, gift)


def sign_out_of(phone):
    """What follows is answered without an account again."""
    phone.page.context.clear_cookies()


def quarter_is_answered(walker, phone, of, school, ministry, lead, post):
    for partner in (school, ministry):
        giving.say_since(walker, partner, walker.today - timedelta(days=300))
    mail = giving.ask_about_quarter(walker, of, lead.person, post)
    giving.answer_quarter(phone, mail, school, "3")
    giving.enter_quarter(walker, of, ministry, "2")
    cells = giving.read_ledger(walker, of)
    assert {giving.HALL, inviting.SCHOOL, inviting.MINISTRY, "3", "2"} <= set(cells), cells


def school_hands_over(walker, school, lead, post):
    heir = inviting.represent(walker, school, "Sam Kato", "alternate", email="sam@school.example")
    assert inviting.SCHOOL in handing_over.hand_over_by_mail(walker, lead, heir.person, post)
    handing_over.leave(walker, lead, heir.person)


def ministry_hands_over(walker, ministry, secretary):
    heir = inviting.represent(walker, ministry, "Moses Opio", "alternate")
    pdf = inviting.on_paper(walker, secretary, "handover_pack", to=heir.person_id)
    assert_in_pdf(pdf, "Dinah Achieng")
    handing_over.leave(walker, secretary, heir.person)
