"""Clauses: those that come left out, the partners' own, their order, and what is missing."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from partnerships import removing
from partnerships.agreements import arranging, records, writing
from partnerships.agreements.clause_facts import MOST_NAMED, known
from partnerships.agreements.further_clauses import FURTHER
from partnerships.agreements.models import GROUPS, Clause, TemplateClause
from partnerships.agreements.records import Records
from partnerships.models import Body, Contribution
from tests import factories

pytestmark = pytest.mark.fast


@pytest.fixture
def agreement(coffee, union):
    return writing.write(coffee)


@pytest.fixture
def page(as_ruth, coffee, agreement):
    """What the page of the agreement says."""
    return lambda: as_ruth.get(reverse("agreement", args=[coffee.slug])).text


def add(as_, ruth, coffee, **said):
    """A clause of the partners' own, added on its page."""
    fields = {"group": "how", "heading": "Bees", "text": "Nobody sprays while they fly.", **said}
    answer = as_(ruth).post(reverse("clause_new", args=[coffee.slug]), fields)
    assert answer.status_code == 302
    return Clause.objects.get(heading=fields["heading"])


def headings(agreement, group="how"):
    return list(agreement.clauses.filter(group=group, left_out=False).values_list("heading", flat=True))


def test_what_not_every_agreement_needs_comes_left_out(agreement, page):
    out = set(agreement.clauses.filter(left_out=True).values_list("key", flat=True))
    assert out == {pattern.key for pattern in FURTHER}
    assert "8 clauses are left out" in page()


def test_an_older_agreement_gets_them_left_out_and_issues_what_it_said(ruth, agreement):
    agreement.clauses.filter(left_out=True).delete()
    before = writing.frozen(agreement, list(agreement.clauses.all()))
    writing.bring_up_to_date(agreement)
    assert agreement.clauses.filter(left_out=True).count() == len(FURTHER)
    assert writing.frozen(agreement, list(agreement.clauses.all())) == before


def test_what_an_older_agreement_lacks_is_issued_only_when_somebody_takes_it_in(
    as_ruth, ruth, coffee, agreement
):
    agreement.clauses.filter(key="disputes").delete()
    preview = as_ruth.get(reverse("agreement_preview", args=[coffee.slug])).context["groups"]
    shown = [clause.key for _group, own in preview for clause in own]
    assert "disputes" not in shown
    before = writing.frozen(agreement, writing.drafted(agreement))
    version = writing.issue(agreement, by=ruth)
    version.refresh_from_db()
    assert version.data == before
    assert [one["key"] for one in version.data["clauses"]] == shown
    assert agreement.clauses.get(key="disputes").left_out


def test_the_instruction_stands_beside_the_clause_and_is_never_printed(as_ruth, coffee, agreement):
    clause = agreement.clauses.get(key="data_protocol")
    hint = "ask the privacy officer of each partner"
    assert hint in as_ruth.get(reverse("clause_edit", args=[clause.pk])).text
    Clause.objects.update(left_out=False)
    assert hint not in as_ruth.get(reverse("agreement_preview", args=[coffee.slug])).text
    assert hint not in writing.compose(agreement, list(agreement.clauses.all()))


@pytest.mark.parametrize("pattern", FURTHER, ids=lambda pattern: pattern.key)
def test_further_clauses_have_their_dutch(pattern):
    for words in (pattern.heading, pattern.standard, pattern.hint):
        english = str(words)
        with translation.override("nl"):
            assert str(words) != english


def test_a_clause_of_their_own_is_printed_survives_an_update_and_can_be_removed(as_, ruth, coffee, agreement):
    own = add(as_, ruth, coffee)
    writing.bring_up_to_date(agreement)
    assert "Nobody sprays while they fly." in writing.compose(agreement, list(agreement.clauses.all()))
    as_(ruth).post(reverse("clause_removal", args=[own.pk]))
    assert "Bees" not in headings(agreement)
    removing.bring_back(coffee.removals.get(), by=ruth)
    assert headings(agreement)[-1] == "Bees"


def test_a_standard_clause_is_not_removed_and_an_own_one_not_written_again(as_, ruth, coffee, agreement):
    own, standard = add(as_, ruth, coffee), agreement.clauses.get(key="disputes")
    assert as_(ruth).post(reverse("clause_removal", args=[standard.pk])).status_code == 404
    assert as_(ruth).post(reverse("clause_rewriting", args=[own.pk])).status_code == 404


