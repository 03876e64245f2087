import pytest
from django.core.cache import cache

from backbone.outbox.models import Message
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
DETAILS = {
    "language": "nl",
    "timezone": "Africa/Kampala",
    "mail_preference": "digest",
    "contact_email": "",
    "phone": "",
}


@pytest.fixture
def person(client):
    person = factories.person(email="ruth@example.org")
    client.force_login(person)
    return person


def test_details_are_saved(client, person):
    client.post("/me/", {**DETAILS, "name": "Ruth 🌱 נסובוגה <b>", "revision": 0})
    person.refresh_from_db()
    assert (person.name, person.language, person.mail_preference) == ("Ruth 🌱 נסובוגה <b>", "nl", "digest")
    assert "&lt;b&gt;" in client.get("/me/").text


def test_a_wrong_zone_or_contact_is_said_beside_the_field(client, person):
    page = client.post(
        "/me/", {**DETAILS, "name": "", "timezone": "Mars/Base", "contact_email": "x", "revision": 0}
    )
    assert set(page.context["form"].errors) == {"name", "timezone", "contact_email"}


def test_a_password_is_set_changed_and_removed_after_a_mailed_code(client, sign_in):
    person = factories.person(email="saskia@example.org")
    sign_in("saskia@example.org")
    assert "at least 12" in client.post("/me/password/", {"action": "set", "new": "short"}).text
    client.post("/me/password/", {"action": "set", "new": "a long and quiet river"})
    person.refresh_from_db()
    assert person.check_password("a long and quiet river")
    assert client.get("/me/").status_code == 200
    client.post("/me/password/", {"action": "remove"})
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_who_signed_in_otherwise_gives_the_old_password_first(client, person):
    person.set_password("a long and quiet river")
    person.save()
    client.force_login(person)
    page = client.post("/me/password/", {"action": "set", "old": "nonsense", "new": "another quiet river"})
    assert "not right" in page.text
    client.post("/me/password/", {"action": "remove"})
    person.refresh_from_db()
    assert person.check_password("a long and quiet river")


def test_a_new_sign_in_address_is_proved_by_a_code_sent_there(client, person, mailed_code):
    client.post("/me/address/", {"action": "ask", "address": "Ruth@New.example"})
    assert Message.objects.get().to_address == "ruth@new.example"
    assert "not correct" in client.post("/me/address/", {"action": "code", "code": "WRONG1"}).text
    client.post("/me/address/", {"action": "code", "code": mailed_code("address").lower()})
    person.refresh_from_db()
    assert person.email == "ruth@new.example"
    assert Message.objects.latest("pk").to_address == "ruth@example.org"


def test_five_wrong_codes_end_the_attempt(client, person, mailed_code):
    client.post("/me/address/", {"action": "ask", "address": "ruth@new.example"})
    for _attempt in range(5):
        client.post("/me/address/", {"action": "code", "code": "WRONG1"})
    client.post("/me/address/", {"action": "code", "code": mailed_code("address")})
    person.refresh_from_db()
    assert person.email == "ruth@example.org"


def test_codes_to_a_new_address_are_not_mailed_without_end(client, person):
    cache.clear()
    pages = [client.post("/me/address/", {"action": "ask", "address": "new@example.org"}) for _ in range(5)]
    assert [page.status_code for page in pages] == [302, 302, 302, 200, 200]
    assert Message.objects.count() == 3
    client.post("/me/address/", {"action": "forget"})
    again = client.post("/me/address/", {"action": "ask", "address": "new@example.org"})
    assert "Too many attempts" in again.text


def test_an_address_of_somebody_else_is_refused(client, person, mailed_code):
    factories.person(email="taken@example.org")
    client.post("/me/address/", {"action": "ask", "address": "taken@example.org"})
    page = client.post("/me/address/", {"action": "code", "code": mailed_code("address")}, follow=True)
    assert "somebody else" in page.text
    person.refresh_from_db()
    assert person.email == "ruth@example.org"
