"""A session that somebody left open is not enough: who is there is asked, and the other sessions end."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from backbone.accounts.tasks import forget_codes
from backbone.accounts.who_is_there import FRESH_SECONDS
from backbone.outbox.models import Message
from tests import factories
from tests.backbone.accounts.test_second_step import code_of, switch_on

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PASSWORD = "a long and quiet river"
CHANGES = [
    ("/me/address/", {"action": "ask", "address": "thief@example.org"}),
    ("/me/password/", {"action": "set", "new": "another quiet river"}),
    ("/me/password/", {"action": "remove"}),
    ("/me/two-factor/app/", {"code": "123456"}),
    ("/me/two-factor/codes/new/", {}),
]


@pytest.fixture
def person(client):
    person = factories.person(email="ruth@example.org")
    client.force_login(person)
    return person


def left_open(client):
    """As if the session had begun a while ago."""
    session = client.session
    session["signed_in_at"] = time.time() - FRESH_SECONDS - 1
    session["account_authentication_methods"] = []
    session.save()


@pytest.mark.parametrize(("address", "data"), CHANGES)
def test_who_signs_in_by_codes_is_asked_for_one(client, person, address, data):
    left_open(client)
    answer = client.post(address, data)
    assert answer.url == f"/sign-in/again/code/?next={address.replace('/', '%2F')}"
    assert not Message.objects.exists()


@pytest.mark.parametrize(("address", "data"), CHANGES)
def test_who_has_a_password_is_asked_for_it(client, person, address, data):
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    left_open(client)
    assert client.post(address, data).url.startswith("/sign-in/again/?next=")


def test_a_code_to_the_address_of_now_lets_the_change_go_on(client, person, mailed_code):
    left_open(client)
    asked = client.post("/me/address/", {"action": "ask", "address": "new@example.org"})
    client.post(asked.url, {"action": "mail"})
    assert Message.objects.get().to_address == "ruth@example.org"
    assert "not correct" in client.post(asked.url, {"action": "code", "code": "WRONG1"}).text
    client.post(asked.url, {"action": "code", "code": mailed_code()})
    assert Message.objects.latest("pk").to_address == "new@example.org"


def test_with_a_second_step_that_is_asked_for(client, person):
    secret = switch_on(client)
    left_open(client)
    asked = client.post("/me/address/", {"action": "ask", "address": "new@example.org"})
    assert asked.url.startswith("/sign-in/again/second-step/")
    client.post(asked.url, {"code": code_of(secret, 1)})
    assert Message.objects.latest("pk").to_address == "new@example.org"


# Other sessions


@pytest.fixture
def elsewhere(person):
    other = Client()
    other.force_login(person)
    assert other.get("/me/").status_code == 200
    return other


def test_another_address_ends_the_other_sessions(client, person, elsewhere, mailed_code):
    client.post("/me/address/", {"action": "ask", "address": "new@example.org"})
    client.post("/me/address/", {"action": "code", "code": mailed_code("address")})
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").url.startswith("/sign-in/")


def test_an_address_that_an_administrator_corrects_ends_all(client, person):
    administrator = Client()
    administrator.force_login(factories.administrator())
    page = administrator.get(f"/people/{person.pk}/")
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "email": "right@example.org",
        "revision": person.revision,
    }
    assert administrator.post(f"/people/{person.pk}/", data).status_code == 302
    assert client.get("/me/").url.startswith("/sign-in/")


def test_switching_the_second_step_on_and_off_ends_the_other_sessions(client, person, elsewhere):
    switch_on(client)
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").url.startswith("/sign-in/")
    elsewhere.force_login(person.__class__.objects.get(pk=person.pk))
    client.post("/me/two-factor/app/off/")
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").url.startswith("/sign-in/")


def test_a_password_set_or_removed_ends_the_other_sessions(client, person, elsewhere):
    client.post("/me/password/", {"action": "set", "new": PASSWORD})
    assert elsewhere.get("/me/").url.startswith("/sign-in/")


def test_where_it_is_asked_for_a_session_that_never_gave_the_second_step_goes_nowhere(client, settings):
    coordinator = factories.coordinator(factories.partnership(slug="coffee"))
    client.force_login(coordinator)
    settings.TWO_FACTOR_REQUIRED = True
    secret = switch_on(client)
    assert client.get("/partnerships/coffee/").status_code == 200
    left_open(client)
    asked = client.get("/partnerships/coffee/")
    assert asked.url.startswith("/sign-in/again/second-step/?next=")
    client.post(asked.url, {"code": code_of(secret, 1)})
    assert client.get("/partnerships/coffee/").status_code == 200


# The key of second steps


def test_a_lost_key_is_said_wherever_a_second_step_is_read(client, person, settings):
    switch_on(client)
    settings.SECRET_KEY = "another one, after the old one was lost"
    client.force_login(person.__class__.objects.get(pk=person.pk))
    page = client.post("/sign-in/again/second-step/", {"code": "123456"})
    assert "the server has another key" in page.text
    for address in ("/me/two-factor/codes/", "/me/two-factor/codes/file/"):
        assert client.get(address, follow=True).status_code == 200


def test_a_command_switches_it_off(client, person, capsys):
    switch_on(client)
    call_command("second_step_off", "Ruth@example.org")
    assert not Authenticator.objects.exists()
    assert Message.objects.filter(kind="sign_in_changed").exists()
    assert client.get("/me/").url.startswith("/sign-in/")
    for address in ("ruth@example.org", "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("second_step_off", address)


# Codes


def test_a_code_is_in_no_subject_and_gone_from_the_mail_once_it_was_used(client, sign_in, mailed_code):
    factories.person(email="joy@example.org")
    client.post("/sign-in/", {"email": "joy@example.org"})
    code, message = mailed_code(), Message.objects.get()
    assert code not in message.subject
    assert code in message.html
    client.post("/sign-in/code/", {"code": code, "action": "verify"})
    message.refresh_from_db()
    assert code not in message.text + message.html + message.subject
    assert message.text


def test_a_code_that_was_never_used_goes_after_its_time_and_no_other_mail_does(client, person, mailed_code):
    client.post("/me/address/", {"action": "ask", "address": "new@example.org"})
    code = mailed_code("address")
    forget_codes()
    assert code in Message.objects.get().text
    Message.objects.update(
        created_at=timezone.now() - timedelta(minutes=11), state="sent", sent_at=timezone.now()
    )
    forget_codes()
    assert code not in Message.objects.get().text + Message.objects.get().html


def is_refused(browser):
    """Whether a code can't be asked for in this browser now; asking begins anew each time."""
    browser.cookies.pop("sessionid", None)
    return "Too many attempts" in browser.post("/sign-in/", {"email": "joy@example.org"}).text


