"""Comments that come late: a version is proposed or in force, so they are kept for the next one."""

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from partnerships.commenting.models import ClauseComment
from partnerships.correspondence.models import Notice
from partnerships.signing import in_force, proposing

LATER = "for the next version"


@pytest.fixture
def own(agreement, bank):
    return reverse("own_comments", args=[bank.pk])


@pytest.fixture
def proposed(agreement, ruth, bank, joan):
    return proposing.propose(agreement, ruth, "all")


def comment(as_, joan, own, clause):
    return as_(joan).post(own, {f"text-{clause.pk}": "Sixty days"}, follow=True).text


def test_a_comment_on_a_draft_is_not_late(as_, joan, ruth, own, agreement, clause):
    assert LATER not in as_(joan).get(own).text
    assert LATER not in comment(as_, joan, own, clause)
    proposing.propose(agreement, ruth, "all")
    page = as_(joan).get(reverse("comments", args=[agreement.partnership.slug])).text
    assert "Version 1 is proposed." in page
    assert f"· {LATER}" not in " ".join(page.split())


def test_while_proposed_it_is_kept_for_the_next_version(as_, ruth, joan, own, clause, proposed):
    assert "Version 1 is proposed." in as_(joan).get(own).text
    page = comment(as_, joan, own, clause)
    assert "1 comment is saved. Version 1 is proposed." in page
    assert f"· {LATER}" in " ".join(page.split())
    row = ClauseComment.objects.get()
    assert row.is_open
    answer = reverse("comment_answer", args=[row.pk])
    assert LATER in as_(ruth).get(answer).text
    as_(ruth).post(answer, {"outcome": "taken", "answer": "Well said.", "revision": 0})
    assert "It came after version 1 and is for the next one." in Notice.objects.get().text
    assert LATER in as_(joan).get(own).text


def test_while_in_force_too_and_it_counts_for_the_version_that_follows(
    as_, ruth, joan, own, clause, proposed
):
    day = today_of(proposed.partnership)
    proposed.acceptances.update(state="accepted", answered_on=day, received_on=day)
    in_force.put_in_force(proposed, ruth, "All have accepted.")
    assert "Version 1 is in force." in comment(as_, joan, own, clause)
    proposing.propose(proposed.agreement, ruth, "all")
    page = as_(joan).get(reverse("comments", args=[proposed.partnership.slug])).text
    assert "Version 2 is proposed." in page
    assert f"· {LATER}" not in " ".join(page.split())


def test_once_ended_it_is_kept_all_the_same(as_, ruth, joan, own, clause, proposed):
    day = today_of(proposed.partnership)
    proposed.acceptances.update(state="accepted", answered_on=day, received_on=day)
    binding = in_force.put_in_force(proposed, ruth, "All have accepted.")
    in_force.end(binding, ruth, "The money has gone.", day)
    assert "The agreement has ended." in comment(as_, joan, own, clause)
    assert ClauseComment.objects.get().text == "Sixty days"


def test_a_proposal_that_was_taken_back_makes_no_comment_late(as_, ruth, joan, own, clause, proposed):
    proposing.take_back(proposed, ruth, "Too early.")
    assert LATER not in comment(as_, joan, own, clause)
