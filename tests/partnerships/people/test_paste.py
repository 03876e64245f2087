import time

import pytest

from backbone.accounts.models import Person
from partnerships.models import Organisation, Partner, Partnership, Representative, Role
from partnerships.people import founding
from partnerships.people import pasting as people
from partnerships.people import reading as addresses
from tests import factories
from tests.walks.markup import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return factories.partnership(slug="coffee", language="nl", timezone="Africa/Kampala")


@pytest.fixture
def url(client, partnership):
    client.force_login(factories.coordinator(partnership))
    return "/partnerships/coffee/people/"


TEXT = "Ruth <ruth@growers.example>, Piet <piet@growers.example>\nAnna <anna@gmail.com>"


def test_pasting_shows_first_and_saves_nothing(client, url):
    before = Person.objects.count()
    page = client.post(url, {"text": TEXT, "action": "read"})
    assert 'value="Growers"' in page.text
    assert "without an organisation: observer" in page.text
    assert "Add 3 people" in page.text
    assert Person.objects.count() == before


def test_adding_makes_persons_organisations_partners_and_representatives(client, url, partnership):
    data = {
        "text": TEXT,
        "action": "add",
        "group": ["growers.example", "anna@gmail.com"],
        "organisation": ["Growers’ Union", ""],
    }
    assert client.post(url, data).url == "/partnerships/coffee/setup/"
    partner = Partner.objects.get(partnership=partnership)
    assert partner.organisation.name == "Growers’ Union"
    assert partner.organisation.domains == ["growers.example"]
    assert {r.person.email for r in partner.representatives.all()} == {
        "ruth@growers.example",
        "piet@growers.example",
    }
    anna = Person.objects.get(email="anna@gmail.com")
    assert (anna.language, anna.timezone, anna.has_usable_password()) == ("nl", "Africa/Kampala", False)
    assert anna.source
    assert Role.objects.get(person=anna).kind == "observer"


def preview(name, as_read="Ruth", text=TEXT):
    return {"text": text, "address": ["ruth@growers.example"], "name": [name], "as_read": [as_read]}


def test_names_are_corrected_in_the_preview(client, url):
    page = client.post(url, {"text": TEXT, "action": "read"})
    assert 'name="name" value="Ruth"' in folded(page.text)
    page = client.post(url, {**preview("Ruth Nansubuga 🌱"), "action": "read"})
    assert 'name="name" value="Ruth Nansubuga 🌱"' in folded(page.text)
    client.post(url, {**preview("\x00 Ruth  Nansubuga 🌱"), "action": "add"})
    assert Person.objects.get(email="ruth@growers.example").name == "Ruth Nansubuga 🌱"
    assert Person.objects.get(email="piet@growers.example").name == "Piet"


@pytest.mark.parametrize(("typed", "name"), [("", "Ruth"), ("x" * 400, "x" * 120), ("<b>R</b>", "<b>R</b>")])
def test_a_name_that_is_nothing_or_too_much_does_no_harm(client, url, typed, name):
    client.post(url, {**preview(typed), "action": "add"})
    assert Person.objects.get(email="ruth@growers.example").name == name


def test_a_name_corrected_in_the_text_is_read_again(client, url):
    page = client.post(url, {**preview("Ruth", text=TEXT.replace("Ruth <", "Ruth Atim <")), "action": "read"})
    assert 'name="name" value="Ruth Atim"' in folded(page.text)


def test_adding_twice_changes_nothing(client, url, partnership):
    client.post(url, {"text": TEXT, "action": "add"})
    counts = [model.objects.count() for model in (Person, Organisation, Partner, Representative, Role)]
    client.post(url, {"text": TEXT, "action": "add"})
    assert counts == [
        model.objects.count() for model in (Person, Organisation, Partner, Representative, Role)
    ]


def test_known_people_and_organisations_are_matched_and_left_alone(client, url):
    known = factories.person(name="Ruth Nansubuga", email="ruth@growers.example")
    factories.organisation("Rwenzori Growers", domains=["growers.example"])
    page = client.post(url, {"text": "R. <RUTH@growers.example>", "action": "read"})
    assert "Known" in page.text
    assert 'value="Rwenzori Growers"' in page.text
    assert "<bdi>Ruth Nansubuga</bdi>" in page.text
    assert "autofocus" not in page.text
    client.post(url, {"text": "R. <RUTH@growers.example>", "action": "add"})
    known.refresh_from_db()
    assert known.name == "Ruth Nansubuga"
    assert Organisation.objects.filter(name="Rwenzori Growers").count() == 1


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(client, url):
    page = client.post(url, {"text": "ruth@growers.example, <b>nobody</b>", "action": "read"})
    assert "1 piece of text could not be read" in page.text
    assert "&lt;b&gt;nobody&lt;/b&gt;" in page.text
    assert "ruth@growers.example, &lt;b&gt;nobody" in page.text


@pytest.mark.parametrize("text", ["", "   ", "no address at all", "\x00\x01"])
def test_a_text_without_people_is_refused_beside_the_field(client, url, text):
    page = client.post(url, {"text": text, "action": "add"})
    assert page.status_code == 422
    assert page.context["form"].errors["text"]


@pytest.mark.long
def test_five_thousand_people_are_added_in_one_go(client, url, partnership, django_assert_max_num_queries):
    text = "\n".join(f"Person {n} <p{n}@org{n % 700}.example>" for n in range(5000))
    assert client.post(url, {"text": text, "action": "read"}).status_code == 200
    with django_assert_max_num_queries(70):
        client.post(url, {"text": text, "action": "add"})
    assert partnership.representatives.count() == 5000
    page = client.post(url, {"text": "x@y.example " + text, "action": "read"})
    assert "at most 5000" in page.text


def test_a_failure_leaves_nothing_half_done(client, url, partnership, monkeypatch):
    monkeypatch.setattr(Representative.objects, "bulk_create", None)
    before = Person.objects.count()
    with pytest.raises(TypeError):
        client.post(url, {"text": TEXT, "action": "add"})
    assert Person.objects.count() == before
    assert not Partner.objects.exists()


def test_only_coordinators_paste(client, url, partnership):
    client.force_login(factories.representative(factories.partner(partnership)))
    assert client.get(url).status_code == 403
    client.force_login(factories.person())
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("piece", ["[", '\\"', "\n", "< ", "a@", "@", "a "])
def test_a_long_text_that_is_nobody_is_read_in_good_time(piece):
    began = time.process_time()
    people, malformed, _repeats = addresses.read((piece * 100_000)[:100_000])
    assert time.process_time() - began < 10
    assert people == []
    assert all(len(one.text) <= 200 for one in malformed)


def test_a_founders_colleague_is_recognised_by_the_address(db):
    by = factories.person(email="ellen@rijnstede.example")
    founding.start(Partnership(name="Gezond Rijnstede"), by=by, organisation="Gemeente Rijnstede")
    reading = people.read("Bas <bas@rijnstede.example>")
    assert [(group.organisation, group.is_known) for group in reading.groups] == [
        ("Gemeente Rijnstede", True)
    ]
