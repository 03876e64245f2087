"""An empty installation, as a new coordinator goes through it: from the printed address to released mail."""

import re
import time
from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from backbone.accounts import first_start
from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from meetings.models import Meeting
from partnerships.correspondence.models import AccessLink
from partnerships.models import Partnership, Representative
from tests.browser.conftest import text_of, wait_for
from tests.browser.walker import code_in
from workplans.models import Task

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 'Grace Atim <grace@kigezi-farmers.co.ug>, Piet Jansen <piet@gmail.com>; "Okello, James" <james@growers.example>\nnobody'
ACTIONS = "What\tWho\tBy when\nList the nursery sites\tGrace Atim\t{day}\nWrite to the ministry\tJames Okello\t2024-01-31"


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
        expect(page.locator("main .kicker")).to_contain_text(f"{done} of 12 done")


@pytest.mark.parametrize(
    "second_step",
    [pytest.param(False, id="one-step", marks=pytest.mark.long), pytest.param(True, id="two-steps")],
)
def test_half_an_hour_from_the_printed_address_to_released_mail(empty, page, post, settings, second_step):
    settings.TWO_FACTOR_REQUIRED = second_step
    introduce_herself(empty, page)
    secret, recovery = set_up_the_second_step(page) if second_step else ("", "")
    next_is(page, "Who your email comes from", done=1)
    sign_in_again(empty, page, post, secret and code_of(secret, later=1), recovery)
    set_up_mail(page, post)
    start_a_partnership(page)
    paste_people(page)
    paste_the_action_list(page)
    plan_a_meeting(page)
    ask_two_people(page)
    invite_them(page)
    look_as_each_recipient(page, post)
    look_at_what_follows(page, post)
    release(page, post)


def introduce_herself(site, page):
    page.goto(site)
    expect(page.get_by_role("heading", name="Start with my own partnership")).to_be_visible()
    page.goto(first_start.one_time_address())
    page.get_by_label("Name").fill("Ruth Nansubuga 🌱")
    page.get_by_label("Sign-in address").fill("ruth@backbone.example")
    page.locator("#id_language").select_option("en")
    page.get_by_role("button", name="Begin").click()


def set_up_the_second_step(page):
    """Where it is required nothing else opens before it; a wrong code keeps the secret."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up two-step sign-in")
    secret = page.locator(".secret").inner_text()
    for code in ("000000", code_of(secret)):
        page.locator("input[name=code]").fill(code)
        page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.locator(".codes code")).to_have_count(10)
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="Go on", exact=True).click()
    return secret, recovery


def code_of(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sign_in_again(site, page, post, app_code, recovery_code):
    """Before any sender is set: by the mailed code, or by the address that the machine prints."""
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/setup/")
    page.get_by_label("Your email address").fill("ruth@backbone.example")
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code from the email").fill(
        code_in(post.to("ruth@backbone.example", "code to sign in"))
    )
    page.get_by_role("button", name="Sign in").click()
    answer_the_second_step(page, app_code)
    next_is(page, "Who your email comes from")
    page.get_by_role("button", name="Sign out").click()
    page.goto(first_start.sign_in_address(Person.objects.get(email="ruth@backbone.example")))
    page.locator("main form button.btn").click()
    answer_the_second_step(page, recovery_code)
    next_is(page, "Who your email comes from")


def answer_the_second_step(page, code):
    """Each code counts once: the app's is that of the next half minute, which is good already."""
    if code:
        page.locator("input[name=code]").fill(code)
        page.get_by_role("button", name="Sign in").click()


def set_up_mail(page, post):
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_label("Sender’s name").fill("Rwenzori Backbone")
    page.get_by_label("Sender’s address").fill("post@backbone.example")
    page.get_by_role("button", name="Save sender").click()
    page.get_by_role("button", name="Send me a test email").click()
    assert "Rwenzori Backbone" in post.to("ruth@backbone.example", "test email")["From"]
    page.get_by_role("button", name="It arrived").click()
    next_is(page, "The partnership")


def start_a_partnership(page):
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_role("button", name="Start the partnership").click()
    expect(page.get_by_role("alert")).to_contain_text("Name")
    page.get_by_label("Name", exact=True).fill("Uganda Coffee Platform")
    page.get_by_label("Country").select_option(label="Uganda")
    page.get_by_label("Purpose").fill("By 2028, 120,000 families earn a living income from coffee.")
    page.get_by_label("Rust").check()
    page.get_by_label("Your own organisation").fill("Rwenzori Backbone")
    page.get_by_label("Deputy: name").fill("Dee Puty")
    page.get_by_label("Deputy: email address").fill("dee@backbone.example")
    page.get_by_role("button", name="Start the partnership").click()
    next_is(page, "The people")
    assert Partnership.objects.get().hue == 45


def paste_people(page):
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_label("People").fill(PEOPLE)
    page.get_by_role("button", name="Show what was understood").click()
    expect(page.locator("#row-4")).to_contain_text("There is no email address in it.")
    expect(page.get_by_label("C3 Organisation")).to_have_value("Growers")
    page.get_by_label("C1 Organisation").fill("Kigezi Farmers’ Union")
    page.get_by_label("A2 Name").fill("Piet Janssen 🌾")
    page.get_by_role("button", name="Import 3 new rows").last.click()
    expect(page.locator("#flash")).to_contain_text("Added: 3 people are new, 2 partners are new.")
    next_is(page, "Plan the next meeting")
    assert Representative.objects.filter(partner__organisation__name="Kigezi Farmers’ Union").exists()
    assert Person.objects.get(email="james@growers.example").name == "James Okello"
    assert Person.objects.get(email="piet@gmail.com").name == "Piet Janssen 🌾"


