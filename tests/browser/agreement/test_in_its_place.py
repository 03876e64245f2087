"""A clause is edited in its place on the agreement's page: by keyboard, aloud, and nothing that was typed is lost."""

import re

import pytest
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.agreements import arranging, writing
from partnerships.agreements.models import Clause
from tests import factories
from tests.browser.conftest import wait_for
from tests.browser.inspection import DESK, PHONE, Inspection

pytestmark = pytest.mark.django_db(transaction=True)
THERE, ELSEWHERE = "values", "communication"
OURS, THEIRS = "We tell each other what goes wrong.", "We trust each other."


@pytest.fixture
def coffee():
    return factories.partnership("Coffee", slug="coffee")


@pytest.fixture
def ruth(coffee):
    return factories.coordinator(coffee)


@pytest.fixture
def agreement(coffee):
    factories.partner(coffee, "Growers’ Union")
    return writing.write(coffee)


@pytest.fixture
def at(agreement, site):
    return site + reverse("agreement", args=["coffee"])


@pytest.fixture
def opened(at, ruth, page, sign_in):
    """The page of the agreement, before somebody who may change it."""
    sign_in(ruth)
    page.set_viewport_size(DESK)
    page.goto(at)
    return page


def article(page, key=THERE):
    return page.locator(f"#clause-{key}")


def edit(page, key=THERE):
    """The form of the clause, opened by keyboard; once it has the focus, what is typed goes where it should."""
    article(page, key).get_by_role("link", name=re.compile("^(Edit|Bewerken)")).press("Enter")
    form = article(page, key).locator(".spot form")
    expect(form.locator(":focus")).to_be_visible()
    return form


def text_of(form):
    return form.locator("[name=text]")


def edit_link(page, key=THERE):
    return article(page, key).get_by_role("link", name=re.compile("^(Edit|Bewerken)"))


def test_the_form_opens_in_the_clause_with_the_focus_in_its_first_field(opened, at):
    form = edit(opened)
    expect(form.locator("[name=heading]")).to_be_focused()
    expect(article(opened).locator("> .prose")).not_to_be_visible()
    assert opened.url == at


@pytest.mark.parametrize("leave", ["Escape", "Cancel"])
def test_leaving_it_brings_the_focus_back_to_where_it_was_opened(leave, opened):
    form = edit(opened)
    text_of(form).fill(OURS)
    if leave == "Escape":
        text_of(form).press("Escape")
    else:
        form.get_by_role("link", name="Cancel").press("Enter")
    expect(article(opened).locator("form [name=text]")).to_have_count(0)
    expect(edit_link(opened)).to_be_focused()
    expect(article(opened).locator("> .prose")).not_to_contain_text(OURS)


def test_saving_shows_the_new_words_there_and_says_so(opened, at, agreement):
    form = edit(opened)
    form.locator("[name=heading]").fill("What we hold dear")
    text_of(form).fill(OURS)
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(article(opened).locator("> .prose")).to_have_text(OURS)
    expect(edit_link(opened)).to_be_focused()
    expect(opened.locator("#announcements")).to_have_text("Clause saved.")
    expect(article(opened)).to_contain_text("Clause saved.")
    expect(opened.locator(f"#to-{THERE}")).to_have_text("What we hold dear")
    assert agreement.clauses.get(key=THERE).text == OURS
    assert opened.url == at
    edit(opened)
    expect(article(opened).get_by_text("Clause saved.")).not_to_be_visible()


def test_one_that_is_left_out_is_found_among_those_left_out(opened):
    form = edit(opened)
    form.locator("[name=left_out]").check()
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(opened.locator("#left-out")).to_contain_text("Values")
    expect(opened.locator("#flash")).to_contain_text("Clause saved.")


def test_when_somebody_else_saved_meanwhile_both_texts_stand_there(opened, agreement):
    form = edit(opened)
    text_of(form).fill(OURS)
    saved = agreement.clauses.filter(key=THERE)
    saved.update(text=THEIRS, revision=F("revision") + 1, written_from=writing.HAND)
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.locator(".theirs").first).to_contain_text(THEIRS)
    expect(text_of(form)).to_have_value(OURS)
    assert saved.get().text == THEIRS
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(article(opened).locator("> .prose")).to_have_text(OURS)


@pytest.mark.parametrize(("field", "wrong"), [("text", " "), ("heading", ""), ("heading", "long " * 40)])
def test_what_cannot_be_saved_stays_there_with_what_is_wrong(field, wrong, opened, agreement):
    form = edit(opened)
    text_of(form).fill(OURS)
    form.locator(f"[name={field}]").evaluate("one => one.removeAttribute('maxlength')")
    form.locator(f"[name={field}]").fill(wrong)
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.locator(f"[name={field}]")).to_have_attribute("aria-invalid", "true")
    form.get_by_role("alert").get_by_role("link").press("Enter")
    expect(form.locator(f"[name={field}]")).to_be_focused()
    assert agreement.clauses.get(key=THERE).text != OURS


