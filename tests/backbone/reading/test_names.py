"""The one folding of names, and the one matcher of people."""

from dataclasses import dataclass

import pytest

from backbone.reading.folding import folded
from backbone.reading.names import match_person, same_person
from tests.backbone.reading.test_person_names import generated, joined

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "jose"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "Finance"),
        ("ＡＢＣ", "abc"),
        ("Łódź", "lodz"),
        ("Øster Ærø", "oster aero"),
        ("İstanbul", "istanbul"),
        ("Sint-Niklaas", "sint niklaas"),
        ("St. Mary's", "St Mary’s"),
        ("  two   words ", "two words"),
        ("O'Brien", "OBrien"),
        ("Smith & Sons", "Smith and Sons"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("مُحَمَّد", "محمد"),
        ("Ά", "α"),
    ],
)
def test_two_spellings_fold_to_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("नेपाल", "नोपल"),
        ("が", "か"),
        ("C&A Foundation", "C.A. Foundation"),
        ("李伟", "李娜"),
        ("🌱", "🌳"),
        ("Anna", "Anne"),
        ("กา", "กี"),
        ("12", "1 2"),
    ],
)
def test_what_differs_stays_apart(one, other):
    assert folded(one) != folded(other)


@dataclass(frozen=True)
class Somebody:
    name: str
    email: str = ""
    organisation: str = ""
    short: str = ""


PEOPLE = [
    Somebody("Anna Bakker", "anna@platform.example", "Coffee Platform", "CP"),
    Somebody("Anna de Vries", "a.devries@ggd.example", "Gemeentelijke Gezondheidsdienst Amsterdam", "GGD"),
    Somebody("Peter Okello"),
    Somebody("Jan van den Berg"),
    Somebody("Ruth Nakato"),
    Somebody("李伟"),
    Somebody("B. Hassan"),
    Somebody("María José García López"),
    Somebody("Zoë D’Souza"),
]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("anna bakker", ["Anna Bakker"]),
        ("ANNA", ["Anna Bakker", "Anna de Vries"]),
        ("Anna B", ["Anna Bakker"]),
        ("Anna Bak.", ["Anna Bakker"]),
        ("Anna (GGD)", ["Anna de Vries"]),
        ("Anna, GGD", ["Anna de Vries"]),
        ("Anna, Coffee Platform", ["Anna Bakker"]),
        ("Anna, Peter", []),
        ("Berg, Piet van den", []),
        ("Okello, Ruth", []),
        ("Okello, Grace (GGD)", []),
        ("de Vries, Anna", ["Anna de Vries"]),
        ("Vries, Anna de", ["Anna de Vries"]),
        ("Vries", ["Anna de Vries"]),
        ("de Vries", ["Anna de Vries"]),
        ("AB", ["Anna Bakker"]),
        ("A.B.", ["Anna Bakker"]),
        ("JvdB", []),
        ("P. Okello", ["Peter Okello"]),
        ("Okello, P.", ["Peter Okello"]),
        ("okello peter", ["Peter Okello"]),
        ("J. Berg", ["Jan van den Berg"]),
        ("Jan Berg", ["Jan van den Berg"]),
        ("J. v.d. Berg", ["Jan van den Berg"]),
        ("v.d. Berg", ["Jan van den Berg"]),
        ("van den Berg, Jan", ["Jan van den Berg"]),
        ("Ruth A. Nakato", ["Ruth Nakato"]),
        ("Bilal Hassan", ["B. Hassan"]),
        ("dr. Hassan", ["B. Hassan"]),
        ("Maria Jose Garcia", ["María José García López"]),
        ("García", ["María José García López"]),
        ("zoe dsouza", ["Zoë D’Souza"]),
        ("李伟", ["李伟"]),
        ("Anna@Platform.example", ["Anna Bakker"]),
        ("<a.devries@ggd.example>", ["Anna de Vries"]),
        ("Carla Dijk", []),
        ("Anna Jansen", []),
        ("", []),
        (" . ", []),
        ("x" * 5000, []),
    ],
)
def test_a_person_is_found_by_every_way_of_naming(words, names):
    found = match_person(words, PEOPLE)
    assert [one.name for one in found.candidates] == names
    assert not found.is_suggestion
    assert (found.sure is not None) == (len(names) == 1)


@pytest.mark.parametrize(
    ("words", "name"), [("Pet", "Peter Okello"), ("Nak", "Ruth Nakato"), ("R Nak", "Ruth Nakato")]
)
def test_the_beginning_of_a_name_is_only_a_suggestion(words, name):
    found = match_person(words, PEOPLE)
    assert [one.name for one in found.candidates] == [name]
    assert found.is_suggestion
    assert found.sure is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ruth", "R.", True),
        ("Ruth Nakato", "Nakato, Ruth", True),
        ("Ruth Nakato", "R. Nakato", True),
        ("Ruth Nansubuga", "Nansubuga Ruth", True),
        ("Jan van den Berg", "Jan Berg", True),
        ("Anna Bakker", "Carla Dijk", False),
        ("Jan Bakker", "Anna Bakker", False),
        ("A. Bakker", "Jan Bakker", False),
        ("Ruth Nakato", "Ruth Okello", False),
        ("", "Ruth", False),
    ],
)
def test_two_names_can_be_one_person_or_not(one, other, is_same):
    assert same_person(one, other) is is_same
    assert same_person(other, one) is is_same


def test_whoever_is_named_in_full_is_found_however_it_is_written():
    people = [Somebody(name) for name in dict.fromkeys(joined(*parts) for parts in generated(60))]
    for one in people:
        for written in (one.name, one.name.upper(), folded(one.name)):
            assert one in match_person(written, people).candidates
            assert folded(match_person(written, people).candidates[0].name) == folded(one.name)
