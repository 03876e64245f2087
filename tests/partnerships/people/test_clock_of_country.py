"""The clock of a partnership that is started: that of its country."""

import pytest

from backbone.accounts.models import Person
from partnerships.models import Partnership
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
NEW = {"name": "Coffee", "purpose": "A living income.", "hue": 45, "language": "en"}


@pytest.fixture
def administrator(client):
    person = factories.administrator()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("NL", "Europe/Amsterdam"),
        ("UG", "Africa/Kampala"),
        ("AU", "Australia/Sydney"),
        ("BR", "America/Sao_Paulo"),
    ],
)
def test_a_partnership_has_the_clock_of_its_country_not_of_who_starts_it(
    client, administrator, country, zone
):
    Person.objects.filter(pk=administrator.pk).update(timezone="Africa/Kampala")
    data = {**NEW, "country": country, "deputy_name": "Dee Puty", "deputy_email": "dee@example.org"}
    client.post("/partnerships/new/", data)
    partnership = Partnership.objects.get()
    assert (partnership.timezone, partnership.country) == (zone, country)
    assert Person.objects.get(email="dee@example.org").timezone == zone


def test_who_lives_in_one_of_a_country_s_zones_starts_in_theirs(client, administrator):
    Person.objects.filter(pk=administrator.pk).update(timezone="Australia/Perth")
    client.post("/partnerships/new/", {**NEW, "country": "AU"})
    assert Partnership.objects.get().timezone == "Australia/Perth"