def paste_the_action_list(page):
    page.get_by_role("link", name="Paste the old action list").click()
    day = (datetime.now() + timedelta(days=20)).date().isoformat()
    page.locator("textarea").first.fill(ACTIONS.format(day=day))
    page.locator("main form button.btn").last.click()
    page.get_by_role("button", name="Import 2 new rows").last.click()
    wait_for(lambda: Task.objects.count() == 2)
    page.locator("#flash").get_by_role("link", name="Next: Plan the next meeting").click()
    next_is(page, "Plan the next meeting")
    page.get_by_role("link", name="See what would be sent").click()
    expect(page.get_by_role("heading", name="Follows by itself")).to_be_visible()


def plan_a_meeting(page):
    page.get_by_role("link", name="First steps").first.click()
    next_is(page, "Plan the next meeting")
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_label("Title").fill("First meeting")
    page.locator("[name=starts_at]").fill((datetime.now() + timedelta(days=7)).strftime("%Y-%m-%dT10:00"))
    page.locator("main form .actions button.btn").first.click()
    wait_for(Meeting.objects.exists)
    page.locator("#flash").get_by_role("link", name="Next: Invite people to it").click()


def ask_two_people(page):
    """Tasks whose owners have not said yes: each is asked by a mail, which waits."""
    next_is(page_of_steps(page), "Invite people to it")
    for owner in ("Grace Atim", "James Okello"):
        page.get_by_role("link", name="Work plan").click()
        page.get_by_role("link", name="Add a task").click()
        page.locator("[name=title]").fill(f"Say what {owner} can bring")
        chosen = page.locator("[name=owner] option", has_text=owner).get_attribute("value")
        page.locator("[name=owner]").select_option(chosen)
        page.get_by_role("button", name="Save task").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Say what {owner} can bring")


def invite_them(page):
    """To the meeting, each mail seen before; the others are left for later."""
    page_of_steps(page).get_by_role("link", name="Go on", exact=True).click()
    page.get_by_role("link", name="See James Okello’s email").click()
    expect(page.frame_locator("iframe.mail-frame").locator("body")).to_contain_text("First meeting")
    for box in page.locator("input[name=to]").all():
        box.set_checked(
            any(name in box.evaluate("box => box.parentElement.innerText") for name in ("Grace", "James"))
        )
    page.get_by_role("button", name="Invite those ticked").click()
    page.locator("#flash").get_by_role("link", name="Next: See what would be sent").click()
    next_is(page, "See what would be sent")


def page_of_steps(page):
    page.get_by_role("link", name="First steps").first.click()
    return page


def look_as_each_recipient(page, post):
    """Every mail as its recipient would see it, then all of them as samples to herself."""
    page_of_steps(page).get_by_role("link", name="Go on", exact=True).click()
    expect(page.locator("main .purpose").first).to_contain_text("4 emails to 2 recipients. Nothing is sent")
    for owner in ("Grace Atim", "James Okello"):
        page.get_by_role("link", name=owner).first.click()
        letter = page.frame_locator("iframe.mailbox-frame").locator("body")
        expect(letter).to_contain_text(f"Say what {owner} can bring")
        page.go_back()
    page.get_by_role("button", name="Send me all of these as a sample").click()
    sample = post.to("ruth@backbone.example", "Sample for Grace Atim")
    post.to("ruth@backbone.example", "Sample for James Okello")
    assert "/l/" not in text_of(sample)
    assert nobody_else_got_mail(post)
    next_is(page_of_steps(page), "Start sending")


def look_at_what_follows(page, post):
    """The reminders of the pasted list, before anybody has queued them; nothing of it is written down."""
    links = AccessLink.objects.count()
    page_of_steps(page).get_by_role("link", name="See what would be sent").click()
    follows = page.get_by_role("region", name="Follows by itself")
    expect(follows.get_by_role("row")).to_have_count(3)
    expect(follows.get_by_role("row", name="James Okello")).to_contain_text("Reminder: Write to the ministry")
    follows.get_by_role("link", name="James Okello").click()
    letter = page.frame_locator("iframe.mailbox-frame").locator("body")
    expect(letter).to_contain_text("Wed 31 Jan 2024")
    expect(letter).to_contain_text("Say what James Okello can bring")
    page.get_by_role("button", name="Send this one to me first").click()
    expect(page.locator("#flash")).to_contain_text("1 sample is on its way to you.")
    assert "Write to the ministry" in text_of(post.to("ruth@backbone.example", "Was due 31 Jan 2024"))
    assert AccessLink.objects.count() == links
    assert nobody_else_got_mail(post)


def nobody_else_got_mail(post):
    return {mail["To"].addresses[0].addr_spec for mail in post.all()} == {"ruth@backbone.example"}


def release(page, post):
    page_of_steps(page).get_by_role("link", name="Go on", exact=True).click()
    page.get_by_role("button", name=re.compile("^Start sending: 4 emails to 2 recipients")).click()
    expect(page.locator("#flash")).to_contain_text("Sending has started")
    for address in ("grace@kigezi-farmers.co.ug", "james@growers.example"):
        assert "/l/" in text_of(post.to(address, "Say what"))
    assert not Message.objects.filter(state="given_up").exists()
    expect(page_of_steps(page).locator("li[aria-current=step]")).to_contain_text(
        "What partners want to achieve"
    )


def test_signing_in_with_the_mailed_code(site, page, post):
    Person.objects.create_user(email="ruth@example.org", name="Ruth")
    page.goto(f"{site}/me/")
    page.get_by_label("Your email address").fill("Ruth@example.org")
    page.get_by_role("button", name="Email me a code").click()
    mail = post.to("ruth@example.org", "code to sign in")
    page.get_by_label("Code from the email").fill(code_in(mail))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My settings")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
