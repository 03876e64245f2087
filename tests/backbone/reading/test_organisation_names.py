"""Organisations found by whatever they are called."""

import pytest

from backbone.reading.organisation_names import by_every_name, match_organisation, organisation_key

pytestmark = pytest.mark.fast


ORGANISATIONS = [
    ("Harbour Water Company", ""),
    ("Gemeentelijke Gezondheidsdienst", "GGD"),
    ("Stichting De Brug", ""),
    ("Smith & Sons Ltd", "S&S"),
    ("C&A Foundation", ""),
    ("Acción contra el Hambre", "ACF"),
    ("नेपाल", ""),
]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("harbour water company", "Harbour Water Company"),
        ("Harbour Water Company B.V.", "Harbour Water Company"),
        ("The Harbour Water Company", "Harbour Water Company"),
        ("HWC", "Harbour Water Company"),
        ("H.W.C.", "Harbour Water Company"),
        ("ggd", "Gemeentelijke Gezondheidsdienst"),
        ("G.G.D.", "Gemeentelijke Gezondheidsdienst"),
        ("De Brug", "Stichting De Brug"),
        ("Smith and Sons", "Smith & Sons Ltd"),
        ("Smith en Sons Ltd.", "Smith & Sons Ltd"),
        ("Accion contra el hambre", "Acción contra el Hambre"),
        ("नेपाल", "नेपाल"),
    ],
)
def test_an_organisation_is_found_by_every_way_of_naming(words, name):
    candidates, is_suggestion = match_organisation(words, ORGANISATIONS)
    assert ([own for own, _short in candidates], is_suggestion) == ([name], False)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Harbour Water", ["Harbour Water Company"]),
        ("नोपल", []),
        ("C.A. Foundation", []),
        ("We", []),
        ("", []),
        ("?", []),
    ],
)
def test_a_part_of_an_organisations_name_is_only_a_suggestion(words, found):
    candidates, is_suggestion = match_organisation(words, ORGANISATIONS)
    assert ([name for name, _short in candidates], is_suggestion) == (found, bool(found))


def test_a_short_name_that_two_share_names_nobody():
    rows = [("Coffee Platform", "CP"), ("Cocoa Platform", "CP"), ("Growers", "")]
    known = by_every_name(rows)
    assert "cp" not in known
    assert known["growers"] == rows[2]
    assert set(known) == {"coffee platform", "cocoa platform", "growers"}


def test_the_key_of_an_organisation_is_its_own_key():
    for name, _short in ORGANISATIONS:
        assert organisation_key(organisation_key(name)) == organisation_key(name)
