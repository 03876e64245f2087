import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def test_a_mailed_code_signs_in_though_mail_is_held(client, sign_in):
    person = factories.person(email="ruth@example.org")
    assert SenderSettings.load().held
    response = sign_in("Ruth@Example.org")
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    message = Message.objects.get()
    assert message.urgent
    assert message.to_address == "ruth@example.org"
    assert message.html


def test_the_code_mail_speaks_the_persons_language(client):
    factories.person(email="saskia@example.org", language="nl")
    client.post("/sign-in/", {"email": "saskia@example.org"})
    assert Message.objects.get().language == "nl"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client):
    factories.person(email="ruth@example.org")
    known = client.post("/sign-in/", {"email": "ruth@example.org"}, follow=True)
    client.logout()
    cache.clear()
    unknown = client.post("/sign-in/", {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.count(b"known here") == unknown.content.count(b"known here") > 0
    assert Message.objects.count() == 1


def test_a_wrong_code_says_so_and_the_third_ends_the_attempt(client):
    factories.person(email="ruth@example.org")
    client.post("/sign-in/", {"email": "ruth@example.org"})
    page = client.post("/sign-in/code/", {"code": "XXXXXX"})
    assert "That code is not correct" in page.text
    client.post("/sign-in/code/", {"code": "XXXXXX"})
    assert client.post("/sign-in/code/", {"code": "XXXXXX"}).url == "/sign-in/"


def test_a_second_code_can_be_asked_for(client, mailed_code):
    factories.person(email="ruth@example.org")
    client.post("/sign-in/", {"email": "ruth@example.org"})
    first = mailed_code()
    client.post("/sign-in/code/", {"action": "resend"})
    assert mailed_code() != first
    assert client.post("/sign-in/code/", {"code": mailed_code()}).status_code == 302
    assert "_auth_user_id" in client.session


def test_asking_for_code_after_code_is_slowed_down(client):
    factories.person(email="ruth@example.org")
    for _attempt in range(3):
        Client().post("/sign-in/", {"email": "ruth@example.org"})
    page = client.post("/sign-in/", {"email": "ruth@example.org"})
    assert "Too many attempts" in page.text
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    "typed", ["", "no address", "a@b", "<script>alert(1)</script>@x.org", "😀@example.org", "a" * 400]
)
def test_what_is_no_address_is_refused_beside_the_field_and_kept(client, typed):
    page = client.post("/sign-in/", {"email": typed})
    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(("address", "field"), [("/sign-in/", "email"), ("/sign-in/password/", "login")])
def test_an_address_longer_than_any_that_is_kept_is_refused_beside_the_field(client, address, field):
    response = client.post(address, {field: f"{'y' * 250}@example.org", "password": "x"})
    assert "at most 254 characters" in response.text
    assert not Message.objects.exists()


def test_an_inactive_person_gets_no_code(client):
    factories.person(email="gone@example.org", is_active=False)
    client.post("/sign-in/", {"email": "gone@example.org"})
    assert not Message.objects.exists()


def test_an_address_that_was_corrected_opens_nothing(client, sign_in):
    person = factories.person(email="old@example.org")
    sign_in("old@example.org")
    client.logout()
    Person.objects.filter(pk=person.pk).update(email="new@example.org")
    Message.objects.all().delete()
    client.post("/sign-in/", {"email": "old@example.org"})
    assert not Message.objects.exists()


def test_a_password_signs_in_where_one_was_set(client):
    factories.person(email="ruth@example.org", password="a long and quiet river")
    page = client.post("/sign-in/password/", {"login": "ruth@example.org", "password": "wrong"})
    assert "is not correct" in page.text
    assert "wrong" not in page.text
    client.post("/sign-in/password/", {"login": "RUTH@example.org", "password": "a long and quiet river"})
    assert "_auth_user_id" in client.session


def test_nobody_signs_up(client):
    assert client.get("/sign-up/").status_code == 404
    assert client.get("/signup/").status_code == 404


def test_signing_in_returns_to_the_page_that_was_asked_for(client, mailed_code):
    factories.person(email="ruth@example.org")
    asked = client.get("/me/")
    assert asked.url == "/sign-in/?next=/me/"
    client.post("/sign-in/", {"email": "ruth@example.org", "next": "/me/"})
    assert client.post("/sign-in/code/", {"code": mailed_code(), "next": "/me/"}).url == "/me/"


def test_signing_in_never_leads_elsewhere(client, mailed_code):
    factories.person(email="ruth@example.org")
    client.post("/sign-in/", {"email": "ruth@example.org", "next": "https://evil.example/"})
    assert client.post("/sign-in/code/?next=//evil.example/", {"code": mailed_code()}).url == "/"


def test_a_fragment_request_without_session_keeps_the_page(client):
    assert client.get("/me/", headers={"HX-Request": "true"}).status_code == 401


def test_signing_out_takes_a_post(client):
    client.force_login(factories.person())
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_a_visitor_and_a_person_choose_their_language(client):
    client.post("/language/", {"language": "nl", "next": "/sign-in/"})
    assert client.get("/sign-in/").headers["Content-Language"] == "nl"
    person = factories.person()
    client.force_login(person)
    response = client.post("/language/", {"language": "nl", "next": "https://evil.example/"})
    assert (response.status_code, response.url) == (303, "/")
    person.refresh_from_db()
    assert person.language == "nl"


def test_an_unknown_language_changes_nothing(client):
    person = factories.person()
    client.force_login(person)
    client.post("/language/", {"language": "xx"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize(("proxies", "is_free"), [(0, False), (1, True)])
def test_behind_a_proxy_one_caller_does_not_lock_the_others_out(settings, proxies, is_free):
    """Without a proxy the header is the caller's own invention, and changes nothing."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    factories.person(email="ruth@example.org")
    for n in range(31):
        Client().post(
            "/sign-in/", {"email": f"guess{n}@example.org"}, headers={"X-Forwarded-For": "203.0.113.9"}
        )
    Client().post("/sign-in/", {"email": "ruth@example.org"}, headers={"X-Forwarded-For": "198.51.100.7"})
    assert Message.objects.exists() == is_free


def asked_of_the_database(address):
    with CaptureQueriesContext(connection) as asked:
        Client().post("/sign-in/", {"email": address})
    return [query["sql"] for query in asked]


def test_the_work_for_a_code_is_the_same_for_known_unknown_and_closed_accounts():
    factories.person(email="ruth@example.org")
    factories.person(email="gone@example.org", is_active=False)
    works = [asked_of_the_database(f"{name}@example.org") for name in ("ruth", "nobody", "gone")]
    assert [sum('INSERT INTO "outbox_message"' in sql for sql in work) for work in works] == [1, 1, 1]
    assert len({len(work) for work in works}) == 1
    assert Message.objects.get().to_address == "ruth@example.org"


def test_the_session_of_before_signing_in_is_not_the_one_after(client, sign_in):
    factories.person(email="ruth@example.org")
    client.post("/sign-in/", {"email": "ruth@example.org"})
    before = client.session.session_key
    sign_in("ruth@example.org")
    assert client.session["_auth_user_id"]
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_a_foreign_host_is_refused_and_never_comes_into_a_mail(client):
    factories.person(email="ruth@example.org")
    answer = client.post("/sign-in/", {"email": "ruth@example.org"}, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert not Message.objects.exists()


def test_a_mailed_code_is_typed_on_a_keyboard_with_letters(client):
    """It has letters; a phone shows a pad of digits alone where digits are asked for."""
    factories.person(email="anna@example.org")
    page = client.post("/sign-in/", {"email": "anna@example.org"}, follow=True)
    field = re.search(r'<input[^>]*id="id_code"[^>]*>', page.text)[0]
    assert 'inputmode="text"' in field
    assert 'autocapitalize="characters"' in field


def test_a_wrong_code_says_nothing_of_saving(client):
    factories.person(email="anna@example.org")
    client.post("/sign-in/", {"email": "anna@example.org"}, follow=True)
    page = client.post("/sign-in/code/", {"code": "WRONG-CODE"}, follow=True)
    assert "That code is not correct" in page.text
    assert "Nothing was saved" not in page.text
