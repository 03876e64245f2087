import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from backbone.outbox.models import Message
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def code_of(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def switch_on(client):
    page = client.get("/me/two-factor/app/")
    secret = re.search(r'class="secret">(\w+)<', page.text)[1]
    client.post("/me/two-factor/app/", {"code": code_of(secret)})
    return secret


@pytest.fixture
def person(client):
    person = factories.person(email="ruth@example.org")
    client.force_login(person)
    return person


def test_switching_it_on_shows_recovery_codes_and_tells_by_mail(
    client, person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        switch_on(client)
    page = client.get("/me/two-factor/codes/")
    assert page.text.count("<code>") == 10
    assert Message.objects.filter(key__startswith="sign_in_changed").exists()
    assert client.get("/me/two-factor/codes/file/").headers["Content-Disposition"].startswith("attachment")


def test_the_secret_is_stored_encrypted(client, person):
    secret = switch_on(client)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert stored.startswith("gAAAA")


def test_a_wrong_code_keeps_the_secret_on_the_page(client, person):
    page = client.get("/me/two-factor/app/")
    secret = re.search(r'class="secret">(\w+)<', page.text)[1]
    page = client.post("/me/two-factor/app/", {"code": "000000"})
    assert secret in page.text
    assert "not right" in page.text


def test_signing_in_then_asks_for_the_code_of_the_app(client, person, mailed_code):
    secret = switch_on(client)
    other = Client()
    other.post("/sign-in/", {"email": person.email})
    assert other.post("/sign-in/code/", {"code": mailed_code()}).url == "/sign-in/second-step/"
    assert "_auth_user_id" not in other.session
    assert "not right" in other.post("/sign-in/second-step/", {"code": "123456"}).text
    other.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert other.session["_auth_user_id"] == str(person.pk)


def test_a_recovery_code_stands_in_for_the_app_once(client, person, mailed_code):
    switch_on(client)
    code = re.search(r"<code>(\d+)</code>", client.get("/me/two-factor/codes/").text)[1]
    other = Client()
    other.post("/sign-in/", {"email": person.email})
    other.post("/sign-in/code/", {"code": mailed_code()})
    other.post("/sign-in/second-step/", {"code": code})
    assert "_auth_user_id" in other.session
    assert code not in client.get("/me/two-factor/codes/").text


def test_a_role_that_needs_it_leads_there_first(client, person, settings):
    settings.TWO_FACTOR_REQUIRED = True
    assert client.get("/me/").status_code == 200
    factories.administrator(who=person)
    assert client.get("/me/").url == "/me/two-factor/app/"
    assert client.get("/me/two-factor/app/").status_code == 200
    switch_on(client)
    assert client.get("/me/").status_code == 200


def test_where_it_is_required_it_stays_on(client, person, settings):
    settings.TWO_FACTOR_REQUIRED = True
    factories.coordinator(factories.partnership(), who=person)
    switch_on(client)
    page = client.post("/me/two-factor/app/off/")
    assert "can’t be switched off" in page.text
    assert Authenticator.objects.filter(type="totp").exists()


def test_others_switch_it_off(client, person):
    switch_on(client)
    client.post("/me/two-factor/app/off/")
    assert not Authenticator.objects.exists()


def test_without_the_setting_nobody_is_asked(client, person, settings):
    settings.TWO_FACTOR_REQUIRED = False
    factories.administrator(who=person)
    assert client.get("/me/").status_code == 200
