"""An empty installation, as a new coordinator goes through it: from the printed address to released mail."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from backbone.accounts import first_start
from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from meetings.models import Meeting
from partnerships.models import Partnership, Representative
from tests.browser.conftest import text_of, wait_for
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 'Grace Atim <grace@kigezi-farmers.co.ug>, Piet Jansen <piet@gmail.com>; "Okello, James" <james@growers.example>\nnobody'
ACTIONS = "What\tWho\tBy when\nList the nursery sites\tGrace Atim\t{day}\nWrite to the ministry\tJames Okello\t{day}"


@pytest.fixture
def empty(site):
    """Nobody is known here and nothing leaves."""
    SenderSettings.objects.update(held=True, name="", address="", tested_at=None)
    return site


def next_is(page, title, done=None):
    """The page of first steps says what comes next, what can wait, and how much is done."""
    expect(page.locator("main .purpose").first).to_contain_text(f"Next: {title}.")
    expect(page.locator("li[aria-current=step]")).to_contain_text(title)
    for later in ("The partnering agreement", "Steering committee and working groups"):
        expect(page.locator(".setup-wait", has_text=later)).to_contain_text("Can wait")
    if done:
        expect(page.locator("main .kicker")).to_contain_text(f"{done} of 10 done")


def test_half_an_hour_from_the_printed_address_to_released_mail(empty, page, post):
    introduce_herself(empty, page)
    set_up_mail(page, post)
    start_a_partnership(page)
    paste_people(page)
    paste_the_action_list(page)
    plan_a_meeting(page)
    ask_two_people(page)
    look_as_each_recipient(page, post)
    release(page, post)


def introduce_herself(site, page):
    page.goto(site)
    expect(page.get_by_role("heading", name="Start with my own partnership")).to_be_visible()
    page.goto(first_start.one_time_address())
    page.get_by_label("Name").fill("Ruth Nansubuga 🌱")
    page.get_by_label("Sign-in address").fill("ruth@backbone.example")
    page.locator("#id_language").select_option("en")
    page.get_by_role("button", name="Begin").click()
    next_is(page, "Who your mail comes from", done=1)


def set_up_mail(page, post):
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Sender’s name").fill("Rwenzori Backbone")
    page.get_by_label("Sender’s address").fill("post@backbone.example")
    page.get_by_role("button", name="Save sender").click()
    page.get_by_role("button", name="Send me a test mail").click()
    assert "Rwenzori Backbone" in post.to("ruth@backbone.example", "test mail")["From"]
    page.get_by_role("button", name="It arrived").click()
    next_is(page, "The partnership")


def start_a_partnership(page):
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Start the partnership").click()
    expect(page.get_by_role("alert")).to_contain_text("Name")
    page.get_by_label("Name", exact=True).fill("Uganda Coffee Platform")
    page.get_by_label("Purpose").fill("By 2028, 120,000 families earn a living income from coffee.")
    page.get_by_label("Rust").check()
    page.get_by_label("Your own organisation").fill("Rwenzori Backbone")
    page.get_by_label("Deputy: name").fill("Dee Puty")
    page.get_by_label("Deputy: e-mail address").fill("dee@backbone.example")
    page.get_by_role("button", name="Start the partnership").click()
    next_is(page, "The people")
    assert Partnership.objects.get().hue == 45


def paste_people(page):
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("People").fill(PEOPLE)
    page.get_by_role("button", name="Show what was understood").last.click()
    expect(page.get_by_role("alert")).to_contain_text("nobody")
    expect(page.get_by_label("Organisation of growers.example")).to_have_value("Growers")
    page.get_by_label("Organisation of kigezi-farmers.co.ug").fill("Kigezi Farmers’ Union")
    page.get_by_role("button", name="Add 3 people").click()
    next_is(page, "Plan the next meeting")
    assert Representative.objects.filter(partner__organisation__name="Kigezi Farmers’ Union").exists()
    assert Person.objects.get(email="james@growers.example").name == "James Okello"


def paste_the_action_list(page):
    page.get_by_role("link", name="Paste the old action list").click()
    day = (datetime.now() + timedelta(days=20)).date().isoformat()
    page.locator("textarea").first.fill(ACTIONS.format(day=day))
    page.locator("main form button.btn").last.click()
    page.get_by_role("button", name=re.compile("^Add ")).first.click()
    wait_for(lambda: Task.objects.count() == 2)


def plan_a_meeting(page):
    page.get_by_role("link", name="First steps").first.click()
    next_is(page, "Plan the next meeting")
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Title").fill("First meeting")
    page.locator("[name=starts_at]").fill((datetime.now() + timedelta(days=7)).strftime("%Y-%m-%dT10:00"))
    page.locator("main form .actions button.btn").first.click()
    wait_for(Meeting.objects.exists)


def ask_two_people(page):
    """Tasks whose owners have not said yes: each is asked by a mail, which waits."""
    next_is(page_of_steps(page), "See what would go out")
    for owner in ("Grace Atim", "James Okello"):
        page.get_by_role("link", name="Work plan").click()
        page.get_by_role("link", name="Add a task").click()
        page.locator("[name=title]").fill(f"Say what {owner} can bring")
        page.locator("[name=owner]").select_option(label=owner)
        page.get_by_role("button", name="Save task").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Say what {owner} can bring")


def page_of_steps(page):
    page.get_by_role("link", name="First steps").first.click()
    return page


def look_as_each_recipient(page, post):
    """Every mail as its recipient would see it, then all of them as samples to herself."""
    page_of_steps(page).get_by_role("link", name="Go on").click()
    expect(page.locator("main .purpose").first).to_contain_text("2 mails to 2 recipients. Nothing leaves")
    for owner in ("Grace Atim", "James Okello"):
        page.get_by_role("link", name=owner).first.click()
        letter = page.frame_locator("iframe.letter").locator("body")
        expect(letter).to_contain_text(f"Say what {owner} can bring")
        page.go_back()
    page.get_by_role("button", name="Send me all of these as a sample").click()
    sample = post.to("ruth@backbone.example", "Sample for Grace Atim")
    post.to("ruth@backbone.example", "Sample for James Okello")
    assert "/l/" not in text_of(sample)
    assert nobody_else_got_mail(post)
    next_is(page_of_steps(page), "Release the mail")


def nobody_else_got_mail(post):
    return {mail["To"].addresses[0].addr_spec for mail in post.all()} == {"ruth@backbone.example"}


def release(page, post):
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name=re.compile("^Release: send 2 mails to 2 recipients")).click()
    expect(page.locator("#flash")).to_contain_text("Sending is released")
    for address in ("grace@kigezi-farmers.co.ug", "james@growers.example"):
        assert "/l/" in text_of(post.to(address, "Say what"))
    assert not Message.objects.filter(state="given_up").exists()
    expect(page_of_steps(page).locator("li[aria-current=step]")).to_contain_text("The partnering agreement")


def test_signing_in_with_the_mailed_code(site, page, post):
    Person.objects.create_user(email="ruth@example.org", name="Ruth")
    page.goto(f"{site}/me/")
    page.get_by_label("Your e-mail address").fill("Ruth@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    mail = post.to("ruth@example.org", "code to sign in")
    page.get_by_label("Code from the mail").fill(mail["Subject"].split()[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My settings")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
