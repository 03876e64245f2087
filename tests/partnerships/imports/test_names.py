"""Organisations and countries in tables that come in: however they are spelled, and never two taken for one."""

import pytest

from backbone.tables import spreadsheets
from partnerships.imports import confirming
from partnerships.imports.preview.showing import sentence
from partnerships.models import Organisation, Partner
from tests import factories

HEAD = ["Organisation", "Short name", "Sector", "Country"]


def xlsx(*rows):
    return spreadsheets.write([("Partners", [HEAD, *rows])])


def named(*names):
    return xlsx(*([name, "", "", ""] for name in names))


def problems(run):
    return [sentence(row, problem) for row in run.rows.all() for problem in row.problems]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Smith & Sons", "Smith and Sons"),
        ("Smith & Sons", "SMITH EN SONS"),
        ("St Mary's Primary School", "St. Mary’s Primary School"),
        ("Acción contra el Hambre", "Accion contra el hambre"),
        ("Straßenverein", "STRASSENVEREIN"),
    ],
)
def test_two_spellings_of_a_name_make_one_organisation(run_of, coordinator, first, second):
    confirming.confirm(run_of(("p.xlsx", named(first, second))), coordinator)
    assert list(Organisation.objects.values_list("name", flat=True)) == [first]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("C&A Foundation", "C.A. Foundation"),
        ("नेपाल", "नोपल"),
        ("Smith, Jones & Partners", "Smith Jones Partners"),
        ("De Brug", "Stichting De Brug"),
    ],
)
def test_two_names_make_two_organisations(run_of, coordinator, first, second):
    confirming.confirm(run_of(("p.xlsx", named(first, second))), coordinator)
    assert set(Organisation.objects.values_list("name", flat=True)) == {first, second}


def test_nearly_the_same_name_is_said(run_of):
    factories.organisation("Stichting De Brug")
    run = run_of(("p.xlsx", named("De Brug", "Smith, Jones & Partners", "Smith Jones Partners")))
    assert problems(run) == [
        "A2: “Stichting De Brug” is there as well. If that is the same organisation, give both the same name.",
        "A4: “Smith, Jones & Partners” is there as well. If that is the same organisation, give both the same name.",
    ]


def test_the_short_form_of_a_partners_name_is_no_name_of_another(run_of, coordinator, bay):
    """HWC and De Brug are ways to name these partners, and names that others may have."""
    for name in ("Harbour Water Company", "Stichting De Brug"):
        factories.partner(bay, organisation=factories.organisation(name))
    confirming.confirm(run_of(("p.xlsx", named("HWC", "De Brug"))), coordinator)
    assert bay.partners.count() == 4


def test_one_name_in_two_countries_is_asked_about(run_of):
    run = run_of(("p.xlsx", xlsx(["Rotary Club", "", "", "NL"], ["Rotary Club", "", "", "Uganda"])))
    assert problems(run) == [
        "D3: An organisation of this name is known in another country (NL). If this is another one, give it a name of "
        "its own, such as “Rotary Club UG”; if it is the same, correct the country."
    ]


def test_an_organisation_known_in_another_country_is_not_taken_for_this_one(run_of):
    factories.organisation("Rotary Club", country="KE")
    assert "(KE)" in problems(run_of(("p.xlsx", xlsx(["Rotary Club", "", "", "Oeganda"]))))[0]


@pytest.mark.parametrize("country", ["XX", "ZZ", "Atlantis", "Kampala"])
def test_what_is_no_country_stays_empty_with_what_to_write(run_of, country):
    assert problems(run_of(("p.xlsx", xlsx(["Growers", "", "", country])))) == [
        f"D2: “{country}” is not known as a country, so it stays empty. Write its name in English or Dutch, such as "
        "Kenya, or its two letters, such as KE; or say above the rows which one it is."
    ]


@pytest.mark.parametrize(
    ("country", "letters"),
    [("Nepal", "NP"), ("Jordan", "JO"), ("Spanje", "ES"), ("UK", "GB"), ("np", "NP"), ("", "")],
)
def test_any_country_is_understood(run_of, coordinator, country, letters):
    confirming.confirm(run_of(("p.xlsx", xlsx(["Growers", "", "", country]))), coordinator)
    assert Organisation.objects.get(name="Growers").country == letters


@pytest.mark.parametrize(
    "lead",
    [
        "Harbour Water Company",
        "harbour water company b.v.",
        "The Harbour Water Company",
        "HWC",
        "H.W.C.",
        "Harbour Water Co.",
    ],
)
def test_a_lead_is_found_by_every_way_of_naming_a_partner(run_of, coordinator, bay, lead):
    water = factories.organisation("Harbour Water Company", short_name="Harbour Water Co")
    factories.partner(bay, organisation=water)
    plan = [["Objective", "Milestone", "Lead"], ["Clean water", "Map all outfalls", lead]]
    confirming.confirm(run_of(("plan.xlsx", spreadsheets.write([("Plan", plan)]))), coordinator)
    assert bay.milestones.get().lead_partner == Partner.objects.get()
