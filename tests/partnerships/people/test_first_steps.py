import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from partnerships.models import Partnership, Role
from partnerships.setup_steps import next_step, steps_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
NEW = {
    "name": "Koffie & Co ☕",
    "purpose": "Every family earns a living income.",
    "hue": 45,
    "language": "en",
    "country": "NL",
}


@pytest.fixture
def administrator(client):
    person = factories.administrator()
    client.force_login(person)
    return person


def keys(state, partnership):
    return [item.step.key for item in steps_of(partnership) if item.state == state]


def test_before_a_partnership_only_its_own_steps_lead_somewhere(client, administrator):
    page = client.get("/setup/")
    assert 'href="/settings/mail/"' in page.text
    assert 'href="/partnerships/new/"' in page.text
    assert keys("next", None) == ["mail"]


def test_a_partnership_starts_with_name_purpose_colour_and_deputy(client, administrator):
    data = {
        **NEW,
        "organisation": "Backbone Ltd",
        "deputy_name": "Dee Puty",
        "deputy_email": "Dee@example.org",
    }
    assert client.post("/partnerships/new/", data).url == "/partnerships/koffie-co/setup/"
    partnership = Partnership.objects.get()
    assert (partnership.hue, partnership.purpose) == (45, NEW["purpose"])
    people = Role.objects.filter(kind="coordinator", partnership=partnership).values_list(
        "person__email", flat=True
    )
    assert set(people) == {administrator.email, "dee@example.org"}
    assert partnership.partners.get().organisation.is_backbone
    assert client.get("/partnerships/koffie-co/setup/").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"purpose": "", "problem": "living income"}, "purpose"),
        ({"name": "x" * 200}, "name"),
        ({"hue": 999}, "hue"),
        ({"country": "Atlantis"}, "country"),
        ({"country": "ZZ"}, "country"),
        ({"deputy_name": "Dee"}, "deputy_email"),
        ({"deputy_email": "nonsense"}, "deputy_email"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(client, administrator, change, field):
    page = client.post("/partnerships/new/", {**NEW, **change})
    assert page.context["form"].errors[field]
    assert change.get("purpose", "living income") in page.text
    assert not Partnership.objects.exists()


def test_the_country_is_chosen_by_name_and_guessed_from_the_time_zone(client, administrator):
    Person.objects.filter(pk=administrator.pk).update(language="nl", timezone="Africa/Kampala")
    page = client.get("/partnerships/new/")
    assert '<option value="UG" selected>Oeganda</option>' in page.text
    assert '<option value="NL">Nederland</option>' in page.text
    assert "Gezamenlijke ambitie" in page.text


def test_a_deputy_at_the_address_of_another_is_asked_about(client, administrator):
    anna = factories.person("Anna Bakker", "info@school.example")
    data = {**NEW, "deputy_name": "Carla Dijk", "deputy_email": "info@school.example"}
    page = client.post("/partnerships/new/", data)
    assert page.status_code == 422
    assert page.context["form"].errors["whose"]
    assert client.post("/partnerships/new/", {**data, "whose": "same"}).status_code == 302
    assert anna.roles.filter(kind="coordinator").exists()


def test_a_deputy_is_somebody_else(client, administrator):
    page = client.post("/partnerships/new/", {**NEW, "deputy_email": administrator.email.upper()})
    assert page.context["form"].errors["deputy_email"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("new", "new-2"), ("🌱🌱", "partnership"), ("<b>x</b>", "bxb"), ("שלום", "partnership")],
)
def test_every_name_gets_an_address(client, administrator, name, slug):
    client.post("/partnerships/new/", {**NEW, "name": name})
    assert Partnership.objects.get().slug == slug
    assert client.get(f"/partnerships/{slug}/setup/").status_code == 200


def test_two_of_one_name_are_told_apart(client, administrator):
    factories.partnership("Samen", slug="samen")
    assert client.post("/partnerships/new/", {**NEW, "name": "samen"}).context["form"].errors["name"]
    client.force_login(factories.coordinator(factories.partnership()))
    assert client.post("/partnerships/new/", {**NEW, "name": "Samen"}).url == "/partnerships/samen-2/setup/"


