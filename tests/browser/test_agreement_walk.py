"""How an agreement comes to bind six partners: commented, proposed, accepted in four ways, amended; and one leaves."""

import pytest

from backbone.time.days import today_of
from partnerships.signing.models import ScanCover
from tests import factories
from tests.browser.steps.agreement import asking, binding, commenting, members, recording, word_file
from tests.browser.steps.partner import PHONE
from tests.browser.walker import Walker
from tests.pdfs import assert_in_pdf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
REMARK = "We read it so that the school measures, too."
AMENDED = "The river carries clean water to the school, too."
GIVEN = {
    members.MINISTRY: ("accepted", "paper"),
    members.BANK: ("accepted", "paper"),
    members.FORESTS: ("no_objection", "letter"),
    members.SCHOOL: ("accepted", "mail"),
    members.UNION: ("accepted", "mail"),
}


@pytest.fixture
def walker(language, site, page, sign_in):
    """The coordinator's browser."""
    of = factories.partnership("River Alliance", "river", language=language)
    sign_in(factories.coordinator(of, factories.person("Ruth Nansubuga", language=language)))
    walker = Walker(page, site, language)
    walker.of, walker.today = of, today_of(of)
    members.six_partners(of)
    return walker


@pytest.fixture
def phone(language, browser, site):
    """A partner's phone, without an account."""
    context = browser.new_context(viewport=PHONE, locale=language)
    yield Walker(context.new_page(), site, language)
    context.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_six_partners_accept_an_agreement_amend_it_and_one_leaves(walker, phone, post):
    of = walker.of
    draft_is_commented(walker, phone, of, post)
    first = five_accept(walker, phone, of, post)
    reading = one_answers_in_word(walker, of, first)
    second = all_accept_the_second(walker, phone, of, first, reading, post)
    second_binds(walker, phone, second)
    third = school_accepts_the_amendment(walker, phone, of, post)
    third_binds(walker, phone, second, third)
    binding.leave(walker, of, members.UNION, third)


def draft_is_commented(walker, phone, of, post):
    commenting.write_draft(walker, of)
    mails = commenting.ask_for_comments(walker, of, post)
    commenting.comment_on_phone(phone, of, mails[members.SCHOOL])
    commenting.has_none_on_phone(phone, of, mails[members.UNION])
    commenting.enter_from_letter(walker, of)
    commenting.answer_comments(walker, of, post)
    commenting.read_answer_on_phone(phone, mails[members.SCHOOL])


def five_accept(walker, phone, of, post):
    """Version 1: two on paper at once, one by letter of no objection, two by mail; the laboratory has wishes."""
    first = asking.propose(walker, of, 1)
    asking.send(walker, first, [*members.BY_MAIL, members.LABORATORY])
    recording.sign_together(walker, first)
    recording.record(
        walker, first, members.FORESTS, state="no_objection", way="letter", decision_number="F-17"
    )
    asking.accept(phone, first, members.SCHOOL, post, remark=REMARK)
    asking.accept(phone, first, members.UNION, post)
    assert members.said(first) == {**GIVEN, members.LABORATORY: ("open", "")}
    binding.may_not_enter_yet(walker, first)
    return first


def one_answers_in_word(walker, of, first):
    reading = word_file.comes_back(walker, of, first.version)
    word_file.take_one_and_refuse_one(walker, of, reading)
    return reading


def all_accept_the_second(walker, phone, of, first, reading, post):
    """What was taken makes version 2: whoever accepted is asked once, and the laboratory accepts it."""
    second = asking.propose(walker, of, 2, reason="The laboratory wishes two more days")
    word_file.answer(walker, of, reading, post)
    asking.send(walker, second, [*members.BY_MAIL, members.LABORATORY])
    for name in (*members.ON_PAPER, members.FORESTS):
        recording.still_holds(walker, second, name)
    asking.is_led_to(phone, first, second, members.UNION, post)
    for name in members.BY_MAIL:
        asking.say_that_it_holds(phone, second, name, post, word_file.OLD, word_file.NEW)
    binding.may_not_enter_yet(walker, second)
    recording.record(
        walker, second, members.LABORATORY, state="accepted", way="said", signer_name="Peter Mugabo"
    )
    assert {name: state for name, (state, _way) in members.said(second).items()} == {
        **{name: state for name, (state, _way) in GIVEN.items()},
        members.LABORATORY: "accepted",
    }
    first.refresh_from_db()
    assert (first.state, second.follows) == ("replaced", first)
    return second


def second_binds(walker, phone, second):
    binding.put_in_force(walker, second, "All six take part")
    assert ScanCover.objects.filter(scan__is_kept=True).count() == len(members.ON_PAPER)
    binding.says_who_accepted(
        walker, second, accepted=5, others=1, texts=[REMARK, *recording.SIGNERS.values()]
    )
    walker.go("version_status", second.version_id)
    assert_in_pdf(walker.issued_pdf(), *members.ALL)
    binding.is_current(phone, second.version)
    binding.is_replaced(phone, second.follows.version, by=2)
    binding.compare(walker, second, word_file.OLD, word_file.NEW)


def school_accepts_the_amendment(walker, phone, of, post):
    """It concerns the school alone; until it binds, version 2 does."""
    commenting.edit_clause(walker, of, "vision", AMENDED)
    third = asking.propose(walker, of, 3, needed=[members.SCHOOL], reason="The school joins in")
    asking.send(walker, third, [members.SCHOOL])
    binding.is_current(phone, third.follows.version)
    asking.accept(phone, third, members.SCHOOL, post)
    return third


def third_binds(walker, phone, second, third):
    binding.put_in_force(walker, third, "It concerns the school alone")
    second.refresh_from_db()
    assert (second.state, third.follows) == ("replaced", second)
    binding.is_current(phone, third.version, *binding.whom_it_concerned(phone, version=2))
    binding.is_replaced(phone, second.version, by=3)
    binding.compare(walker, third, "to the school, too.")