def test_a_strangers_codes_do_not_keep_the_owners_browser_out(client, sign_in, time_machine):
    """A stranger asks once a minute, and then three times at once; the owner's own browser has a count of its own."""
    factories.person(email="joy@example.org")
    time_machine.move_to("2026-03-03T10:00Z", tick=False)
    sign_in("joy@example.org")
    stranger, mailed = Client(REMOTE_ADDR="203.0.113.9"), 0
    for minute in range(30):
        time_machine.move_to(f"2026-03-03T10:{minute:02}:30Z", tick=False)
        mailed += not is_refused(stranger)
    assert mailed == 9
    assert is_refused(Client(REMOTE_ADDR="203.0.113.10"))
    assert [is_refused(client) for _ in range(4)] == [False, False, False, True]


def test_a_browser_that_knows_one_person_is_a_stranger_to_another(client, sign_in):
    factories.person(email="joy@example.org")
    factories.person(email="eve@example.org")
    sign_in("eve@example.org")
    assert [is_refused(client) for _ in range(3)] == [False] * 3
    assert is_refused(Client(REMOTE_ADDR="203.0.113.10"))


# Pages


@pytest.mark.parametrize(
    "address",
    ["/me/", "/me/two-factor/app/", "/my/", "/partnerships/coffee/", "/no/such/page/", "/partnerships/none/"],
)
def test_what_somebody_signed_in_sees_is_kept_nowhere(client, address):
    client.force_login(factories.coordinator(factories.partnership(slug="coffee")))
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_is_the_same_for_everybody_may_be_kept(client, person):
    assert "no-store" not in client.get("/identity/200.css")["Cache-Control"]


def test_a_visitor_is_asked_to_sign_in_instead():
    for send in (Client().get, Client().post):
        assert send("/sign-in/again/code/").url.startswith("/sign-in/?next=")
