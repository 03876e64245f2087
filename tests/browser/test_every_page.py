"""Every page of the access table in Chromium: axe in light and dark, a phone's width, one heading, a quiet console."""

import pytest
from django.urls import reverse

from tests.browser.inspection import Inspection
from tests.test_access import World, addresses, rows

pytestmark = pytest.mark.django_db(transaction=True)

# Answers that are no pages: files, a stylesheet, a probe, and mails, which are shown in a frame.
NO_PAGES = {
    "version_file": "a PDF",
    "import_refused": "a spreadsheet",
    "identity_stylesheet": "a stylesheet",
    "health": "a probe's answer",
    "link_minutes": "a PDF",
    "held_html": "a mail, looked at in the frame of its page",
    "meeting_mail_preview": "a mail, looked at in the frame of its page",
}
# What each role sees otherwise than the coordinator, who is walked through everything she may open.
OWN_PAGES = {
    "partner": "partnership partners partner my_work task tasks milestone plan meeting minutes_version agreement settings "
    "link link_unsubscribe",
    "leader": "home partnership partners plan meeting impact story report report_new reports version_status partnerships",
    "administrator": "held_everywhere mail_settings people person partnership_new first_steps partnerships",
    "visitor": "home account_login account_request_login_code password_sign_in account_inactive sent_mail verify",
}


@pytest.fixture
def world(site):
    return World()


def pages(role):
    """The addresses by name that this role walks."""
    return OWN_PAGES[role].split() if role in OWN_PAGES else [
        name for method, name, statuses in rows() if method == "get" and statuses[role] == "ok" and name not in NO_PAGES
    ]


def open_as(world, role, page, sign_in, site):
    """An inspection of the role's own browser, and the way to an address in it."""
    if role != "visitor":
        sign_in(world.people[role])
    parameters = dict(addresses())
    return Inspection(page), lambda name: site + reverse(name, kwargs=world.kwargs(name, parameters[name]))


@pytest.mark.parametrize("role", ["coordinator", *OWN_PAGES])
def test_pages_are_for_everybody(role, world, page, sign_in, site):
    inspection, at = open_as(world, role, page, sign_in, site)
    for name in pages(role):
        inspection.look(name, at(name))
    assert not inspection.found, inspection.report()


def test_pages_that_refuse_are_for_everybody_too(world, page, sign_in, site):
    inspection, at = open_as(world, "partner", page, sign_in, site)
    inspection.look("forbidden", at("partner_new"), status=403)
    inspection.look("missing", f"{site}/nowhere/", status=404)
    inspection.look("gone", at("sign_in_once"), status=410)
    inspection.look("foreign link", f"{site}/l/nobody-has-this/", status=404)
    assert not inspection.found, inspection.report()
