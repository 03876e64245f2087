"""A link that was mailed to the address of before is over, tells nothing there, and renews itself nowhere else."""

import pytest

from backbone.accounts.models import Person
from backbone.outbox import corrections, link_tokens
from backbone.outbox.models import Message
from partnerships.correspondence.links import is_denied
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.sending import send
from partnerships.correspondence.tasks import renew_links
from tests import factories
from tests.factories import link_for

pytestmark = pytest.mark.django_db
NEW = "p.mugabo@elsewhere.example.org"
CONTACT = "/partnerships/coffee/contacts"


@pytest.fixture
def page(coffee, peter, ruth, released):
    """The page behind a link in Peter's mailbox of before."""
    return f"/l/{link_tokens.token(link_for(peter, coffee, 'test').pk)}/"


def changed(browser, person, address, kind="contact"):
    """Ruth puts the address of a contact right, or takes it away."""
    form = {"address": address} if address else {"is_taken_away": "on"}
    answer = browser.post(f"{CONTACT}/{person.pk}/{kind}-address/", form)
    assert answer.status_code == 302
    person.refresh_from_db()


def news(person, partnership):
    return send(factories.news(person, partnership, f"news:{partnership.pk}"))


def may_go(person):
    return list(Message.objects.due().filter(correspondence__person=person))


def renewed():
    return list(Message.objects.filter(kind="link_renewed").values_list("to_address", flat=True))


def tells(text, peter, coffee):
    known = (NEW, peter.name, str(coffee), peter.email or NEW)
    return [words for words in known if words in text]


def test_the_page_of_an_ended_link_tells_nothing_and_mails_only_the_address_of_now(
    client, as_ruth, page, peter, coffee
):
    changed(as_ruth, peter, NEW)
    client.logout()
    over = client.get(page)
    assert (over.status_code, tells(over.text, peter, coffee)) == (410, [])
    typed = client.post(f"{page}unsubscribe/", {"words": "Who is it?"})
    assert (typed.status_code, tells(typed.text, peter, coffee)) == (410, [])
    asked = client.post(f"{page}renewal/")
    assert (asked.status_code, tells(asked.text, peter, coffee)) == (200, [])
    assert renewed() == [NEW]


def test_the_address_of_before_asks_for_links_in_vain(client, as_ruth, page, peter):
    old = peter.mail_address
    changed(as_ruth, peter, NEW, kind="sign-in")
    renew_links(old)
    assert renewed() == []
    renew_links(NEW)
    assert renewed() == [NEW]


def test_an_address_that_is_only_proposed_gets_no_link(client, as_ruth, page, peter):
    old = peter.mail_address
    factories.representative(factories.partner(), peter)
    changed(as_ruth, peter, NEW)
    assert peter.mail_address == old
    AccessLink.objects.update(revoked_at="2026-01-01T00:00Z")
    client.post(f"{page}renewal/")
    assert renewed() == [old]


@pytest.mark.parametrize("state", ["waiting", "given_up"])
def test_what_waits_or_is_tried_again_goes_to_the_address_of_now(as_ruth, page, peter, coffee, state):
    message = news(peter, coffee)
    Message.objects.filter(pk=message.pk).update(
        state=state, error="550 no such user" if state == "given_up" else ""
    )
    changed(as_ruth, peter, NEW)
    corrections.try_again(message)
    message.refresh_from_db()
    assert (message.to_address, may_go(peter)) == (NEW, [message])


@pytest.mark.parametrize("is_not_theirs", [False, True])
def test_an_address_taken_away_keeps_the_mail_until_there_is_another(
    client, as_ruth, page, peter, coffee, is_not_theirs
):
    Person.objects.filter(pk=peter.pk).update(email=None, contact_email=peter.email)
    peter.refresh_from_db()
    if is_not_theirs:
        client.post(f"{page}not-me/")
    message = news(peter, coffee)
    changed(as_ruth, peter, "")
    assert client.get(page).status_code == 410
    assert client.post(f"{page}renewal/").status_code == 200
    assert (may_go(peter), renewed()) == ([], [])
    changed(as_ruth, peter, NEW)
    message.refresh_from_db()
    assert (message.to_address, may_go(peter)) == (NEW, [message])


def test_another_address_to_sign_in_with_lets_no_mail_go_to_who_reads_the_wrong_one(
    client, as_ruth, page, peter, coffee
):
    Person.objects.filter(pk=peter.pk).update(contact_email="shared@union.example.org")
    peter.refresh_from_db()
    client.post(f"{page}not-me/")
    news(peter, coffee)
    changed(as_ruth, peter, NEW, kind="sign-in")
    assert is_denied(peter)
    assert may_go(peter) == []
    client.post(f"{page}renewal/")
    assert renewed() == []
