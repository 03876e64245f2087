"""What is carried from one version to the next, and what is said before it is proposed."""

import pytest
from django.urls import reverse

from backbone.time import dates
from backbone.time.days import today_of
from partnerships.commenting.models import ClauseComment
from partnerships.signing import in_force, proposing, recording
from tests import factories
from tests.partnerships.signing.said import State, accept

PROPOSAL = "/partnerships/coffee/agreement/proposal/"


@pytest.fixture
def some(agreement, partners, ruth):
    """Version 1, which two of two partners named have to accept."""
    named = [partner.pk for partner in partners[:2]]
    return proposing.propose(agreement, ruth, "count", count=2, needed=named, no_objection_counts=False)


def again(agreement, ruth, round):
    return proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk)


def test_the_rule_is_the_one_that_it_had(as_ruth, some, partners):
    initial = as_ruth.get(PROPOSAL).context["form"].initial
    assert (initial["rule"], initial["count"], initial["no_objection_counts"]) == ("count", 2, False)
    assert sorted(initial["needed"]) == sorted(partner.pk for partner in partners[:2])
    assert initial["instead_of"] == some.pk


def test_the_rule_of_all_names_nobody(as_ruth, proposed):
    assert as_ruth.get(PROPOSAL).context["form"].initial["needed"] == []


def test_since_when_a_partner_has_it_goes_with_it(agreement, ruth, proposed):
    day = today_of(proposed.partnership)
    proposed.acceptances.update(received_on=day, legal_since=day)
    given = accept(proposed.acceptances.first(), ruth)
    newer = again(agreement, ruth, proposed)
    rows = {row.partner_id: (row.received_on, row.legal_since) for row in newer.acceptances.all()}
    assert rows.pop(given.partner_id) == (None, None)
    assert set(rows.values()) == {(day, day)}


def test_after_one_in_force_nothing_is_carried(agreement, ruth, proposed):
    proposed.acceptances.update(received_on=today_of(proposed.partnership))
    for row in proposed.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(proposed, ruth, "")
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes")
    assert set(newer.acceptances.values_list("received_on", flat=True)) == {None}


def test_a_wish_is_shown_until_the_new_version_is_answered(
    as_, as_ruth, agreement, union, peter, ruth, proposed
):
    accept(proposed.acceptances.get(partner=union), ruth, State.WISHES_CHANGE, wish="Five working days")
    newer = again(agreement, ruth, again(agreement, ruth, proposed))
    row = newer.acceptances.get(partner=union)
    page = " ".join(as_ruth.get(newer.get_absolute_url()).text.split())
    assert 'Wished for version 1: </span> <q dir="auto">Five working days</q>' in page
    own = as_(peter).get(reverse("acceptance_answer", args=[row.pk])).text
    assert "Five working days" in own
    accept(row, ruth)
    assert "Five working days" not in as_ruth.get(newer.get_absolute_url()).text


def test_a_refusal_is_shown_until_the_new_version_is_answered(as_ruth, agreement, union, ruth, proposed):
    accept(proposed.acceptances.get(partner=union), ruth, State.REFUSED, remark="No budget for it")
    newer = again(agreement, ruth, proposed)
    page = " ".join(as_ruth.get(newer.get_absolute_url()).text.split())
    assert 'Did not accept version 1. </span> <q dir="auto">No budget for it</q>' in page
    accept(newer.acceptances.get(partner=union), ruth)
    assert "No budget for it" not in as_ruth.get(newer.get_absolute_url()).text


def test_a_wish_is_between_the_partner_and_who_coordinates(as_, agreement, union, partners, ruth, proposed):
    accept(proposed.acceptances.get(partner=union), ruth, State.WISHES_CHANGE, wish="Five working days")
    newer = again(agreement, ruth, proposed)
    other = factories.representative(partners[1], factories.person("Joy Akello"))
    assert "Five working days" not in as_(other).get(newer.get_absolute_url()).text


