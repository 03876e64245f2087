"""A sheet of partners with their people beside them comes in as both, in one run."""

from django.urls import reverse

from backbone.accounts.models import Person
from partnerships.imports import confirming
from partnerships.imports.preview import showing
from partnerships.models import Representative
from tests.data import inputs
from tests.partnerships.imports import previews
from tests.partnerships.imports.test_taking_out import removal_of

CONTACT = "Anna Bakker", "Ruth Nakato", "Wim de Boer", "Jan Smit"


def kinds_of(run):
    return [sheet["kind"] for sheet in run.sheets]


def test_partners_are_made_once_and_their_people_represent_them(come_in, signed_in, coordinator):
    run = come_in("partners-and-people.csv")
    assert kinds_of(run) == ["partners", "people"]
    assert dict(showing.planned(run)) == {"organisation": 3, "partner": 3, "person": 4, "representative": 4}
    page = signed_in.get(reverse("import_run", args=[run.pk]))
    for words in ("3 organisations", "3 partners", "4 people", "4 representatives"):
        assert words in page.text
    assert "that of the row above was taken" in page.text
    previews.confirm(signed_in, page)
    seats = Representative.objects.values_list("person__name", "partner__organisation__name")
    assert set(seats) == {
        ("Anna Bakker", "Farm Union"),
        ("Ruth Nakato", "Farm Union"),
        ("Wim de Boer", "Farm Union"),
        ("Jan Smit", "Water Board"),
    }
    assert list(Person.objects.filter(name__in=CONTACT).order_by("pk").values_list("phone", flat=True)) == [
        "+256 1",
        "+256 2",
        "",
        "",
    ]


def test_of_a_person_without_an_address_it_says_so_and_of_nobody_nothing(come_in):
    run = come_in("partners-and-people.csv")
    people = run.rows.filter(kind="people")
    assert [row.cells[0] for row in people] == [*CONTACT, "Eva Vos"]
    refused = people.get(fate="refuse")
    assert "There is no email address in it" in refused.problems[0]["text"]
    partners = run.rows.filter(kind="partners")
    assert not partners.filter(fate="refuse").exists()
    assert partners.filter(fate="match").count() == 3


def test_either_can_be_skipped(come_in, signed_in, coordinator):
    run = come_in("partners-and-people.csv")
    signed_in.post(reverse("import_sheets", args=[run.pk]), {"s0-kind": "none", "s1-kind": "people"})
    run.refresh_from_db()
    assert kinds_of(run) == ["", "people"]
    counts = {"partner": 1, "person": 4, "representative": 4}
    assert dict(showing.planned(run)) == counts
    assert "twice: once for each" in signed_in.get(reverse("import_sheets", args=[run.pk])).text


def test_both_are_taken_out_together(come_in, signed_in, coordinator, bay):
    before = bay.partners.count()
    run = come_in("partners-and-people.csv")
    before = bay.partners.count()
    confirming.confirm(run, coordinator)
    assert bay.partners.count() == before + 3
    signed_in.post(removal_of(run))
    assert bay.partners.count() == before
    assert not Representative.objects.exists()
    assert Person.objects.filter(name__in=CONTACT).count() == 4


def test_the_sheet_of_a_messy_workbook_is_both(run_of):
    run = run_of(("messy.xlsx", inputs.data("messy.xlsx")))
    place = next(i for i, one in enumerate(run.sheets) if one["name"] == "Partners & contacts")
    assert kinds_of(run)[place : place + 2] == ["partners", "people"]
    people = run.rows.filter(sheet=place + 1, fate="create")
    assert {row.values["address"]: row.values["organisation"] for row in people}[
        "sofie@port.example"
    ] == "Port Authority"
    assert len(people) == 8


def test_a_list_of_people_with_organisations_stays_one_of_people(run_of):
    text = (
        b"Name,Organisation,Email\nAnna Bakker,Farm Union,anna@union.example\nRuth Nakato,,ruth@x.example\n"
    )
    assert kinds_of(run_of(("c.csv", text))) == ["people"]
