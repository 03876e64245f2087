"""What a clause says, without marks, in a partner's own part and where two versions are compared."""

import pytest

from partnerships.agreement_papers import own_part
from partnerships.agreement_papers.difference import _row
from partnerships.agreements import writing
from partnerships.models import Contribution


@pytest.fixture
def gift(coffee, union):
    return Contribution.objects.create(
        partnership=coffee,
        partner=union,
        description="Mobile library",
        kind="equip",
        quantity=40,
        unit="days",
        value=20_000,
        currency="EUR",
        conditions="Only after the yearly report",
    )


def lines(partner, key):
    return next(part.lines for part in own_part.parts(partner) if part.key == key)


def test_a_contribution_has_how_much_and_under_which_condition_in_the_clause_and_in_the_own_part(
    coffee, union, gift
):
    clause = writing.write(coffee).clauses.get(key="resources").text
    ((_lead, words),) = lines(union, "gives")
    for said in ("40 days", "20,000", "condition: Only after the yearly report"):
        assert said in clause
        assert said in words


def test_without_an_amount_nothing_is_said_of_one(coffee, union):
    Contribution.objects.create(partnership=coffee, partner=union, description="Staff", kind="hours")
    ((_lead, words),) = lines(union, "gives")
    assert "condition" not in words
    assert "None" not in words


def test_the_own_part_has_the_whole_of_a_clause(coffee, ruth):
    text = "**Ruth** coordinates.\n\nEach partner does what it took on.\n\n- *One*\n- Two"
    version = writing.issue(writing.write(coffee), by=ruth)
    clauses = [one | {"text": text} if one["key"] == "roles" else one for one in version.data["clauses"]]
    version.data = {**version.data, "clauses": clauses}
    said = dict(own_part._expected(version)).values()
    assert "Ruth coordinates.\nEach partner does what it took on.\nOne\nTwo" in said


def test_a_difference_shows_words_without_marks():
    old = {"heading": "Who", "text": "The partners are:\n\n- **Bank**: convener\n- **Mill**: member"}
    new = {"heading": "Who", "text": "The partners are:\n\n- **Bank**: convener\n- **Union**: member"}
    words = [piece.words.strip() for piece in _row(old, new, has_moved=False).pieces]
    assert not any("*" in one or one.startswith("-") for one in words)
    assert "Union:" in words or "Union: member" in words


def test_where_only_a_mark_is_another_the_marks_are_shown():
    old, new = ({"heading": "Who", "text": text} for text in ("Two bags", "*Two* bags"))
    assert "*Two*" in [piece.words.strip() for piece in _row(old, new, has_moved=False).pieces]
