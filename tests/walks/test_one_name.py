"""One name means the same in every place that reads names: minutes, the pasted action list, imports, forms, pasted people."""

import pytest

from meetings import attendance
from meetings.minutes.typing import parse
from partnerships import organisations
from partnerships.imports.partners import partners_by_name, split_names
from partnerships.people import pasting
from partnerships.persons import with_name_and_address
from tests import factories
from workplans.pasting.reading import understand
from workplans.people import people_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return factories.partnership(slug="harbour")


@pytest.fixture
def anna(partnership):
    """Anna van den Berg, who represents the Harbour Water Company."""
    water = factories.organisation("Harbour Water Company", short_name="Water", domains=["water.example"])
    person = factories.person("Anna van den Berg", "anna@water.example")
    return factories.representative(factories.partner(partnership, organisation=water), person)


def owner_in_minutes(partnership, name):
    people = attendance.candidates(factories.meeting(partnership))
    found = parse(f"! {name}: book the hall", people).owner
    return found and found.person_id


def owner_in_pasted_list(partnership, name):
    row = understand_row(partnership, f"What\tWho\nBook the hall\t{name}")
    return int(row.owner) if row.owner.isdigit() else None


def understand_row(partnership, text):
    partners = list(partnership.partners.select_related("organisation"))
    return understand(text, list(people_of(partnership)), partners, partnership)[0]


def who_at_an_address(_partnership, name):
    found = with_name_and_address(name, "anna@water.example")
    return found and found.pk


def who_is_pasted(partnership, name):
    read = pasting.read(f'"{name}" <anna@water.example>', partnership=partnership)
    return next((person.pk for person in read.known.values()), None)


@pytest.mark.parametrize("place", [owner_in_minutes, owner_in_pasted_list, who_at_an_address, who_is_pasted])
@pytest.mark.parametrize(
    "name",
    [
        "Anna van den Berg",
        "ANNA VAN DEN BERG",
        "Berg, Anna van den",
        "van den Berg, Anna",
        "Anna",
        "Anna B",
        "A. van den Berg",
        "v.d. Berg",
        "Ànna Berg",
        "dr. Anna van den Berg",
        "Anna (Water)",
    ],
)
def test_a_person_is_the_same_one_everywhere(partnership, anna, place, name):
    assert place(partnership, name) == anna.pk


@pytest.mark.parametrize("place", [owner_in_minutes, owner_in_pasted_list, who_at_an_address, who_is_pasted])
@pytest.mark.parametrize("name", ["Carla Dijk", "Jan van den Berg", "Berg, Jan van den", "Annabel Bakker"])
def test_somebody_else_is_nobody_of_these_anywhere(partnership, anna, place, name):
    assert place(partnership, name) is None


def partner_in_pasted_list(partnership, name):
    row = understand_row(partnership, f"What\tOrganisation\tWho\nBook the hall\t{name}\t")
    return partnership.partners.filter(pk=row.partner or 0).first()


def lead_in_an_import(partnership, name):
    known = partners_by_name(partnership)
    found, _others = split_names(name, known)
    return known[found[0]] if found else None


@pytest.mark.parametrize("place", [partner_in_pasted_list, lead_in_an_import])
@pytest.mark.parametrize(
    "name",
    [
        "Harbour Water Company",
        "harbour water company B.V.",
        "The Harbour Water Company",
        "Water",
        "HWC",
        "H.W.C.",
    ],
)
def test_a_partner_is_the_same_one_everywhere(partnership, anna, place, name):
    assert place(partnership, name) == partnership.partners.get()


@pytest.mark.parametrize(
    "name", ["HARBOUR WATER COMPANY", "Harbour  Water Company.", "Hárbour Water Company"]
)
def test_an_organisation_is_no_new_one_however_spelled(anna, name):
    assert organisations.named(name, is_demo=False).name == "Harbour Water Company"
    text = f"Name\tE-mail\tOrganisation\nBram\tbram@elsewhere.example\t{name}"
    assert [group.is_known for group in pasting.read(text).groups] == [True]
