"""Step 7 of the walk: the partner on a phone, by the mailed link without an account, then signed in."""

from datetime import date, timedelta

from playwright.sync_api import expect

from backbone.accounts.models import Person
from tests import factories
from tests.browser.conftest import link_in
from tests.browser.walker import Walker, sign_in_by_code
from workplans.models import Change, Task

PHONE = {"width": 390, "height": 844}
WANTED = date.today() + timedelta(days=21)


def answer_from_phone(browser, walker, mail, post, proposed):
    """Opens the link, answers for three tasks, and then signs in to My work."""
    phone = browser.new_context(viewport=PHONE, locale=walker.language)
    partner = Walker(phone.new_page(), walker.site, walker.language)
    open_link(partner, link_in(mail))
    accept(partner, proposed)
    say_done(partner, Task.objects.get(title="Send the list of sites"))
    ask_for_time(partner, Task.objects.get(title="Repair the winch"))
    sign_in_to_my_work(partner, Person.objects.get(name="Grace Atim"), post)
    phone.close()


def open_link(partner, address):
    """Looking changes nothing, however often."""
    before = state_of_things()
    partner.page.goto(address)
    partner.page.reload()
    partner.heading("For %(name)s", name="Grace Atim")
    assert state_of_things() == before
    fits_the_phone(partner)


def state_of_things():
    return list(Task.objects.order_by("pk").values()), Change.objects.count()


def fits_the_phone(partner):
    assert partner.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def accept(partner, task):
    row = f"#task-{task.pk}"
    partner.press("I’ll do it", within=row)
    partner.is_told("Thank you. “%(task)s” is yours now.", task=task)
    assert Task.objects.get(pk=task.pk).state == "open"


def say_done(partner, task):
    """With a line that shows it; a line is asked for."""
    row = f"#task-{task.pk}"
    open_answers(partner, row)
    partner.fill(within=row, evidence="The list is on the shared drive, 14 squares.")
    partner.press("Done", within=row, context="button")
    partner.is_told("Thank you. “%(task)s” is done.", task=task)
    assert (found := Task.objects.get(pk=task.pk)).state == "done"
    assert "14 squares" in found.evidence


def ask_for_time(partner, task):
    row = f"#task-{task.pk}"
    open_answers(partner, row)
    partner.fill(within=row, wanted_due_on=WANTED, reason="The part comes by sea.")
    partner.press("Ask for more time", within=row)
    partner.is_told("Asked. The coordinator sees it; without an answer the date stays.")
    assert Task.objects.get(pk=task.pk).wanted_due_on == WANTED


def open_answers(partner, row):
    details = partner.page.locator(f"{row} details").first
    if details.get_attribute("open") is None:
        details.locator("summary").click()


def sign_in_to_my_work(partner, grace, post):
    """My work has what this person owns everywhere, also in another partnership."""
    elsewhere = factories.partner(factories.partnership("Coastal Forum"), "University of Maryland Extension")
    factories.representative(elsewhere, grace)
    factories.task(
        elsewhere.partnership, "Read the draft", owner=grace, partner=elsewhere, agreed_in_room=True
    )
    partner.go("my_work")
    sign_in_by_code(partner, grace.email, post)
    partner.heading("My work")
    partner.sees("Repair the winch", "Borrow two dive computers", "Read the draft", "Coastal Forum")
    expect(partner.page.locator("#main")).not_to_contain_text("Ask for the ship")
    fits_the_phone(partner)


def agree_to_time(walker, of):
    """The coordinator finds the wish on the overview and agrees."""
    task = Task.objects.get(title="Repair the winch")
    walker.go("task", task.pk)
    walker.sees("The part comes by sea.")
    walker.page.locator("form[action$='/extension/answer/'] button").first.click()
    walker.is_told("Agreed; the date has moved.")
    assert Task.objects.get(pk=task.pk).due_on == WANTED
