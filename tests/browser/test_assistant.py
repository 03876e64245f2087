"""From naming an assistant to the answer that they give on a phone for whom they assist, and its end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Attendance, Meeting
from tests import factories
from tests.browser.conftest import link_in, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_assistant_is_named_answers_on_a_phone_and_is_ended(site, page, browser, sign_in, post):
    coffee = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Meeting.objects.update(starts_at=timezone.now() + timedelta(days=20), started_at=None)
    sign_in(coffee.ruth)
    page.goto(f"{site}/partnerships/coffee/contacts/{coffee.anna.pk}/")
    page.get_by_role("link", name="Name an assistant").click()
    page.get_by_label("Name").fill("Joy Amongi")
    page.get_by_label("Email address").fill("joy@example.org")
    page.get_by_role("button", name="Name assistant").click()
    expect(page.locator("#flash")).to_contain_text("Joy Amongi assists Anna Kyomuhendo")

    page.goto(f"{site}/meetings/{coffee.meeting.pk}/invitation/")
    page.get_by_role("button", name="Invite").click()
    mail = post.to("joy@example.org", "copy for Anna Kyomuhendo")
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{link_in(mail)}#meeting-{coffee.meeting.pk}-{coffee.anna.pk}")
    phone.get_by_role("button", name="Anna Kyomuhendo is coming").click()
    expect(phone.locator("#flash")).to_contain_text("Thank you. Anna Kyomuhendo is coming")
    expect(phone.locator("#flash")).to_be_in_viewport()
    wait_for(lambda: Attendance.objects.filter(person=coffee.anna, expected="coming").exists())

    page.goto(f"{site}/partnerships/coffee/contacts/{coffee.anna.pk}/")
    page.get_by_role("button", name=re.compile("^End.*Joy Amongi")).click()
    expect(page.get_by_role("button", name=re.compile("^Undo.*Joy Amongi"))).to_be_visible()
    answer = phone.goto(link_in(mail))
    assert answer.status == 410
    phone.context.close()
