import pytest

from backbone.time.days import today_of
from partnerships import roles
from partnerships.models import Role
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
KIND = Role.Kind


@pytest.fixture
def partnership():
    return factories.partnership(slug="coffee")


@pytest.fixture
def coordinator(client, partnership):
    person = factories.coordinator(partnership)
    client.force_login(person)
    return person


def test_granting_twice_gives_one_role(partnership):
    person, by = factories.person(), factories.person()
    first = roles.grant(person, KIND.OBSERVER, partnership, by=by)
    assert roles.grant(person, KIND.OBSERVER, partnership, by=by) == first
    assert (first.granted_by, first.first_day) == (by, today_of(partnership))


def test_ending_keeps_the_history_and_granting_again_makes_a_new_role(partnership):
    person = factories.person()
    role = roles.grant(person, KIND.LEADER, partnership, by=person)
    roles.end(role)
    assert not Role.objects.current().filter(person=person).exists()
    roles.grant(person, KIND.LEADER, partnership, by=person)
    assert Role.objects.filter(person=person).count() == 2


def test_the_last_administrator_and_coordinator_stay(partnership):
    for kind, where in ((KIND.ADMINISTRATOR, None), (KIND.COORDINATOR, partnership)):
        first = roles.grant(factories.person(), kind, where, by=None)
        with pytest.raises(roles.CannotEnd):
            roles.end(first)
        roles.grant(factories.person(is_active=False), kind, where, by=None)
        with pytest.raises(roles.CannotEnd):
            roles.end(first)
        roles.grant(factories.person(), kind, where, by=None)
        assert roles.end(first).until


def test_an_administrator_of_the_demo_does_not_count(partnership):
    real = roles.grant(factories.person(), KIND.ADMINISTRATOR, by=None)
    roles.grant(factories.person(is_demo=True), KIND.ADMINISTRATOR, by=None)
    with pytest.raises(roles.CannotEnd):
        roles.end(real)


def test_a_coordinator_grants_to_somebody_new(client, coordinator, partnership):
    data = {"kind": "leader", "name": "Ngozi <i>🌱</i>", "email": "Ngozi@example.org"}
    assert client.post("/partnerships/coffee/roles/", data).status_code == 302
    role = Role.objects.get(kind="leader")
    assert (role.person.email, role.granted_by) == ("ngozi@example.org", coordinator)
    assert "Ngozi &lt;i&gt;" in client.get("/partnerships/coffee/roles/").text


def test_a_role_that_signs_in_is_not_given_to_whoever_has_the_address(client, coordinator, partnership):
    """Carla shares Anna's mailbox and could not sign in with it; an observer may do with the mails."""
    anna = factories.person("Anna Bakker", "info@school.example")
    factories.representative(factories.partner(partnership), anna)
    data = {"kind": "coordinator", "name": "Carla Dijk", "email": "info@school.example"}
    page = client.post("/partnerships/coffee/roles/", data)
    assert page.status_code == 422
    assert "or give an address of their own to sign in with" in page.text
    assert client.post("/partnerships/coffee/roles/", {**data, "whose": "another"}).status_code == 422
    assert not Role.objects.filter(person=anna).exists()
    assert client.post("/partnerships/coffee/roles/", {**data, "whose": "same"}).status_code == 302
    client.post("/partnerships/coffee/roles/", {**data, "kind": "observer", "whose": "another"})
    roles_here = Role.objects.filter(partnership=partnership).exclude(person=coordinator)
    assert set(roles_here.values_list("kind", "person__name")) == {
        ("coordinator", "Anna Bakker"),
        ("observer", "Carla Dijk"),
    }


def test_a_role_that_signs_in_is_not_given_at_a_strangers_address_nor_is_it_said_whose_it_is(
    client, coordinator, partnership
):
    factories.representative(who=factories.person("Anna Bakker", "info@school.example"))
    data = {"kind": "coordinator", "name": "Carla Dijk", "email": "info@school.example", "whose": "same"}
    page = client.post("/partnerships/coffee/roles/", data)
    assert page.status_code == 422
    assert "Somebody of another name signs in with this address." in page.text
    assert "Anna Bakker" not in page.text
    assert client.post("/partnerships/coffee/roles/", {**data, "kind": "observer"}).status_code == 302
    assert Role.objects.get(kind="observer").person.name == "Carla Dijk"


def test_a_coordinator_grants_to_somebody_known_here_only(client, coordinator, partnership):
    known, stranger = factories.representative(factories.partner(partnership)), factories.person()
    client.post("/partnerships/coffee/roles/", {"kind": "coordinator", "person": known.pk})
    assert Role.objects.filter(person=known, kind="coordinator").exists()
    page = client.post("/partnerships/coffee/roles/", {"kind": "coordinator", "person": stranger.pk})
    assert page.context["form"].errors["person"]


@pytest.mark.parametrize(
    "data",
    [
        {"name": "A"},
        {"kind": "observer"},
        {"kind": "administrator", "email": "a@example.org", "name": "A"},
        {"kind": "leader", "email": "new@example.org"},
    ],
)
def test_what_is_missing_is_said(client, coordinator, partnership, data):
    assert client.post("/partnerships/coffee/roles/", data).context["form"].errors
    assert Role.objects.count() == 1


def test_a_role_is_ended_on_the_page(client, coordinator, partnership):
    role = roles.grant(factories.person(), KIND.OBSERVER, partnership, by=coordinator)
    client.post(f"/roles/{role.pk}/end/")
    role.refresh_from_db()
    assert role.until
    page = client.post(f"/roles/{Role.objects.get(person=coordinator).pk}/end/", follow=True)
    assert "last coordinator" in page.text


def test_roles_of_everything_are_an_administrators(client, coordinator, partnership):
    role = roles.grant(factories.person(), KIND.LEADER, by=None)
    assert client.post(f"/roles/{role.pk}/end/").status_code == 403
    client.force_login(factories.administrator())
    client.post(f"/roles/{role.pk}/end/")
    role.refresh_from_db()
    assert role.until


@pytest.mark.parametrize("who", ["leader", "observer", "representative"])
def test_others_of_the_partnership_get_403_and_outsiders_404(client, partnership, who):
    role = roles.grant(factories.person(), KIND.OBSERVER, partnership, by=None)
    person = (
        factories.representative(factories.partner(partnership))
        if who == "representative"
        else factories.role(who, partnership)
    )
    client.force_login(person)
    assert client.get("/partnerships/coffee/roles/").status_code == 403
    assert client.post(f"/roles/{role.pk}/end/").status_code == 403
    client.force_login(factories.person())
    assert client.get("/partnerships/coffee/roles/").status_code == 404
    assert client.post(f"/roles/{role.pk}/end/").status_code == 404
    assert client.post("/roles/999999/end/").status_code == 404


def test_ending_a_role_is_undone_where_it_was_done(client, coordinator, partnership):
    role = roles.grant(factories.person("Ngozi"), KIND.LEADER, partnership, by=coordinator)
    page = client.post(f"/roles/{role.pk}/end/", follow=True).text
    undo = f"/roles/{role.pk}/return/"
    assert f'action="{undo}"' in page
    client.post(undo)
    assert list(Role.objects.current().filter(kind="leader")) == [role]
    # A second press finds nothing to do, and neither does one after somebody gave it anew.
    client.post(undo)
    roles.end(role)
    again = roles.grant(role.person, KIND.LEADER, partnership, by=coordinator)
    client.post(undo)
    assert list(Role.objects.current().filter(kind="leader")) == [again]