def test_who_has_no_such_role_starts_nothing(client):
    client.force_login(factories.observer(factories.partnership()))
    assert client.get("/partnerships/new/").status_code == 403
    assert client.get("/setup/").status_code == 403


def test_the_steps_say_what_is_next_and_what_can_wait(client, administrator):
    partnership = factories.partnership(slug="coffee")
    factories.coordinator(partnership, administrator)
    partnership.access = __import__("partnerships.access", fromlist=["x"]).access_to(
        administrator, partnership
    )
    assert next_step(partnership).key == "mail"
    SenderSettings.objects.create(tested_at="2026-01-01T00:00Z")
    assert next_step(partnership).key == "people"
    assert {"agreement", "bodies"} <= set(keys("wait", partnership))
    factories.representative(factories.partner(partnership))
    assert "people" in keys("done", partnership)
    page = client.get("/partnerships/coffee/setup/")
    assert "Can wait" in page.text


def test_the_first_steps_lead_to_the_partnership_that_one_coordinates(client):
    client.force_login(factories.coordinator(factories.partnership(slug="coffee")))
    assert client.get("/setup/").url == "/partnerships/coffee/setup/"
    assert 'href="/partnerships/coffee/setup/"' in client.get("/partnerships/coffee/").text


def test_a_coordinator_sees_what_an_administrator_has_to_do(client):
    partnership = factories.partnership(slug="coffee")
    client.force_login(factories.coordinator(partnership))
    page = client.get("/partnerships/coffee/setup/")
    assert "An administrator does this." in page.text
    client.force_login(factories.representative(factories.partner(partnership)))
    assert client.get("/partnerships/coffee/setup/").status_code == 403


# Mail


def test_the_sender_is_saved_tested_and_confirmed(client, administrator):
    client.post("/settings/mail/", {"name": "Bureau", "address": "post@example.org", "reply_to": ""})
    client.post("/settings/mail/test/", {"action": "send"})
    message = Message.objects.get()
    assert (message.to_address, message.urgent) == (administrator.email, True)
    assert "On its way" in client.get("/settings/mail/").text
    assert client.post("/settings/mail/test/", {"action": "arrived"}).url == "/setup/"
    assert SenderSettings.load().tested_at
    page = client.post("/settings/mail/", {"name": "", "address": "x", "reply_to": "y"})
    assert set(page.context["form"].errors) == {"name", "address", "reply_to"}


def test_a_refused_test_mail_is_explained(client, administrator):
    client.post("/settings/mail/test/", {"action": "send"})
    Message.objects.update(state="given_up", error="550 5.7.1 <b>relay</b> denied")
    page = client.get("/settings/mail/")
    assert "550 5.7.1 &lt;b&gt;relay" in page.text
    SenderSettings.objects.update_or_create(pk=1, defaults={"trouble": "Connection refused"})
    assert "Connection refused" in client.get("/settings/mail/").text


def waiting(n, **fields):
    return [
        Message.objects.create(
            key=f"k{n}:{i}",
            to_name=f"Person {i}",
            to_address=f"p{i}@example.org",
            subject="Invitation",
            text="Come. https://link.invalid/" + "a" * 32 + "/",
            html="<html><head></head><body>Come</body></html>",
            message_id=f"<{n}.{i}@example.org>",
            **fields,
        )
        for i in range(n)
    ]


def test_everything_that_waits_is_sent_to_oneself_first_then_released(client, administrator):
    waiting(3)
    page = client.get("/settings/mail/held/")
    assert "Start sending: 3 emails to 3 recipients" in page.text
    client.post("/settings/mail/held/samples/")
    samples = Message.objects.filter(key__startswith="sample:")
    assert {m.to_address for m in samples} == {administrator.email}
    assert all(m.urgent and m.subject.startswith("[Sample for Person") for m in samples)
    assert "link.invalid" not in samples[0].text
    client.post("/settings/mail/release/", {"action": "release"})
    assert not SenderSettings.load().held
    client.post("/settings/mail/release/", {"action": "hold"})
    assert SenderSettings.load().held


