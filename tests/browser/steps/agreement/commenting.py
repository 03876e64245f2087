"""The draft is written, and partners comment on its clauses: by the mailed link, with one tap, by letter."""

import re

from playwright.sync_api import expect

from partnerships.commenting.models import ClauseComment, NoComments
from tests.browser.conftest import link_in, text_of
from tests.browser.steps.agreement import members
from tests.browser.steps.partner import fits_the_phone

WORDS = {"communication": "Minutes go out within five days.", "vision": "The river carries clean water."}
WISH = "Three days would do for us."
DOUBT = "Who measures the water?"
WHY_NOT = "The plan says who measures."
TAKEN_UP = "The members read the minutes before they answer."


def write_draft(walker, of):
    """From what is known; two clauses in the partners' own words."""
    walker.go("agreement", of.slug)
    walker.press("Write it from what is known")
    walker.is_told("The agreement has been drafted from what is recorded. Read it through.")
    for key, words in WORDS.items():
        edit_clause(walker, of, key, words)


def edit_clause(walker, of, key, words):
    walker.go("agreement", of.slug)
    walker.follow("clause_edit", members.clause(of, key).pk)
    walker.form_opens()
    walker.fill(text=words)
    walker.press("Save clause")
    walker.sees(words)


def ask_for_comments(walker, of, post):
    """Everybody who has an address is asked; returns the mails by partner."""
    walker.go("agreement", of.slug)
    walker.follow("comments_asking", of.slug)
    for box in walker.page.locator('#main [name="people"]').all():
        box.check()
    walker.press("Send it to them")
    about = walker.words("The draft of our agreement in %(partnership)s", partnership=of)
    return {name: post.to(members.lead(of, name).email, about) for name in members.PEOPLE}


def comment_on_phone(phone, of, mail):
    """Below the clause, without an account."""
    open_from_mail(phone, mail)
    phone.link("Read it and comment")
    clause = members.clause(of, "communication")
    phone.page.locator("details").filter(has=field_of(phone, clause)).locator("summary").click()
    phone.fill(**{f"text-{clause.pk}": WISH})
    phone.press("Save", within="#comments-form")
    expect(phone.page).to_have_url(re.compile(r"/l/[\w-]+/#comments$"))
    assert ClauseComment.objects.get(clause=clause).way == "link"
    fits_the_phone(phone)


def field_of(phone, clause):
    return phone.page.locator(f'[name="text-{clause.pk}"]')


def open_from_mail(phone, mail):
    phone.page.goto(link_in(mail))
    fits_the_phone(phone)


def has_none_on_phone(phone, of, mail):
    """One tap."""
    open_from_mail(phone, mail)
    phone.press("No comments, fine with me")
    phone.is_told("Recorded: no comments on this draft. Thank you.")
    assert NoComments.objects.get().partner == members.partner(of, members.UNION)


def enter_from_letter(walker, of):
    """What the ministry wrote on paper stands below its clause, too."""
    ministry, clause = members.partner(of, members.MINISTRY), members.clause(of, "vision")
    walker.go("partner", ministry.pk)
    walker.follow("own_comments", ministry.pk)
    walker.fill(way="paper", said_by="The permanent secretary")
    walker.page.locator("details").filter(has=field_of(walker, clause)).locator("summary").click()
    walker.fill(**{f"text-{clause.pk}": DOUBT})
    walker.press("Save", within="#comments-form")
    walker.heading("Comments on the draft")
    walker.sees(WISH, DOUBT, "The permanent secretary")


def answer_comments(walker, of, post):
    """One is taken up and changes its clause, the other is not, for a reason."""
    wish, doubt = (ClauseComment.objects.get(text=words) for words in (WISH, DOUBT))
    walker.go("comments", of.slug)
    walker.follow("comment_answer", wish.pk)
    walker.fill(outcome="taken", answer=TAKEN_UP)
    walker.press("Save answer")
    walker.follow("comment_answer", doubt.pk)
    walker.fill(outcome="not", answer=WHY_NOT)
    walker.press("Save answer")
    walker.sees(TAKEN_UP, WHY_NOT)
    edit_clause(walker, of, "communication", f"{WORDS['communication']}\n\n{TAKEN_UP}")


def read_answer_on_phone(phone, mail):
    """The partner reads at the same link what became of its comment."""
    open_from_mail(phone, mail)
    phone.link("Read it and comment")
    phone.page.locator("details").filter(has_text=WISH).locator("summary").click()
    phone.sees(TAKEN_UP)
    assert WISH not in text_of(mail)
