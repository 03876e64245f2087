"""What is taken while a version is proposed, in force or has ended: the version stays, and the draft becomes the next one."""

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.closing import closing
from partnerships.proposals import deciding
from partnerships.proposals.answers import answering
from partnerships.proposals.models import ClauseProposal, WordReading
from partnerships.signing import in_force, proposing
from partnerships.signing.models import Acceptance, SigningRound
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import answer_as_file

SAID = "Bees fly.\n\nBirds sing."


@pytest.fixture
def proposed(agreement, reading, ruth):
    """Version 1 before the partners; the file came while it was a draft."""
    return proposing.propose(agreement, ruth, "all")


@pytest.fixture
def accepted(proposed):
    row = proposed.acceptances.get()
    row.state, row.answered_on, row.received_on = "accepted", proposed.proposed_on, proposed.proposed_on
    row.save()
    return row


@pytest.fixture
def binding(proposed, accepted, ruth):
    """Version 1 in force."""
    return in_force.put_in_force(proposed, ruth, "All have accepted.", as_it_is=True)


def taking(proposal):
    return reverse("clause_proposal_taking", args=[proposal.pk])


def said_in(round):
    return next(one["text"] for one in round.version.data["clauses"] if one["key"] == "vision")


def vision(agreement):
    return agreement.clauses.get(key="vision").text


def answered(proposals, ruth):
    """All but the first are refused."""
    for row in proposals[1:]:
        deciding.refuse(row, "Not now.", by=ruth)


def test_what_is_taken_while_proposed_is_for_a_new_version_that_asks_again(
    as_ruth, agreement, reading, proposals, accepted
):
    page = as_ruth.post(taking(proposals[0]), follow=True).text
    assert "Version 1 is proposed" in page
    assert "1 change that you took is not in it." in page
    assert said_in(SigningRound.objects.get()) == SAID
    form = as_ruth.get(reverse("agreement_propose", args=[agreement.partnership.slug]))
    as_ruth.post(
        form.request["PATH_INFO"],
        {
            "rule": "all",
            "instead_of": accepted.round_id,
            "no_objection_counts": "on",
            "reason": "Of the union",
        },
    )
    later = SigningRound.objects.get(state="proposed")
    assert (later.version.number, said_in(later)) == (2, "Bees fly. High.\n\nBirds sing.")
    assert Acceptance.objects.get(round=later).carried_from == accepted
    assert "not in it" not in as_ruth.get(reading.get_absolute_url()).text


def test_the_answer_waits_until_what_was_taken_is_proposed(
    as_ruth, ruth, peter, agreement, reading, proposals, proposed
):
    deciding.take(proposals[0], by=ruth)
    answered(proposals, ruth)
    address = reverse("word_answer", args=[reading.pk])
    assert "Send it to" not in as_ruth.get(address).text
    assert "Propose the changed draft first." in as_ruth.post(address, follow=True).text
    with pytest.raises(answering.NotSent):
        answering.hand_over(reading, by=ruth)
    assert not Message.objects.filter(kind="word_answer").exists()
    proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    as_ruth.post(address)
    assert "stands in version 2" in Message.objects.get(kind="word_answer").text


def test_what_stands_in_a_version_is_not_taken_back(as_ruth, ruth, agreement, reading, proposals):
    deciding.take(proposals[0], by=ruth)
    deciding.refuse(proposals[1], "Not now.", by=ruth)
    address = reading.get_absolute_url()
    assert as_ruth.get(address).text.count("Open it again") == 2
    proposing.propose(agreement, ruth, "all")
    assert as_ruth.get(address).text.count("Open it again") == 1
    again = as_ruth.post(reverse("clause_proposal_reopening", args=[proposals[0].pk]), follow=True).text
    assert "It stands in version 1." in again
    assert vision(agreement) == "Bees fly. High.\n\nBirds sing."
    deciding.reopen(proposals[1], by=ruth)


def test_nothing_waits_where_only_comments_were_taken_to_heart(ruth, reading, proposals, proposed):
    for row in proposals[:2]:
        deciding.refuse(row, "Not now.", by=ruth)
    deciding.take(proposals[2], by=ruth)
    answering.hand_over(reading, by=ruth)
    assert WordReading.objects.get().answered_at


def test_while_in_force_it_is_taken_for_an_amendment_only_and_kept_until_then(
    as_ruth, agreement, reading, proposals, binding
):
    page = as_ruth.post(taking(proposals[0]), follow=True).text
    assert "Version 1 is in force and changes only by an amendment." in page
    assert "Take it for an amendment" in page
    assert ClauseProposal.objects.get(pk=proposals[0].pk).is_open
    assert vision(agreement) == SAID
    assert (
        "version 1 stays in force" in as_ruth.post(taking(proposals[0]), {"amendment": "1"}, follow=True).text
    )
    assert vision(agreement) == "Bees fly. High.\n\nBirds sing."
    binding.refresh_from_db()
    assert (binding.is_in_force, said_in(binding)) == (True, SAID)


def test_the_answer_says_that_the_version_stays_in_force(as_ruth, ruth, peter, reading, proposals, binding):
    deciding.take(proposals[0], by=ruth, for_amendment=True)
    answered(proposals, ruth)
    letter = answer_as_file(as_ruth, reading, **{"for": "word"})
    assert "Version 1 stays in force." in "\n".join(one.text for one in files.opened(letter).paragraphs)
    answering.send(reading, by=ruth)
    assert "Version 1 stays in force." in Message.objects.get(kind="word_answer").text


def test_once_ended_nothing_is_taken_but_refused(as_ruth, ruth, agreement, reading, proposals, binding):
    in_force.end(binding, ruth, "The money has gone.", today_of(agreement.partnership))
    page = as_ruth.post(taking(proposals[0]), {"amendment": "1"}, follow=True).text
    assert "The agreement has ended, so nothing is taken any more." in page
    assert "Take it" not in page
    assert vision(agreement) == SAID
    for row in proposals:
        deciding.refuse(row, "It has ended.", by=ruth)
    answering.hand_over(reading, by=ruth)


def test_a_version_that_is_taken_back_leaves_a_draft(ruth, agreement, reading, proposals, proposed):
    deciding.take(proposals[0], by=ruth)
    proposing.take_back(proposed, ruth, "Too early.")
    deciding.take(proposals[1], by=ruth)
    deciding.refuse(proposals[2], "Not now.", by=ruth)
    answering.hand_over(reading, by=ruth)
    assert vision(agreement) == "Bees fly. High.\n\nBirds ."


def test_in_a_closed_partnership_nothing_is_taken(as_ruth, ruth, coffee, agreement, proposals):
    closing.close(coffee, by=ruth)
    as_ruth.post(taking(proposals[0]))
    assert ClauseProposal.objects.get(pk=proposals[0].pk).is_open
    assert vision(agreement) == SAID
