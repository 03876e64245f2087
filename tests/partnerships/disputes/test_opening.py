"""Who opens a dispute: coordinators who are no party, and whoever handles it; nobody else learns of it."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from partnerships import partners
from partnerships.disputes.models import Dispute, DisputeParty
from partnerships.models import Assistant, Representative
from tests import factories
from tests.given import add_dispute
from tests.partnerships.disputes.conftest import SECRET

pytestmark = pytest.mark.fast
OF_ONE = ("dispute", "dispute_edit", "dispute_ending", "dispute_step_new")
POSTED = ("dispute_edit", "dispute_ending", "dispute_reopening", "dispute_removal", "dispute_step_new")


@pytest.fixture
def address(dispute):
    return reverse("dispute", args=[dispute.pk])


@pytest.fixture
def page(coffee):
    return reverse("disputes", args=[coffee.slug])


def of_step(dispute, name):
    return reverse(f"dispute_step_{name}", args=[dispute.steps.first().pk])


def assert_shut_out(client, dispute, status=404):
    for name in OF_ONE:
        assert client.get(reverse(name, args=[dispute.pk])).status_code == status, name
    for name in POSTED:
        assert client.post(reverse(name, args=[dispute.pk])).status_code == status, name
    assert client.get(of_step(dispute, "edit")).status_code == status
    assert client.post(of_step(dispute, "removal")).status_code == status


def test_a_coordinator_who_is_no_party_opens_it(as_ruth, dispute, address, page, union, mary):
    text = as_ruth.get(address).text
    assert all(word in text for word in (SECRET, f"{SECRET} 1", str(union), str(mary)))
    listed = as_ruth.get(page)
    assert address in listed.text
    assert SECRET not in listed.text
    assert all("no-store" in answer["Cache-Control"] for answer in (listed, as_ruth.get(address)))


def test_nobody_else_learns_that_it_is_there(as_, coffee, peter, dispute, page):
    others = [
        peter,
        factories.observer(coffee),
        factories.leader(coffee),
        factories.leader(),
        factories.administrator(),
        factories.representative(factories.partner(coffee)),
    ]
    for person in others:
        assert_shut_out(as_(person), dispute)
        assert as_(person).get(page).status_code == 403
        assert as_(person).get(reverse("dispute_new", args=[coffee.slug])).status_code == 403
        assert page not in as_(person).get(reverse("agreement", args=[coffee.slug])).text
    outsider = factories.coordinator(factories.partnership())
    assert_shut_out(as_(outsider), dispute)
    assert as_(outsider).get(page).status_code == 404
    assert Dispute.objects.get().words == SECRET


def test_an_administrator_who_coordinates_opens_it(as_, coffee, dispute, address):
    who = factories.coordinator(coffee, factories.administrator())
    assert SECRET in as_(who).get(address).text


def test_a_coordinator_who_becomes_a_party_loses_it_at_once(as_, ruth, union, dispute, address, page):
    assert as_(ruth).get(address).status_code == 200
    factories.representative(union, ruth)
    assert_shut_out(as_(ruth), dispute)
    listed = as_(ruth).get(page)
    assert listed.status_code == 200
    assert address not in listed.text


def test_whose_partner_becomes_a_party_loses_it_at_once(as_, coffee, ruth, dispute, address):
    third = factories.partner(coffee)
    factories.representative(third, ruth)
    assert as_(ruth).get(address).status_code == 200
    DisputeParty.objects.create(partnership=coffee, dispute=dispute, partner=third)
    assert as_(ruth).get(address).status_code == 404


def test_a_seat_that_is_over_or_to_come_makes_no_party(as_, ruth, union, dispute, address):
    factories.representative(union, ruth)
    Representative.objects.filter(person=ruth).update(until=now())
    assert as_(ruth).get(address).status_code == 200
    Representative.objects.filter(person=ruth).update(since="2999-01-01T00:00Z", until=None)
    assert as_(ruth).get(address).status_code == 200


def test_a_partner_that_withdrew_stays_a_party_with_its_people(as_, ruth, union, dispute, address, today):
    factories.representative(union, ruth)
    partners.withdraw(union, today)
    assert not Representative.objects.current().filter(person=ruth).exists()
    assert as_(ruth).get(address).status_code == 404


def test_a_seat_for_the_same_organisation_elsewhere_makes_a_party(as_, ruth, union, dispute, address):
    elsewhere = factories.partner(factories.partnership(), organisation=union.organisation)
    factories.representative(elsewhere, ruth)
    assert as_(ruth).get(address).status_code == 404


def test_an_assistant_of_a_partys_people_is_a_party(as_, coffee, ruth, peter, dispute, address):
    row = Assistant.objects.create(partnership=coffee, person=ruth, assisted=peter, since=now())
    assert as_(ruth).get(address).status_code == 404
    Assistant.objects.filter(pk=row.pk).update(until=now())
    assert as_(ruth).get(address).status_code == 200


def test_whoever_handles_it_opens_and_works_on_that_one_alone(
    as_, coffee, union, mary, dispute, address, page
):
    other = add_dispute(coffee, [union])
    client = as_(mary)
    assert SECRET in client.get(address).text
    listed = client.get(page).text
    assert address in listed
    assert reverse("dispute", args=[other.pk]) not in listed
    assert_shut_out(client, other)
    assert client.post(of_step(dispute, "edit"), {"what": "They talk", "revision": 0}).status_code == 302
    for name in ("dispute_edit", "dispute_removal"):
        address = reverse(name, args=[dispute.pk])
        assert client.post(address).status_code == 403
        assert address not in client.get(dispute.get_absolute_url()).text
    assert client.get(reverse("dispute_new", args=[coffee.slug])).status_code == 403


def test_who_handles_it_and_becomes_a_party_or_leaves_opens_it_no_more(
    as_, ruth, mary, union, dispute, address
):
    seat = factories.representative(union, mary)
    assert as_(mary).get(address).status_code == 404
    assert "by now" in as_(ruth).get(address).text
    seat.represents.all().delete()
    assert as_(mary).get(address).status_code == 200
    mary.roles.all().delete()
    assert as_(mary).get(address).status_code == 404


@pytest.mark.parametrize("who", ["ruth", "mary"])
def test_who_presents_has_none_of_it(as_, request, coffee, dispute, page, who):
    client = as_(request.getfixturevalue(who))
    client.post("/me/presentation/", {"on": "1"})
    assert client.get(page).status_code == 403
    assert_shut_out(client, dispute)
    for elsewhere in (coffee.get_absolute_url(), reverse("my_work")):
        assert "private note" not in client.get(elsewhere).text


def test_a_browser_keeps_nothing_of_what_is_typed(as_ruth, coffee, dispute):
    forms = [as_ruth.get(reverse("dispute_new", args=[coffee.slug])).text]
    forms += [as_ruth.get(reverse(name, args=[dispute.pk])).text for name in OF_ONE[1:]]
    forms.append(as_ruth.get(of_step(dispute, "edit")).text)
    assert not any("data-draft" in text for text in forms)
    assert "data-draft" in as_ruth.get(reverse("convener_role_new", args=[coffee.slug])).text
