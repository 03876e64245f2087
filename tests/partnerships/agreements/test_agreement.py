"""The partnering agreement: written from what is known, edited, issued."""

import datetime

import pytest
from django.utils import translation

from backbone.time.days import today_of
from partnerships.agreements import clause_facts, writing
from partnerships.agreements.clauses import PATTERNS
from partnerships.agreements.models import Agreement
from partnerships.agreements.records import Records, speakers
from partnerships.documents.models import Document
from partnerships.models import Body, Contribution
from tests import factories
from workplans.models import Objective, Outcome, Plan

pytestmark = pytest.mark.fast

KEYS = [
    "partners", "mission", "representatives", "status", "own_codes", "head_contracts",
    "vision", "objectives", "own_objectives", "values",
    "activities", "resources", "roles", "measures", "after_funding",
    "bodies", "decisions", "accountability", "communication", "confidentiality", "identity", "fundraising",
    "conflict_of_interest", "disputes", "admission", "review", "amendment", "moving_on", "no_authority",
    "spokesperson", "data_protocol", "duty_to_consult", "prevails", "language_prevails",
    "acceptance",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_has_every_clause_in_both_languages(coffee, language):
    coffee.language = language
    coffee.save()
    agreement = writing.write(coffee)
    assert [clause.key for clause in agreement.clauses.all()] == KEYS
    assert all(clause.text and clause.heading for clause in agreement.clauses.all())
    assert agreement.document.language == language


def test_it_is_written_from_the_records(as_, ruth, coffee, union):
    Contribution.objects.create(
        partnership=coffee, partner=union, description="Nurseries", quantity=40, unit="days"
    )
    lead = factories.representative(union, factories.person("Joy Akello"), capacity="lead")
    as_(ruth).post("/partnerships/coffee/agreement/")
    text = {clause.key: clause.text for clause in Agreement.objects.get().clauses.all()}
    assert "Kigezi Farmers’ Union" in text["partners"]
    assert "Nurseries, 40 days (other in kind)" in text["resources"]
    assert lead.name in text["representatives"]
    assert "not a contract" in text["status"]
    assert "within 2 working days" in text["communication"]


def test_a_group_names_the_partners_that_sit_there_today(coffee, union):
    group = Body.objects.create(partnership=coffee, name="Nurseries")
    union.bodies.add(group, through_defaults={"partnership": coffee})
    agreement = writing.write(coffee)
    assert "Partners: " in agreement.clauses.get(key="bodies").text
    group.seats.update(term_until=today_of(coffee) - datetime.timedelta(days=1))
    assert "Partners: " not in clause_facts.known("bodies", Records(agreement))


def test_names_do_not_turn_into_markdown(coffee):
    factories.partner(coffee, "*Bold* [link](javascript:alert(1)) <b>x</b>")
    text = writing.write(coffee).clauses.get(key="partners").text
    assert r"\*Bold\* \[link\]" in text


def test_editing_by_hand_survives_an_update_from_the_records(as_, ruth, coffee, union):
    agreement = writing.write(coffee)
    clause = agreement.clauses.get(key="partners")
    data = {"heading": "Who we are", "text": "All of us.", "revision": clause.revision}
    assert as_(ruth).post(f"/clauses/{clause.pk}/edit/", data).status_code == 302
    factories.partner(coffee, "Roasters")
    writing.bring_up_to_date(agreement)
    clause.refresh_from_db()
    assert (clause.text, clause.written_from) == ("All of us.", "hand")
    as_(ruth).post(f"/clauses/{clause.pk}/rewriting/")
    clause.refresh_from_db()
    assert "Roasters" in clause.text


def test_two_people_editing_a_clause_see_both_texts(as_, ruth, coffee):
    clause = writing.write(coffee).clauses.get(key="disputes")
    data = {"heading": "Disputes", "text": "Mine", "revision": clause.revision}
    as_(ruth).post(f"/clauses/{clause.pk}/edit/", {**data, "text": "Theirs, saved first"})
    answer = as_(ruth).post(f"/clauses/{clause.pk}/edit/", data)
    assert answer.status_code == 409
    assert "Theirs, saved first" in answer.content.decode()
    assert "Mine" in answer.content.decode()


def test_binding_is_said_in_the_clause(as_, ruth, coffee):
    agreement = writing.write(coffee)
    as_(ruth).post("/partnerships/coffee/agreement/edit/", {"binding": "on", "revision": agreement.revision})
    assert "legally binding" in agreement.clauses.get(key="status").text


@pytest.mark.parametrize(
    ("capacities", "speaks"),
    [
        (["lead", "sponsor"], "sponsor"),
        (["sponsor", "lead"], "sponsor"),
        (["alternate", "member", "lead"], "lead"),
        (["member", "alternate"], None),
    ],
)
def test_a_sponsor_signs_before_a_lead_and_nobody_else_does(coffee, capacities, speaks):
    partner = factories.partner(coffee, "Roasters")
    people = [factories.representative(partner, capacity=capacity) for capacity in capacities]
    row = speakers(coffee).get(partner.pk)
    assert (row and row.capacity) == speaks
    assert row is None or row.person == people[capacities.index(speaks)]


def test_issuing_freezes_a_version(as_, ruth, coffee, union):
    agreement = writing.write(coffee)
    as_(ruth).post("/partnerships/coffee/agreement/proposal/", {"rule": "all"})
    version = agreement.document.versions.get()
    address = f"/documents/{version.pk}/"
    assert version.number == 1
    assert "Kigezi Farmers’ Union" in version.html
    page = as_(ruth).get("/partnerships/coffee/agreement/").text
    assert "Version 1" in page
    assert version.sha256[:16] not in page
    assert version.sha256 in as_(ruth).get(address).text


def test_a_second_version_says_what_changed(as_, ruth, coffee):
    agreement = writing.write(coffee)
    writing.issue(agreement, by=ruth)
    assert (
        as_(ruth).post("/partnerships/coffee/agreement/proposal/", {"rule": "all", "reason": ""}).status_code
        == 422
    )
    as_(ruth).post(
        "/partnerships/coffee/agreement/proposal/", {"rule": "all", "reason": "Two partners joined"}
    )
    assert agreement.document.versions.first().reason == "Two partners joined"


def test_a_clause_left_out_is_not_issued(as_, ruth, coffee):
    agreement = writing.write(coffee)
    clause = agreement.clauses.get(key="fundraising")
    data = {"heading": clause.heading, "text": clause.text, "left_out": "on", "revision": clause.revision}
    as_(ruth).post(f"/clauses/{clause.pk}/edit/", data)
    version = writing.issue(agreement, by=ruth)
    assert "Raising funds" not in version.html
    clause.refresh_from_db()
    assert clause.written_from != "hand"


def test_hostile_clauses_reach_the_document_as_text(as_, ruth, coffee, hostile):
    agreement = writing.write(coffee)
    clause = agreement.clauses.get(key="values")
    as_(ruth).post(
        f"/clauses/{clause.pk}/edit/",
        {"heading": hostile[:120], "text": hostile, "revision": clause.revision},
    )
    version = writing.issue(agreement, by=ruth)
    for page in (version.html, as_(ruth).get("/partnerships/coffee/agreement/").content.decode()):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_observers_see_issued_versions_only(as_, ruth, coffee):
    agreement = writing.write(coffee)
    clause = agreement.clauses.get(key="values")
    agreement.clauses.filter(pk=clause.pk).update(text="a draft that is still being talked about")
    observer = factories.observer(coffee)
    page = as_(observer).get("/partnerships/coffee/agreement/").content.decode()
    assert "a draft that is" not in page
    assert as_(observer).get("/partnerships/coffee/agreement/preview/").status_code == 302


@pytest.mark.parametrize("page", ["", "preview/"])
def test_what_is_the_document_s_stands_in_its_language(as_ruth, coffee, union, page):
    type(coffee).objects.filter(pk=coffee.pk).update(language="nl")
    coffee.refresh_from_db()
    writing.write(coffee)
    text = as_ruth.get(f"/partnerships/coffee/agreement/{page}").text
    assert "Waarom</h2>" in text
    assert "Why</h2>" not in text
    assert ("Wijze van akkoord" in text) == bool(page)
    assert ("Contents" in text) == (not page)


def test_only_coordinators_write_edit_and_issue(as_, coffee, union):
    agreement = writing.write(coffee)
    clause = agreement.clauses.first()
    posts = ["/partnerships/coffee/agreement/", "/partnerships/coffee/agreement/proposal/", f"/clauses/{clause.pk}/edit/",
             f"/clauses/{clause.pk}/rewriting/"]  # fmt: skip
    member, stranger = factories.representative(union), factories.person()
    for address in posts:
        assert as_(member).post(address).status_code == 403
        assert as_(stranger).post(address).status_code == 404


def test_every_pattern_has_a_heading_and_text_in_dutch():
    with translation.override("nl"):
        dutch = [(str(pattern.heading), str(pattern.standard)) for pattern in PATTERNS]
    assert all(heading and text for heading, text in dutch)


def test_the_plan_fills_objectives_outline_and_measures(coffee, union):
    document = Document.objects.create(partnership=coffee, kind="plan", title="Plan", language="en")
    plan = Plan.objects.create(partnership=coffee, document=document, title="Plan 2026")
    objective = Objective.objects.create(partnership=coffee, plan=plan, title="Seedlings that survive")
    objective.milestones.create(
        partnership=coffee, title="Nurseries", lead_partner=union, due=datetime.date(2027, 1, 30)
    )
    roasters = factories.partner(coffee, "Roasters")
    objective.milestones.create(partnership=coffee, title="Roads", lead_partner=roasters)
    objective.milestones.create(
        partnership=coffee, title="Given up", state="dropped", due=datetime.date(2028, 1, 30)
    )
    outcome = Outcome.objects.create(partnership=coffee, name="Income")
    outcome.indicators.create(partnership=coffee, name="Survival", unit="%", baseline=41, target=75)
    text = {clause.key: clause.text for clause in writing.write(coffee).clauses.all()}
    assert text["objectives"] == "- Seedlings that survive"
    outline = "2 milestones, until 30 January 2027, each led by one of Kigezi Farmers’ Union, Roasters"
    assert outline in text["activities"]
    assert text["measures"] == "- **Survival**: baseline 41 %, target 75 %"
