"""Somebody who represents a partner and cannot sign in: no mail to them names an address that asks them to."""

import ast
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from backbone.accounts.models import Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.panels import registry
from tests.walks.mails import made
from tests.walks.mails.test_mail_kinds import ROOT, _name, sources

# They are about signing in itself, name no address, or go to whoever looks after mails; `notice` is held below, by who sends it.
OF_ACCOUNTS = {
    "login_code",
    "address_code",
    "address_proposed",
    "sign_in_changed",
    "acceptance_code",
    "test",
    "sample",
    "notice",
}
# Whose news leads to a page for which one signs in: those who coordinate, and whoever typed in the minutes.
TO_INSIDERS = {
    "meetings/clock.py",
    "meetings/invitations/answers.py",
    "meetings/minutes/late_lines.py",
    "partnerships/correspondence/link_renewal.py",
    "partnerships/signing/days_to_know.py",
    "partnerships/signing/by_mail/answering.py",
    "workplans/answers/asking_again.py",
}


@pytest.mark.parametrize("kind", sorted(set(registry.mails) - OF_ACCOUNTS))
def test_each_address_in_a_mail_opens_without_an_account(coffee, client, kind):
    Person.objects.filter(pk=coffee.anna.pk).update(contact_email="anna@example.org", email=None)
    coffee.anna.refresh_from_db()
    getattr(made, kind)(coffee, client)
    message = Message.objects.filter(kind=kind).latest("pk")
    addresses = set(re.findall(r"https?://[^\s<>\"]+", link_tokens.fill(message.text + message.html)))
    assert addresses
    for address in addresses:
        assert _opens(urlsplit(address)), address


def _opens(address):
    """At once, or by the way to another page that does; the page to sign in is none."""
    answer = Client().get(address.path, follow=True)
    last = answer.redirect_chain[-1][0] if answer.redirect_chain else address.path
    return answer.status_code == 200 and not last.startswith("/sign-in/")


def test_news_without_a_place_on_their_own_page_goes_to_insiders_alone():
    found = {path.relative_to(ROOT).as_posix() for path in sources() if any(_leads_inside(path))}
    assert found == TO_INSIDERS


def _leads_inside(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and _name(node.func) == "tell":
            words = {word.arg for word in node.keywords}
            yield "path" in words and "anchor" not in words
