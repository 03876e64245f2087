"""While one version is in force, a later one that is proposed or taken back takes its place nowhere."""

import pytest
from django.urls import reverse

from partnerships.agreement_papers import folder, own_part, which_version
from partnerships.agreements import pack_part
from partnerships.documents import acceptance
from partnerships.models import Partner
from partnerships.signing import in_force, proposing, recording


@pytest.fixture
def second(agreement, proposed, ruth):
    """Version 2 is proposed while version 1 is in force."""
    for row in proposed.acceptances.all():
        recording.record(
            row, {"state": "accepted", "answered_on": proposed.proposed_on, "way": "paper"}, None
        )
    in_force.put_in_force(proposed, ruth, "Everybody")
    agreement.clauses.filter(key="communication").update(
        text="Minutes go out within a year.", written_from="hand"
    )
    return proposing.propose(agreement, ruth, "all", reason="Slower minutes")


def verified(client, version):
    return client.get(reverse("verify", args=[version.sha256[:16]]), follow=True).text


def test_while_proposed_papers_tell_of_the_one_in_force_and_the_page_to_sign_of_the_proposed(
    as_ruth, coffee, union, proposed, second
):
    assert acceptance.holding_of(coffee).number == 1
    assert which_version.to_sign(coffee).number == 2
    assert "They follow version 1" in as_ruth.get(reverse("agreement_papers", args=[coffee.slug])).text
    said = folder.contents(coffee)
    assert "version 1" in said["in_words"]
    assert "in force since" in said["in_words"]
    assert "within a year" not in str(said["groups"])
    days = next(part for part in own_part.parts(Partner.objects.get(pk=union.pk)) if part.key == "days")
    assert any("version 1" in words for _lead, words in days.lines)


def test_what_is_taken_back_is_signed_and_offered_for_word_no_more(as_ruth, coffee, ruth, second):
    proposing.take_back(second, ruth, "Legal has questions")
    assert which_version.to_sign(coffee).number == 1
    page = as_ruth.get(reverse("agreement", args=[coffee.slug])).text
    assert "Download version 1" in " ".join(page.split())


def test_verify_says_what_is_only_proposed_and_what_was_taken_back(client, proposed, second, ruth):
    assert "Genuine, and the latest version" in verified(client, proposed.version)
    assert "Genuine, and proposed: it is not in force" in verified(client, second.version)
    proposing.take_back(second, ruth, "Legal has questions")
    said = verified(client, second.version)
    assert "taken back: it is proposed no more" in said
    assert "The version that holds is 1" in said


def test_what_was_taken_back_before_anything_was_in_force_holds_nowhere(client, proposed, ruth, coffee):
    proposing.take_back(proposed, ruth, "Legal has questions")
    assert acceptance.holding(proposed.version.document) is None
    assert which_version.to_sign(coffee) is None
    said = verified(client, proposed.version)
    assert "taken back" in said
    assert "The version that holds" not in said


def test_a_newcomers_pack_has_the_clauses_that_are_in_force(coffee, second, peter):
    said = dict(pack_part.in_short(peter.represents.first()))
    assert said[""].startswith("Version 1, in force since")
    assert "within a year" not in str(said)
