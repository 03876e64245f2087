"""Clauses fed by the records follow them until a version is frozen, and what holds is said beside the draft."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from backbone.time.days import today_of
from partnerships.agreements import writing
from partnerships.agreements.clauses import WRITTEN
from partnerships.agreements.instructions import INSTRUCTIONS
from partnerships.agreements.models import Clause
from partnerships.commenting.models import ClauseComment
from partnerships.signing import in_force, proposing
from tests import factories
from tests.partnerships.signing.said import accept

FRAGMENT = {"HX-Request": "true"}
HINT = "departments sign for nobody"


@pytest.fixture
def agreement(coffee, union):
    return writing.write(coffee)


@pytest.fixture
def partners(agreement):
    return agreement.clauses.get(key="partners")


@pytest.fixture
def page(coffee):
    return reverse("agreement", args=[coffee.slug])


@pytest.fixture
def binding(agreement, ruth):
    """Version 1, in force."""
    round = proposing.propose(agreement, ruth, "all")
    for row in round.acceptances.all():
        accept(row, ruth)
    return in_force.put_in_force(round, ruth, "All signed")


def frozen(version, key="partners"):
    return next(one["text"] for one in version.data["clauses"] if one["key"] == key)


def edit(client, clause, text, **headers):
    said = {"heading": clause.heading, "text": text, "revision": clause.revision}
    return client.post(reverse("clause_edit", args=[clause.pk]), said, headers=headers)


def test_the_page_and_the_preview_show_what_the_records_say_and_write_nothing(
    as_ruth, coffee, agreement, partners, page
):
    factories.partner(coffee, "Roasters")
    for address in (page, reverse("agreement_preview", args=[coffee.slug])):
        assert "<strong>Roasters</strong>" in as_ruth.get(address).text
    assert "Roasters" not in Clause.objects.get(pk=partners.pk).text


def test_proposing_freezes_what_the_records_say_and_what_was_written_by_hand(
    as_ruth, ruth, coffee, agreement, partners
):
    values = agreement.clauses.get(key="values")
    edit(as_ruth, values, "We trust each other.")
    factories.partner(coffee, "Roasters")
    version = proposing.propose(agreement, ruth, "all").version
    assert "Roasters" in frozen(version)
    assert frozen(version, "values") == "We trust each other."
    factories.partner(coffee, "Late Bank")
    version.refresh_from_db()
    assert "Late Bank" not in frozen(version)


def test_the_form_of_a_clause_begins_with_what_the_records_say(as_ruth, coffee, agreement, partners):
    factories.partner(coffee, "Roasters")
    address = reverse("clause_edit", args=[partners.pk])
    form = as_ruth.get(address).context["form"]
    assert "Roasters" in form["text"].value()
    edit(as_ruth, partners, form["text"].value())
    partners.refresh_from_db()
    assert partners.written_from == "known"


def test_who_comments_changes_no_clause(as_, peter, coffee, union, agreement, partners):
    factories.partner(coffee, "Roasters")
    address = reverse("own_comments", args=[union.pk])
    as_(peter).post(address, {f"text-{partners.pk}": "Where are the banks?"})
    assert ClauseComment.objects.filter(clause=partners).exists()
    assert not Clause.pgh_event_model.objects.filter(pgh_label="update").exists()


def test_while_a_version_is_in_force_the_page_says_whether_the_draft_differs(
    as_, ruth, peter, coffee, agreement, binding, page
):
    assert "The draft below says the same." in as_(peter).get(page).text
    edit(as_(ruth), agreement.clauses.get(key="values"), "We trust each other.")
    said = as_(peter).get(page).text
    assert "The clauses below are a draft and say something else." in said
    assert "The draft below says the same." not in said


def test_instructions_stand_beside_the_clauses_for_coordinators_alone(
    as_, ruth, peter, coffee, agreement, page
):
    assert HINT in as_(ruth).get(page).text
    assert HINT not in as_(peter).get(page).text
    assert HINT not in as_(ruth).get(reverse("agreement_preview", args=[coffee.slug])).text
    assert HINT not in writing.compose(agreement, list(agreement.clauses.all()))


def test_each_standard_clause_has_an_instruction_with_its_dutch():
    assert all(one.hint or one.key in INSTRUCTIONS for one in WRITTEN)
    for words in INSTRUCTIONS.values():
        english = str(words)
        with translation.override("nl"):
            assert str(words) != english


@pytest.mark.parametrize(
    ("kind", "key", "years"),
    [("covenant", "start_and_end", "four years"), ("memorandum", "memorandum_period", "three years")],
)
def test_the_term_is_the_day_on_which_it_ends(as_ruth, coffee, kind, key, years):
    agreement = writing.write(coffee, kind)
    assert years in agreement.clauses.get(key=key).text
    lacks = "The covenant has no day on which it ends."
    assert (lacks in as_ruth.get(reverse("agreement", args=[coffee.slug])).text) == (kind == "covenant")
    day = today_of(coffee) + timedelta(days=900)
    address = reverse("agreement_edit", args=[coffee.slug])
    as_ruth.post(address, {"end_on": day.isoformat(), "revision": agreement.revision})
    said = agreement.clauses.get(key=key).text
    assert years not in said
    assert str(day.year) in said
    assert lacks not in as_ruth.get(reverse("agreement", args=[coffee.slug])).text


# In its place


def test_the_form_opens_in_its_place_and_the_saved_clause_takes_it(as_ruth, agreement, partners):
    address = reverse("clause_edit", args=[partners.pk])
    form = as_ruth.get(address, headers=FRAGMENT).text
    assert "<html" not in form
    assert "data-cancel" in form
    answer = edit(as_ruth, partners, "All of us.", **FRAGMENT)
    assert answer["HX-Retarget"] == "#clause-partners"
    assert "All of us." in answer.text
    assert "data-focus" in answer.text
    assert Clause.objects.get(pk=partners.pk).written_from == "hand"


def test_a_conflict_is_shown_in_its_place_and_cancelling_gives_the_clause_back(as_ruth, agreement, partners):
    edit(as_ruth, partners, "All of us.", **FRAGMENT)
    answer = edit(as_ruth, partners, "Most of us.", **FRAGMENT)
    assert answer.status_code == 409
    assert "All of us." in answer.text
    assert "Most of us." in answer.text
    shown = as_ruth.get(reverse("clause_edit", args=[partners.pk]) + "?shown=1", headers=FRAGMENT).text
    assert "All of us." in shown
    assert "data-focus" in shown


def test_one_that_is_left_out_in_its_place_reloads_the_page(as_ruth, agreement, partners):
    said = {
        "heading": partners.heading,
        "text": partners.text,
        "left_out": "on",
        "revision": partners.revision,
    }
    answer = as_ruth.post(reverse("clause_edit", args=[partners.pk]), said, headers=FRAGMENT)
    assert answer["HX-Refresh"] == "true"


def test_without_scripts_it_is_the_page_that_leads_back_to_the_clause(as_ruth, agreement, partners):
    assert edit(as_ruth, partners, "All of us.").url.endswith("#clause-partners")