def test_it_moves_within_its_group(as_, ruth, coffee, agreement):
    own = add(as_, ruth, coffee)
    before = headings(agreement)
    assert before[-1] == "Bees"
    as_(ruth).post(reverse("clause_move", args=[own.pk]), {"way": "up"})
    after_one = headings(agreement)
    assert sorted(after_one) == sorted(before)
    for _step in range(40):
        arranging.move(own, arranging.UP)
    assert headings(agreement)[0] == "Bees"
    assert not arranging.move(own, arranging.UP)
    assert headings(agreement, "who")[0] == "Partners"
    arranging.move(own, arranging.DOWN)
    assert headings(agreement)[1] == "Bees"


def test_two_with_one_place_get_two(coffee, agreement):
    first, second = agreement.clauses.filter(group="why")[:2]
    Clause.objects.filter(pk__in=[first.pk, second.pk]).update(position=first.position)
    arranging.move(first, arranging.DOWN)
    places = list(agreement.clauses.filter(group="why").values_list("position", flat=True))
    assert len(places) == len(set(places))


def test_what_the_records_say_now_stands_below_what_was_edited_by_hand(as_ruth, coffee, agreement):
    clause = agreement.clauses.get(key="partners")
    edit = reverse("clause_edit", args=[clause.pk])
    assert "What the records say now" not in as_ruth.get(edit).text
    as_ruth.post(edit, {"heading": clause.heading, "text": "All of us.", "revision": clause.revision})
    factories.partner(coffee, "Roasters")
    page = as_ruth.get(edit).text
    assert "What the records say now" in page
    assert "Roasters" in page


def test_what_is_missing_is_said_to_coordinators_alone(as_, ruth, peter, coffee, union, agreement):
    page = reverse("agreement", args=[coffee.slug])
    said = as_(ruth).get(page).text
    assert "No group is named that decides." in said
    assert re.search(r"Nobody is named who speaks for: |What may be decided without checking back", said)
    assert "No group is named that decides." not in as_(peter).get(page).text
    Body.objects.create(partnership=coffee, name="Steering committee")
    assert "No group is named that decides." not in as_(ruth).get(page).text


def test_it_holds_so_many(as_, ruth, coffee, agreement, monkeypatch):
    monkeypatch.setattr(arranging, "MOST", agreement.clauses.count())
    answer = as_(ruth).get(reverse("clause_new", args=[coffee.slug]), follow=True)
    assert "remove one first" in answer.text


def test_of_many_contributions_the_first_are_named_and_the_others_counted(agreement, coffee, union):
    Contribution.objects.bulk_create(
        Contribution(partnership=coffee, partner=union, kind="hours", description=f"Visit {n} of many")
        for n in range(MOST_NAMED + 3)
    )
    said = known("resources", Records(agreement))
    assert f"Visit {MOST_NAMED - 1} of many" in said
    assert f"Visit {MOST_NAMED} of many" not in said
    assert said.endswith("and 3 further contributions that are on record")


def test_where_there_are_too_many_in_all_each_partners_contributions_are_counted(
    agreement, coffee, union, monkeypatch
):
    Contribution.objects.bulk_create(
        Contribution(partnership=coffee, partner=union, kind="hours", description=f"Visit {n} of many")
        for n in range(5)
    )
    Contribution.objects.create(
        partnership=coffee, partner=union, kind="hours", description="Perhaps", state="offered"
    )
    monkeypatch.setattr(records, "MOST_IN_ALL", 4)
    assert known("resources", Records(agreement)).endswith(f"**{union}**: 5 contributions that are on record")


def test_where_there_are_too_many_people_in_all_whoever_speaks_is_named_and_the_others_counted(
    agreement, coffee, union, peter, monkeypatch
):
    for n in range(3):
        factories.representative(union, factories.person(f"Member {n}"))
    roasters = factories.partner(coffee, "Roasters")
    factories.representative(roasters, factories.person("Only Member"))
    assert "Member 2" in known("representatives", Records(agreement))
    monkeypatch.setattr(records, "MOST_IN_ALL", 4)
    said = known("representatives", Records(agreement))
    assert f"**{union}**: {peter} (lead), and 3 more who are on record." in said
    assert "**Roasters**: 1 person who is on record." in said
    assert "Member 2" not in said


@pytest.mark.parametrize("group", ["", "else"])
def test_the_database_refuses_a_clause_that_stands_in_no_group(agreement, group):
    clause = agreement.clauses.first()
    template = TemplateClause.objects.create(kind="covenant", language="en", key="own-x", group="how")
    for row in (clause, template):
        with pytest.raises(IntegrityError, match="clause_group"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(group=group)


def test_the_groups_of_the_database_are_those_of_the_pages():
    assert GROUPS.split() == list(Clause.Group.values)
