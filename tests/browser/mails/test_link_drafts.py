"""What is typed behind a mailed link and not sent is there again: for this person alone, until it is saved."""

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from backbone.outbox import link_tokens
from partnerships.scoping.models import Canvas, CanvasAnswer, CanvasAsk
from tests import factories
from tests.browser.conftest import wait_for
from tests.factories import link_for
from workplans import todo

pytestmark = pytest.mark.django_db(transaction=True)
LATER = 31 * 24 * 3600 * 1000
SAID = "Better prices for 80 families"


@pytest.fixture
def coffee():
    """A task and a round are asked of Anna, and the round of Peter, too."""
    coffee = factories.coffee_meeting()
    coffee.task = todo.create(coffee.of, title="Count", owner=coffee.anna, partner=coffee.coop, proposed=True)
    canvas = Canvas.objects.create(
        partnership=coffee.of, name="Round", opened_on=now().date(), by=coffee.ruth
    )
    for who, partner in ((coffee.anna, coffee.coop), (coffee.okello, coffee.ministry)):
        CanvasAsk.objects.create(
            partnership=coffee.of, canvas=canvas, person=who, partner=partner, asked_at=now()
        )
    return coffee


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def address(site, who, of):
    """A new link, as each mail has one."""
    return f"{site}/l/{link_tokens.token(link_for(who, of, 'test').pk)}/"


def kept(page):
    """How many drafts this browser has."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length")


def asked(page):
    return page.locator("#canvas-form [name=achieve]")


def test_words_stay_when_another_button_is_pressed_or_the_page_is_reloaded_until_they_are_saved(
    site, phone, coffee
):
    phone.goto(address(site, coffee.anna, coffee.of))
    asked(phone).fill(SAID)
    phone.locator(f"#task-{coffee.task.pk}").get_by_role("button").first.click()
    expect(phone.locator("#flash")).to_contain_text("Count")
    expect(asked(phone)).to_have_value(SAID)
    phone.reload()
    expect(asked(phone)).to_have_value(SAID)
    phone.locator("#canvas-form").get_by_role("button", name="Save", exact=True).click()
    expect(phone.locator("#flash")).not_to_be_empty()
    assert CanvasAnswer.objects.get().achieve == SAID
    assert kept(phone) == 0
    expect(phone.locator("#canvas-form .notice")).to_have_count(0)


def test_another_mail_brings_the_words_to_the_same_person_and_to_nobody_else(site, phone, coffee):
    phone.goto(address(site, coffee.anna, coffee.of))
    asked(phone).fill(SAID)
    wait_for(lambda: kept(phone))
    phone.goto(address(site, coffee.okello, coffee.of))
    expect(asked(phone)).to_have_value("")
    phone.goto(address(site, coffee.anna, coffee.of))
    expect(asked(phone)).to_have_value(SAID)
    phone.get_by_role("link", name="I am not Anna").click()
    phone.get_by_role("button", name="Stop these links").click()
    expect(phone.locator("h1")).to_have_text("Thank you for telling us")
    wait_for(lambda: kept(phone) == 0)


def test_what_was_refused_is_not_forgotten_and_what_is_old_is(site, phone, coffee):
    phone.goto(address(site, coffee.anna, coffee.of))
    row = phone.locator(f"#task-{coffee.task.pk}")
    row.get_by_role("button").first.click()
    row.locator("[name=reason]").fill("The scales are broken")
    phone.reload()
    expect(row.locator("[name=reason]")).to_be_visible()
    expect(row.locator("[name=reason]")).to_have_value("The scales are broken")
    phone.clock.set_fixed_time(phone.evaluate("Date.now()") + LATER)
    phone.reload()
    wait_for(lambda: kept(phone) == 0)


def test_what_saves_several_questions_stands_below_the_last(site, page, coffee):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(site, coffee.anna, coffee.of))
    last = page.locator("#canvas-form textarea").last.bounding_box()
    save = page.locator("#canvas-form").get_by_role("button", name="Save", exact=True).bounding_box()
    assert save["y"] >= last["y"] + last["height"]
    assert save["x"] <= last["x"] + 8


def test_two_forms_with_the_same_questions_keep_their_own_words(site, phone, coffee):
    giving = f"{address(site, coffee.anna, coffee.of)}giving/{coffee.coop.pk}/"
    phone.goto(giving)
    phone.locator("summary", has_text="Offer something").click()
    phone.locator("#offer-description").fill("A lorry on Mondays")
    phone.goto(giving)
    expect(phone.locator("#offer-description")).to_be_visible()
    expect(phone.locator("#offer-description")).to_have_value("A lorry on Mondays")
    expect(phone.locator("#benefit-description")).to_have_value("")