def test_two_are_open_at_once_and_saving_one_leaves_the_other(opened):
    first = edit(opened)
    text_of(first).fill(OURS)
    second = edit(opened, ELSEWHERE)
    second.get_by_label("Text").fill("Minutes come within a week.")
    second.get_by_role("button", name="Save clause").press("Enter")
    expect(article(opened, ELSEWHERE).locator("> .prose")).to_have_text("Minutes come within a week.")
    expect(edit_link(opened, ELSEWHERE)).to_be_focused()
    expect(text_of(first)).to_have_value(OURS)


def test_without_a_connection_it_says_so_there_and_keeps_the_words(opened, context):
    form = edit(opened)
    text_of(form).fill(OURS)
    context.set_offline(True)
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("No connection.")
    expect(text_of(form)).to_have_value(OURS)
    context.set_offline(False)
    edit(opened, ELSEWHERE)
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(article(opened).locator("> .prose")).to_have_text(OURS)


def test_a_refusal_takes_no_word_away(opened, context, at):
    form = edit(opened)
    text_of(form).fill(OURS)
    context.clear_cookies()
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("That did not work.")
    expect(text_of(form)).to_have_value(OURS)


def test_words_that_were_left_by_accident_are_there_again(opened, at):
    text_of(edit(opened)).fill(OURS)
    wait_for(lambda: opened.evaluate("Object.keys(localStorage).length"))
    opened.goto(at)
    form = edit(opened)
    expect(text_of(form)).to_have_value(OURS)
    form.get_by_role("button", name="Start from what is saved").click()
    expect(text_of(form)).not_to_have_value(OURS)


def test_words_that_were_saved_are_offered_no_more(opened):
    form = edit(opened)
    text_of(form).fill(OURS)
    wait_for(lambda: opened.evaluate("Object.keys(localStorage).length"))
    form.get_by_role("button", name="Save clause").press("Enter")
    expect(edit_link(opened)).to_be_focused()
    assert opened.evaluate("Object.keys(localStorage).length") == 0


def test_what_the_form_on_its_page_offers_is_offered_there_too(opened, at, agreement):
    agreement.clauses.filter(key=THERE).update(text=OURS, written_from=writing.HAND)
    own = arranging.begin_own(agreement)
    own.group, own.heading, own.text = Clause.Group.HOW, "Our own", "Bring a cup."
    own.save()
    opened.goto(at)
    edit(opened)
    expect(article(opened).get_by_role("region", name="What the records say now")).to_contain_text("Equity")
    form = edit(opened, own.key)
    expect(form.get_by_role("link", name="History")).to_be_visible()
    form.get_by_role("link", name="Remove").press("Enter")
    opened.get_by_role("button", name="Remove it").press("Enter")
    expect(opened.locator("main")).not_to_contain_text("Bring a cup.")
    assert not Clause.objects.filter(pk=own.pk).exists()


def test_without_scripts_the_page_of_the_form_leads_back_to_the_clause(at, ruth, site, browser, client):
    plain = browser.new_context(java_script_enabled=False)
    client.force_login(ruth)
    plain.add_cookies([{"name": one.key, "value": one.value, "url": site} for one in client.cookies.values()])
    page = plain.new_page()
    page.goto(at)
    edit_link(page).press("Enter")
    text_of(page.locator("main form").first).fill(OURS)
    page.get_by_role("button", name="Save clause").press("Enter")
    expect(article(page).locator("> .prose")).to_have_text(OURS)
    assert page.url == f"{at}#clause-{THERE}"
    plain.close()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_open_forms_pass_what_every_page_passes(language, opened, at, ruth, agreement):
    ruth.language = language
    ruth.save()
    agreement.clauses.filter(key=THERE).update(text=OURS, written_from=writing.HAND)
    inspection = Inspection(opened)
    inspection.by_daylight()
    opened.goto(at)
    edit(opened, ELSEWHERE)
    wrong = edit(opened)
    text_of(wrong).fill("")
    wrong.locator(".actions button").press("Enter")
    expect(wrong.get_by_role("alert")).to_be_focused()
    expect(wrong.locator(".actions button")).to_have_text(
        {"en": "Save clause", "nl": "Onderdeel opslaan"}[language]
    )
    assert inspection.problems() == []
    expect(wrong).to_be_visible()
    assert opened.viewport_size == PHONE