def test_a_waiting_mail_is_shown_in_a_frame_that_can_do_nothing(client, administrator):
    message = waiting(1)[0]
    assert "sandbox" in client.get(f"/held/{message.pk}/").text
    frame = client.get(f"/held/{message.pk}/html/")
    assert "sandbox" in frame.headers["Content-Security-Policy"]
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    Message.objects.update(urgent=True)
    assert client.get(f"/held/{message.pk}/").status_code == 404


def test_a_partnerships_mail_is_seen_by_its_coordinators_alone(client):
    from partnerships.correspondence.models import Correspondence

    here = factories.partnership(slug="coffee")
    message, other = waiting(2)
    Correspondence.objects.create(partnership=here, message=message, cause="minutes")
    client.force_login(factories.coordinator(here))
    assert "1 email to 1 recipient" in client.get("/partnerships/coffee/held/").text
    assert client.get(f"/held/{message.pk}/").status_code == 200
    assert client.get(f"/held/{other.pk}/").status_code == 404
    client.post("/partnerships/coffee/held/samples/")
    assert Message.objects.filter(key__startswith="sample:").count() == 1
    for address in ("/settings/mail/", "/settings/mail/held/"):
        assert client.get(address).status_code == 403
    assert client.post("/settings/mail/release/").status_code == 403
    client.force_login(factories.observer(here))
    assert client.get(f"/held/{message.pk}/html/").status_code == 403
    client.force_login(factories.person())
    assert client.get(f"/held/{message.pk}/").status_code == 404


# People, for administrators


def test_people_are_listed_searched_and_opened(client, administrator):
    factories.representative(
        factories.partner(), factories.person("Zoë 🌱 <b>נועה</b>", email="zoe@example.org")
    )
    page = client.get("/people/?q=ZO%C3%8B")
    assert "Zoë 🌱 &lt;b&gt;" in page.text
    assert administrator.name not in page.text.split("<main")[1]
    assert "Nobody found" in client.get("/people/?q=%00%25_").text


def test_an_administrator_changes_details_roles_and_access(client, administrator):
    person = factories.person(email="old@example.org")
    details = {
        "name": "Ruth",
        "email": "New@example.org",
        "contact_email": "",
        "phone": "",
        "language": "en",
        "timezone": "UTC",
        "mail_preference": "each",
        "source": "",
        "revision": 0,
    }
    client.post(f"/people/{person.pk}/", details)
    person.refresh_from_db()
    assert person.email == "new@example.org"
    client.post(f"/people/{person.pk}/role/", {"kind": "administrator"})
    assert Person.objects.get(pk=person.pk).is_administrator
    assert client.post(f"/people/{person.pk}/role/", {"kind": "coordinator"}).status_code == 404
    client.post(f"/people/{person.pk}/access/", {"action": "close"})
    assert not Person.objects.get(pk=person.pk).is_active
    client.post(f"/people/{administrator.pk}/access/", {"action": "close"})
    assert Person.objects.get(pk=administrator.pk).is_active


def test_an_address_in_use_is_refused_with_the_name(client, administrator):
    person = factories.person()
    details = {
        "name": "Ruth",
        "email": administrator.email.upper(),
        "language": "en",
        "timezone": "UTC",
        "mail_preference": "each",
        "revision": 0,
    }
    assert administrator.name in str(
        client.post(f"/people/{person.pk}/", details).context["form"].errors["email"]
    )


def test_people_are_for_administrators(client):
    person = factories.coordinator(factories.partnership())
    client.force_login(person)
    for address in ("/people/", f"/people/{person.pk}/"):
        assert client.get(address).status_code == 403


def test_whoever_starts_a_partnership_is_shown_the_way_to_what_partners_want(client, administrator):
    page = client.post("/partnerships/new/", NEW, follow=True)
    assert '<a href="/partnerships/koffie-co/scoping/">Begin with what partners want' in page.text
