"""What is made of the answers: after one look, and never over words that somebody typed."""

import pytest
from django.urls import reverse

from partnerships.agreements import writing
from partnerships.models import Contribution
from partnerships.scoping import prefilling
from workplans.models import Objective

TEXTS = {"purpose": "", "reason": "", "problem": "", "only_together": "", "needed": ""}


@pytest.fixture
def address(canvas):
    return reverse("canvas_filling", args=[canvas.pk])


def fill(client, address, of, **data):
    of.refresh_from_db()
    return client.post(address, {**TEXTS, "purpose": of.purpose, "revision": of.revision, **data})


def test_it_offers_what_was_said_and_writes_nothing_by_itself(as_ruth, address, said, coffee, union):
    page = as_ruth.get(address).text
    for words in ("A warehouse", "One price list", "3 days of Peter", "Fewer middlemen"):
        assert words in page
    coffee.refresh_from_db()
    union.refresh_from_db()
    assert (coffee.only_together, union.own_objectives) == ("", "")
    assert not Contribution.objects.exists()


def test_one_look_fills_purpose_agreement_objectives_offers_and_plan(
    as_ruth, address, said, coffee, union, canvas, ruth
):
    page = fill(
        as_ruth,
        address,
        coffee,
        purpose="Farmers earn more",
        reason="We asked everybody",
        only_together="One price list",
        needed="A warehouse",
        objectives_of=[said.pk],
        offers=[f"{union.pk}:A room"],
        take_objectives=["Better prices"],
    )
    assert page.status_code == 302
    for row in (coffee, union, canvas):
        row.refresh_from_db()
    assert (coffee.purpose, coffee.only_together) == ("Farmers earn more", "One price list")
    assert coffee.purpose_statements.first().by == ruth
    assert union.own_objectives == said.achieve
    offer = Contribution.objects.get()
    assert (offer.description, offer.state, offer.partner) == ("A room", "offered", union)
    assert [str(row) for row in Objective.objects.all()] == ["Better prices"]
    clauses = {row.key: row.text for row in writing.write(coffee).clauses.all()}
    assert clauses["resources"] == "A warehouse"
    assert "One price list" in clauses["vision"]


def test_words_that_are_there_stand_in_their_fields(as_ruth, address, said, coffee):
    coffee.only_together = "Typed before"
    coffee.save()
    page = as_ruth.get(address).text
    assert "Typed before</textarea>" in page


def test_a_purpose_changes_with_its_reason_only(as_ruth, address, said, coffee):
    coffee.purpose = "As before"
    coffee.save()
    page = fill(as_ruth, address, coffee, purpose="Otherwise")
    assert (page.status_code, coffee.purpose_statements.count()) == (422, 0)
    fill(as_ruth, address, coffee, purpose="Otherwise", reason="We talked")
    assert [row.text for row in coffee.purpose_statements.all()] == ["Otherwise", "As before"]


def test_what_was_filled_meanwhile_stays(as_ruth, address, said, coffee, union):
    page = as_ruth.get(address)
    assert page.status_code == 200
    union.own_objectives = "Typed meanwhile"
    union.save()
    assert prefilling.fill_own_objectives(said.canvas, [said.pk], by=None) == 0
    union.refresh_from_db()
    assert union.own_objectives == "Typed meanwhile"


def test_a_partnership_that_was_changed_meanwhile_shows_both_texts(as_ruth, address, said, coffee):
    opened = coffee.revision
    coffee.purpose, coffee.revision = "Theirs", opened + 1
    coffee.save()
    data = {**TEXTS, "purpose": "Mine", "reason": "So", "offers": [f"{said.partner_id}:A room"]}
    page = as_ruth.post(address, {**data, "revision": opened})
    assert page.status_code == 409
    assert "Theirs" in page.text
    assert "Mine" in page.text
    assert not Contribution.objects.exists()


def test_a_line_is_taken_once(as_ruth, address, said, coffee, union):
    offer = f"{union.pk}:A room"
    for _twice in range(2):
        fill(as_ruth, address, coffee, offers=[offer], take_objectives=["Better prices"])
    assert (Contribution.objects.count(), Objective.objects.count()) == (1, 1)
    assert offer not in as_ruth.get(address).text


def test_an_agreed_contribution_is_said_before_the_canvas(said, coffee, union, canvas):
    canvas.needed = "A warehouse"
    canvas.save()
    Contribution.objects.create(partnership=coffee, partner=union, description="A lorry")
    clauses = {row.key: row.text for row in writing.write(coffee).clauses.all()}
    assert "A lorry" in clauses["resources"]
    assert "A warehouse" not in clauses["resources"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- A room\n\n* 3 days", ["A room", "3 days"]),
        ("  \n-\n", []),
        ("x" * 12, ["x" * 9 + "…"]),
    ],
)
def test_lines_lose_their_marks_and_stay_within_bounds(text, expected):
    assert list(prefilling.lines(text, 10)) == expected
