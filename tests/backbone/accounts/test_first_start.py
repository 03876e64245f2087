import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from backbone.accounts import demo, first_start
from backbone.accounts.models import Person
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
WHO = {"name": "Ruth Nansubuga", "email": "ruth@example.org", "language": "nl", "timezone": "Africa/Kampala"}


def path(address):
    return address.removeprefix("http://testserver")


def test_the_first_administrator_introduces_herself_and_is_signed_in(client):
    address = path(first_start.one_time_address())
    assert client.get(address).status_code == 200
    response = client.post(address, WHO, follow=True)
    person = Person.objects.get()
    assert (person.email, person.language, person.is_administrator) == ("ruth@example.org", "nl", True)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert response.redirect_chain[-1][0] == "/setup/"
    assert "You can now set everything up" not in response.content.decode()


def test_the_address_works_once(client):
    address = path(first_start.one_time_address())
    client.post(address, WHO)
    client.logout()
    assert client.get(address).status_code == 410
    assert client.post(address, {**WHO, "email": "second@example.org"}).status_code == 410
    assert Person.objects.count() == 1
    assert first_start.one_time_address() is None


def test_the_address_is_over_after_a_day_and_cannot_be_made_up(client):
    address = path(first_start.one_time_address())
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert client.get(address).status_code == 410
    assert client.get("/start/nonsense/").status_code == 410
    assert client.post("/start/nonsense/", WHO).status_code == 410
    assert not Person.objects.exists()


def test_what_is_wrong_is_said_and_kept(client):
    address = path(first_start.one_time_address())
    page = client.post(address, {**WHO, "name": "", "email": "nonsense", "timezone": "x"})
    assert set(page.context["form"].errors) == {"name", "email", "timezone"}
    assert 'value="nonsense"' in page.text


def test_without_an_address_an_administrator_gets_a_way_back_in(client):
    client.post(path(first_start.one_time_address()), {**WHO, "email": ""})
    client.logout()
    again = path(first_start.one_time_address())
    assert "Ruth" in client.get(again).text
    client.post(again)
    assert "_auth_user_id" in client.session
    client.logout()
    assert client.get(again).status_code == 410


def test_an_address_is_needed_where_mail_is_the_only_way_in(client, settings):
    settings.EMBEDDED = False
    page = client.post(path(first_start.one_time_address()), {**WHO, "email": ""})
    assert page.context["form"].errors["email"]


def test_the_demo_does_not_count_as_begun():
    factories.administrator(factories.person(is_demo=True))
    assert first_start.is_new()
    assert first_start.one_time_address()


def test_commands_print_addresses(client, capsys):
    call_command("start_address")
    client.post(path(capsys.readouterr().out.strip()), WHO)
    client.logout()
    call_command("sign_in_address", "RUTH@example.org")
    client.post(path(capsys.readouterr().out.strip()))
    assert "_auth_user_id" in client.session
    with pytest.raises(CommandError):
        call_command("start_address")
    with pytest.raises(CommandError):
        call_command("sign_in_address", "nobody@example.org")


# The first page and the demo


@pytest.fixture
def little_demo(monkeypatch):
    """A demo of three people; what the real one holds is tested with it."""

    def work(name, action):
        assert name == "demo"
        Person.objects.filter(is_demo=True).delete()
        if action == "load":
            partnership = factories.partnership(is_demo=True)
            factories.coordinator(partnership, factories.person("Kofi Demo", is_demo=True))
            factories.representative(
                factories.partner(partnership), factories.person("Pia Demo", is_demo=True)
            )
            factories.leader(who=factories.person("Lea Demo", is_demo=True))

    monkeypatch.setattr("backbone.accounts.tasks.call_command", work)
    monkeypatch.setattr(
        "backbone.accounts.tasks.work_on_demo.delay",
        lambda action: __import__("backbone.accounts.tasks", fromlist=["x"]).work_on_demo(action),
    )
    monkeypatch.setattr(demo, "is_available", lambda: True)


def test_a_new_installation_asks_demo_or_own(client, little_demo):
    page = client.get("/")
    assert "Load the demo" in page.text
    assert "printed by make start" in page.text


def test_the_demo_is_loaded_looked_at_and_removed(client, little_demo):
    own = factories.person()
    page = client.post("/demo/", {"action": "load"}, follow=True)
    links = re.findall(r'href="(/demo/[^"]+)"', page.text)
    assert len(links) == 3
    assert "Kofi Demo" in page.text
    client.get(links[1])
    assert Person.objects.get(pk=client.session["_auth_user_id"]).name == "Pia Demo"
    client.logout()
    client.post("/demo/", {"action": "remove"})
    assert list(Person.objects.all()) == [own]
    assert client.get(links[0]).status_code == 404


def test_one_click_opens_only_people_of_the_demo_on_this_machine(client, settings):
    real, fake = factories.person(), factories.person(is_demo=True)
    assert client.get(f"/demo/{first_start._demo_token(real)}/").status_code == 404
    assert client.get("/demo/1/").status_code == 404
    settings.EMBEDDED = False
    assert client.get(f"/demo/{first_start._demo_token(fake)}/").status_code == 404
    assert first_start.demo_sign_ins() == []


def test_elsewhere_visitors_cannot_load_the_demo(client, settings, little_demo):
    settings.EMBEDDED = False
    assert client.post("/demo/", {"action": "load"}).status_code == 403
    assert "Load the demo" not in client.get("/").text


def test_a_demo_that_fails_says_so(client, little_demo, monkeypatch):
    monkeypatch.setattr("backbone.accounts.tasks.call_command", None)
    page = client.post("/demo/", {"action": "load"}, follow=True)
    assert "did not work" in page.text
    assert client.get("/", headers={"HX-Request": "true"}).text.count("<html") == 0


def test_while_it_loads_the_page_asks_again(client, little_demo, monkeypatch):
    monkeypatch.setattr("backbone.accounts.tasks.work_on_demo.delay", lambda action: None)
    page = client.post("/demo/", {"action": "load"}, follow=True)
    assert 'hx-trigger="every 1s"' in page.text


def test_visitors_of_a_running_installation_sign_in(client):
    factories.administrator()
    assert client.get("/").url == "/sign-in/"


def test_people_come_to_their_work_and_a_lone_administrator_to_the_first_steps(client):
    client.force_login(factories.administrator())
    assert client.get("/").url == "/setup/"
    factories.partnership()
    assert client.get("/").url != "/setup/"