def test_what_still_holds_says_how_it_was_said_first(as_ruth, agreement, ruth, proposed):
    first = accept(
        proposed.acceptances.first(), ruth, signer_name="Dr A. Okello", signer_office="Permanent Secretary",
        decision_number="B-12", decided_on="2026-01-05",
    )  # fmt: skip
    second = again(agreement, ruth, proposed)
    today = today_of(proposed.partnership)
    row = recording.still_holds(second.acceptances.get(partner=first.partner), ruth, today)
    assert (row.decision_number, str(row.decided_on)) == ("B-12", "2026-01-05")
    assert (row.first_on, row.first_way, row.way) == (today, "paper", "said")
    third = again(agreement, ruth, second)
    row = recording.still_holds(third.acceptances.get(partner=first.partner), ruth, today, way="letter")
    assert (row.first_way, row.first_by) == ("paper", "Dr A. Okello, Permanent Secretary")
    page = " ".join(as_ruth.get(third.get_absolute_url()).text.split())
    said = f"first accepted on {dates.long(today)}, by Dr A. Okello, Permanent Secretary, Signed on paper"
    assert said in page
    assert "B-12" in page


def test_what_does_not_hold_says_nothing_of_before(agreement, ruth, proposed):
    first = accept(proposed.acceptances.first(), ruth, signer_name="Dr A. Okello")
    second = again(agreement, ruth, proposed)
    row = second.acceptances.get(partner=first.partner)
    recording.still_holds(row, ruth, today_of(proposed.partnership))
    row = recording.still_holds(row, ruth, today_of(proposed.partnership), holds=False)
    assert (row.first_on, row.first_by, row.first_way) == (None, "", "")


# Before it is proposed


def test_the_page_says_what_is_missing(as_ruth, agreement, partners):
    assert "still missing" in " ".join(as_ruth.get(PROPOSAL).text.split())


def test_comments_without_an_answer_are_told(as_ruth, agreement, union, partners):
    assert "no answer yet" not in as_ruth.get(PROPOSAL).text
    clause = agreement.clauses.first()
    ClauseComment.objects.create(
        partnership=agreement.partnership,
        agreement=agreement,
        clause=clause,
        partner=union,
        text="A mediator",
        way="paper",
        told_on="2026-01-05",
    )
    page = " ".join(as_ruth.get(PROPOSAL).text.split())
    assert "1 comment has no answer yet" in page
    assert reverse("comments", args=["coffee"]) in page


def test_a_draft_that_says_the_same_is_told_and_not_refused(as_ruth, agreement, proposed):
    assert "The draft says the same as version 1" in " ".join(as_ruth.get(PROPOSAL).text.split())
    data = {"rule": "all", "reason": "A new date", "instead_of": proposed.pk}
    assert as_ruth.post(PROPOSAL, data).status_code == 302


def test_a_draft_that_says_something_else_is_not(as_ruth, agreement, proposed):
    agreement.clauses.filter(key="communication").update(
        text="Minutes within nine days.", written_from="hand"
    )
    assert "says the same" not in as_ruth.get(PROPOSAL).text


# In force


def test_a_rule_that_is_met_is_reason_enough(as_ruth, ruth, proposed):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    day = today_of(proposed.partnership)
    assert as_ruth.post(f"/signing-rounds/{proposed.pk}/in-force/", {"on": day}).status_code == 302
    proposed.refresh_from_db()
    assert proposed.is_in_force


def test_the_end_still_needs_a_reason(as_ruth, ruth, proposed):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    binding = in_force.put_in_force(proposed, ruth, "")
    answer = as_ruth.post(f"/signing-rounds/{binding.pk}/end/", {"on": today_of(binding.partnership)})
    assert answer.status_code == 422


def test_each_version_says_what_became_of_it(as_ruth, agreement, ruth, proposed):
    second = again(agreement, ruth, proposed)
    for row in second.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(second, ruth, "")
    proposing.propose(agreement, ruth, "all", reason="A fee")
    page = " ".join(as_ruth.get("/partnerships/coffee/agreement/").text.split())
    versions = page[page.index('id="issued"') :]
    assert versions.index("Version 3") < versions.index(
        "issued, amends version 2, accepted by 0 of 3; 3 accepted only version 2"
    )
    assert versions.index("Version 2") < versions.index("in force since") < versions.index("Version 1")
    assert "replaced on" in versions
    assert "Before the partners, and in force" in page


def test_what_is_in_force_is_not_before_the_partners(as_ruth, ruth, proposed):
    assert "Before the partners" in as_ruth.get("/partnerships/coffee/agreement/").text
    for row in proposed.acceptances.all():
        accept(row, ruth)
    in_force.put_in_force(proposed, ruth, "")
    assert "Before the partners" not in as_ruth.get("/partnerships/coffee/agreement/").text
