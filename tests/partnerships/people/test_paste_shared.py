"""Pasted people at one address, and at domains that many organisations or none have for their own."""

import pytest

from backbone.accounts.models import Person
from partnerships.models import Organisation, Representative
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return factories.partnership(slug="coffee")


@pytest.fixture
def paste(client, partnership):
    """Paste a text: look at it, or with action="add" save it."""
    client.force_login(factories.coordinator(partnership))

    def post(text, action="read", **data):
        return client.post("/partnerships/coffee/people/", {"text": text, "action": action, **data})

    return post


def seats():
    return {(r.person.name, r.partner.organisation.name) for r in Representative.objects.all()}


def addresses():
    return set(Person.objects.filter(represents__isnull=False).values_list("name", "email", "contact_email"))


TWO = "Anna Bakker <info@school.example>, Bram Visser <info@school.example>"


def test_two_people_at_one_address_are_both_kept(paste):
    page = paste(TWO)
    assert "2 people, 2 of them new" in page.text
    assert "Shares this address" in page.text
    for _ in range(2):
        paste(TWO, "add")
    assert addresses() == {
        ("Anna Bakker", "info@school.example", ""),
        ("Bram Visser", None, "info@school.example"),
    }
    assert seats() == {("Anna Bakker", "School"), ("Bram Visser", "School")}


def test_both_names_at_one_address_can_be_corrected(paste):
    page = paste(TWO)
    assert 'value="info@school.example 1"' in page.text
    typed = {"address": ["info@school.example 1"], "name": ["Bram de Visser"], "as_read": ["Bram Visser"]}
    paste(TWO, "add", **typed)
    assert {name for name, _organisation in seats()} == {"Anna Bakker", "Bram de Visser"}


def test_who_comes_to_an_address_that_somebody_has_is_somebody_else(paste):
    """Carla was pasted: she is there, and Anna is not made a representative in her place."""
    factories.person("Anna Bakker", "info@school.example")
    page = paste("Carla Dijk <info@school.example>")
    assert "Anna Bakker has this address." in page.text
    assert "The same person as Anna Bakker" in page.text
    paste("Carla Dijk <info@school.example>", "add")
    assert addresses() == {("Carla Dijk", None, "info@school.example")}


def test_who_is_the_same_person_under_another_name_can_be_said(paste):
    anna = factories.person("Anna Bakker", "info@school.example")
    page = paste("Carla Dijk <info@school.example>", same=["info@school.example"])
    assert "<bdi>Anna Bakker</bdi>" in page.text
    assert 'value="info@school.example" checked' in page.text
    paste("Carla Dijk <info@school.example>", "add", same=["info@school.example"])
    assert Representative.objects.get().person == anna
    assert not Person.objects.filter(name="Carla Dijk").exists()


def test_an_address_that_comes_twice_is_named_with_its_name(paste):
    page = paste("Ruth Nakato <ruth@x.example>, R. <ruth@x.example>")
    assert "1 address came twice" in page.text
    assert "<bdi>R.</bdi> (ruth@x.example)" in page.text


def test_further_addresses_are_named_and_nobody_of_their_own(paste):
    page = paste("Ruth Nakato\truth@a.example; ruth.home@b.example")
    assert "also ruth.home@b.example, not kept" in page.text
    assert "1 person, 1 new" in page.text


def test_what_the_text_says_of_organisations_comes_before_any_guess(paste):
    factories.organisation("Stichting De Brug")
    page = paste(
        "Name\tE-mail\tOrganisation\nRuth\truth@growers.example\tRwenzori Growers\nJan\tjan@gmail.com\tStichting de Brug"
    )
    assert 'value="Rwenzori Growers"' in page.text
    assert "organisation guessed" not in page.text
    paste(
        "Name\tE-mail\tOrganisation\nRuth\truth@growers.example\tRwenzori Growers\nJan\tjan@gmail.com\tStichting de Brug",
        "add",
    )
    assert seats() == {("Ruth", "Rwenzori Growers"), ("Jan", "Stichting De Brug")}
    domains = dict(Organisation.objects.values_list("name", "domains"))
    assert domains == {"Rwenzori Growers": ["growers.example"], "Stichting De Brug": []}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pia <pia@ggd.amsterdam.nl>, Qi <qi@amsterdam.nl>",
            {("Pia", "GGD Amsterdam"), ("Qi", "Amsterdam")},
        ),
        (
            "Awa <awa@minsante.gouv.fr>, Luc <luc@education.gouv.fr>",
            {("Awa", "Minsante"), ("Luc", "Education")},
        ),
        ("Amina <amina@yahoo.fr>, Lee <lee@hotmail.co.uk>, Kim <kim@qq.com>", set()),
        (
            "Ann <a@nhs.net>, Bo <b@nhs.net>",
            set(),
        ),
    ],
)
def test_organisations_are_guessed_only_from_what_says_something(paste, text, expected):
    paste(text, "add")
    assert seats() == expected


def test_a_correction_at_a_shared_service_stays_for_that_person_alone(paste):
    paste("Ann <a@nhs.net>", "add", group=["a@nhs.net"], organisation=["St Thomas’ Hospital"])
    assert Organisation.objects.get().domains == []
    page = paste("Ann <a@nhs.net>, Bo <b@nhs.net>")
    groups = {group.people[0].name: group.organisation for group in page.context["reading"].groups}
    assert groups == {"Ann": "St Thomas’ Hospital", "Bo": ""}


def test_a_domain_that_two_organisations_share_tells_nobodys(paste):
    text = "Name\tE-mail\tOrganisation\nAnn\ta@hub.example\tFirst\nBo\tb@hub.example\tSecond"
    paste(text, "add")
    assert dict(Organisation.objects.values_list("name", "domains")) == {"First": [], "Second": []}
    assert seats() == {("Ann", "First"), ("Bo", "Second")}
