"""Pasted people at one address, and at domains that many organisations or none have for their own."""

import pytest

from backbone.accounts.models import Person
from partnerships.models import Organisation, Representative
from tests import factories
from tests.data import inputs
from tests.partnerships.imports import previews

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return factories.partnership(slug="coffee")


@pytest.fixture
def paste(client, partnership):
    """Paste a text and look at what was understood."""
    client.force_login(factories.coordinator(partnership))
    return lambda text: client.post("/partnerships/coffee/people/", {"text": text}, follow=True)


@pytest.fixture
def add(client, paste):
    """Paste a text, correct cells and add everybody."""
    return lambda text, **cells: previews.confirm(client, paste(text), **cells)


def seats():
    return {(r.person.name, r.partner.organisation.name) for r in Representative.objects.all()}


def addresses():
    return set(Person.objects.filter(represents__isnull=False).values_list("name", "email", "contact_email"))


TWO = "Anna Bakker <info@school.example>, Bram Visser <info@school.example>"


def test_two_people_at_one_address_are_both_kept(paste, add):
    page = paste(TWO)
    assert "2 people" in page.text
    assert "Shares this address" in previews.notes(page, "B2")
    for _ in range(2):
        add(TWO)
    assert addresses() == {
        ("Anna Bakker", "info@school.example", ""),
        ("Bram Visser", None, "info@school.example"),
    }
    assert seats() == {("Anna Bakker", "School"), ("Bram Visser", "School")}


def test_both_names_at_one_address_can_be_corrected(add):
    add(TWO, A2="Bram de Visser")
    assert {name for name, _organisation in seats()} == {"Anna Bakker", "Bram de Visser"}


def test_who_comes_to_an_address_that_somebody_has_is_somebody_else(paste, add):
    """Carla was pasted: she is there, and Anna is not made a representative in her place."""
    factories.person("Anna Bakker", "info@school.example")
    page = paste("Carla Dijk <info@school.example>")
    assert "Anna Bakker has this address." in previews.notes(page, "B1")
    add("Carla Dijk <info@school.example>")
    assert addresses() == {("Carla Dijk", None, "info@school.example")}


def test_who_is_the_same_person_under_another_name_can_be_said(client, paste):
    anna = factories.person("Anna Bakker", "info@school.example")
    page = previews.save(client, paste("Carla Dijk <info@school.example>"), A1="Anna Bakker")
    assert previews.notes(page, "A1") == "Known here already."
    previews.confirm(client, page)
    assert Representative.objects.get().person == anna
    assert not Person.objects.filter(name="Carla Dijk").exists()


def test_an_address_that_comes_twice_is_named_with_its_row(paste, add):
    text = "Ruth Nakato <ruth@x.example>, R. <ruth@x.example>"
    page = paste(text)
    assert previews.notes(page, "B2") == "The same person as in row 1; imported once."
    assert previews.fate(page, 2) == "Already here"
    add(text)
    assert seats() == {("Ruth Nakato", "X")}


def test_the_whole_name_holds_wherever_it_stands(paste, add):
    text = "R. <ruth@x.example>, Ruth Nakato <ruth@x.example>, ruth@y.example, Rut Atim <ruth@y.example>"
    page = paste(text)
    assert previews.notes(page, "A1") == "Taken as Ruth Nakato, as in row 2."
    assert previews.fields(page)["c-3-0"] == ["Rut Atim"]
    add(text)
    assert seats() == {("Ruth Nakato", "X"), ("Rut Atim", "Y")}


def test_further_addresses_are_named_and_nobody_of_their_own(paste):
    page = paste("Ruth Nakato\truth@a.example; ruth.home@b.example")
    assert previews.fields(page)["c-1-3"] == ["ruth.home@b.example"]
    assert previews.notes(page, "D1") == "Not kept; email goes to ruth@a.example."
    assert "1 person" in page.text


def test_what_the_text_says_of_organisations_comes_before_any_guess(paste, add):
    factories.organisation("Stichting De Brug")
    text = "Name\tE-mail\tOrganisation\nRuth\truth@growers.example\tRwenzori Growers\nJan\tjan@gmail.com\tStichting de Brug"
    page = paste(text)
    assert previews.fields(page)["c-1-2"] == ["Rwenzori Growers"]
    assert "Guessed" not in page.text
    assert previews.notes(page, "C2") == "Known here as Stichting De Brug."
    add(text)
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
def test_organisations_are_guessed_only_from_what_says_something(add, text, expected):
    add(text)
    assert seats() == expected


def test_a_correction_at_a_shared_service_stays_for_that_person_alone(paste, add):
    add("Ann <a@nhs.net>, Cy <c@nhs.net>", C1="St Thomas’ Hospital")
    assert Organisation.objects.get().domains == []
    assert seats() == {("Ann", "St Thomas’ Hospital")}
    page = paste("Ann <a@nhs.net>, Bo <b@nhs.net>")
    assert previews.fields(page)["c-1-2"] == ["St Thomas’ Hospital"]
    assert previews.fields(page)["c-2-2"] == [""]


def test_a_domain_that_two_organisations_share_tells_nobodys(add):
    text = "Name\tE-mail\tOrganisation\nAnn\ta@hub.example\tFirst\nBo\tb@hub.example\tSecond"
    add(text)
    assert dict(Organisation.objects.values_list("name", "domains")) == {"First": [], "Second": []}
    assert seats() == {("Ann", "First"), ("Bo", "Second")}


BLOCKS = inputs.text("people-to-paste.txt").splitlines()


def test_people_as_programs_and_sheets_write_them(add):
    """The blocks of people-to-paste.txt, each line before its "=>"."""
    lines = [line.partition("=>")[0] for line in BLOCKS if not line.startswith(("#", "---", "=>"))]
    add("\n".join(lines))
    names = dict(Person.objects.exclude(source="").values_list("name", "contact_email"))
    assert {"Anna Van Der Berg", "Martin King Jr.", "Béla Kovács", "Anna Bakker", "Bram Visser"} <= set(names)
    own = {organisation for _name, organisation in seats()}
    assert {"GGD Amsterdam", "Amsterdam", "Rwenzori Growers", "Stichting De Brug"} <= own
    assert not own & {"Yahoo", "Hotmail", "QQ"}


def test_a_messy_text_comes_to_rows_of_which_each_is_somebody_or_says_why(paste):
    page = paste(inputs.text("people-messy.txt"))
    refused = {row.cells[0].text for row in page.context["rows"] if row.state == "late"}
    assert refused == {"TBD", "no-at-sign.example"}
