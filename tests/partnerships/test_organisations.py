"""The page of an organisation: who sees it, what it shows, and putting it right."""

import pytest

from tests import factories
from tests.filled_in import fields

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def page(union):
    return f"/organisations/{union.organisation_id}/"


def test_it_shows_what_the_organisation_is_and_where_it_takes_part(as_, ruth, union, coffee, page):
    union.organisation.short_name, union.organisation.country = "KFU", "UG"
    union.organisation.save()
    ada = factories.representative(union, factories.person("Ada Okello"), capacity="lead")
    text = as_(ruth).get(page).text
    for said in ("Kigezi Farmers’ Union", "KFU", "Uganda", str(coffee), str(ada), "Lead"):
        assert said in text


def test_it_tells_nothing_of_partnerships_that_the_reader_may_not_see(as_, ruth, union, page):
    elsewhere = factories.partner(factories.partnership("Cocoa table"), organisation=union.organisation)
    there = factories.representative(elsewhere, factories.person("Else Where"))
    text = as_(ruth).get(page).text
    assert "Cocoa table" not in text
    assert str(there) not in text
    text = as_(factories.administrator()).get(page).text
    assert "Cocoa table" in text
    assert str(there) in text


def test_of_a_partnership_that_the_reader_only_sees_it_names_nobody(as_, ruth, union, page):
    elsewhere = factories.partner(factories.partnership("Cocoa table"), organisation=union.organisation)
    there = factories.representative(elsewhere, factories.person("Else Where"))
    factories.observer(elsewhere.partnership, ruth)
    text = as_(ruth).get(page).text
    assert "Cocoa table" in text
    assert str(there) not in text


def test_members_without_the_role_are_refused_and_others_find_nothing(as_, union, coffee, page):
    member = factories.representative(union)
    other = factories.coordinator(factories.partnership())
    for address in (page, f"{page}edit/"):
        assert as_(member).get(address).status_code == 403
        assert as_(other).get(address).status_code == 404


def test_what_was_guessed_is_put_right(as_, ruth, union, page):
    client = as_(ruth)
    sent = fields(client.get(f"{page}edit/").text)
    sent |= {"name": " Delta  Water Union ", "short_name": "DWU", "website": "dwu.example", "country": "UG"}
    assert client.post(f"{page}edit/", sent).status_code == 302
    union.organisation.refresh_from_db()
    assert union.organisation.name == "Delta Water Union"
    assert union.organisation.website == "https://dwu.example"
    assert "Delta Water Union" in client.get(f"/partners/{union.pk}/").text


def test_what_is_a_partner_of_others_too_is_not_renamed_by_one_coordinator(as_, ruth, union, page):
    client = as_(ruth)
    sent = fields(client.get(f"{page}edit/").text) | {"name": "Renamed"}
    elsewhere = factories.partner(factories.partnership("Cocoa table"), organisation=union.organisation)
    answer = client.post(f"{page}edit/", sent, follow=True)
    assert "An administrator can change it." in answer.text
    assert f"{page}edit/" not in answer.text
    assert client.get(f"{page}edit/").status_code == 302
    union.organisation.refresh_from_db()
    assert union.organisation.name == "Kigezi Farmers’ Union"
    factories.coordinator(elsewhere.partnership, ruth)
    sent = fields(client.get(f"{page}edit/").text) | {"name": "Renamed"}
    assert client.post(f"{page}edit/", sent).status_code == 302
    union.organisation.refresh_from_db()
    assert union.organisation.name == "Renamed"


def test_a_country_that_nobody_named_stays_unnamed(as_, ruth, union, page):
    client = as_(ruth)
    client.post(f"{page}edit/", fields(client.get(f"{page}edit/").text))
    union.organisation.refresh_from_db()
    assert union.organisation.country == ""


def test_a_text_that_somebody_else_saved_meanwhile_is_not_lost(as_, ruth, union, page):
    client = as_(ruth)
    sent = fields(client.get(f"{page}edit/").text)
    client.post(f"{page}edit/", sent | {"name": "First"})
    answer = client.post(f"{page}edit/", sent | {"name": "Second"})
    assert answer.status_code == 409
    union.organisation.refresh_from_db()
    assert union.organisation.name == "First"


def test_an_equal_name_in_another_country_stays_another_organisation(as_, ruth, union, coffee, page):
    union.organisation.country = "UG"
    union.organisation.save()
    other = factories.partner(coffee, "Kigezi", organisation=None)
    other.organisation.country = "RW"
    other.organisation.save()
    client = as_(ruth)
    sent = fields(client.get(f"/organisations/{other.organisation_id}/edit/").text)
    client.post(f"/organisations/{other.organisation_id}/edit/", sent | {"name": union.organisation.name})
    other.organisation.refresh_from_db()
    assert other.organisation.name == union.organisation.name
    assert other.organisation_id != union.organisation_id
