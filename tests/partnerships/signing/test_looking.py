"""What changes while a version is before the partners, and the way from one round to the next."""

import pytest

from backbone.time.days import today_of
from partnerships import partners as partner_rows
from partnerships.signing import looking, proposing
from partnerships.signing.models import SigningRound
from tests import factories


def changed(round):
    return looking.no_longer_looked_at(SigningRound.objects.filter(pk=round.pk)).exists()


def new_purpose(coffee, union):
    coffee.purpose = "Another purpose"
    coffee.save()


def joins(coffee, union):
    factories.partner(coffee, "Water Board")


def leaves(coffee, union):
    partner_rows.withdraw(union, today_of(coffee))


@pytest.mark.parametrize(
    ("change", "words"),
    [(new_purpose, "the purpose changed"), (joins, "a partner joined"), (leaves, "a partner left")],
)
def test_what_changes_while_it_is_proposed_is_looked_at(as_ruth, coffee, union, proposed, change, words):
    assert words not in as_ruth.get("/my-work/").text
    change(coffee, union)
    assert words in as_ruth.get("/my-work/").text
    as_ruth.post(f"/signing-rounds/{proposed.pk}/fit/")
    assert words not in as_ruth.get("/my-work/").text


def test_what_was_taken_back_is_not_looked_at(coffee, ruth, union, proposed):
    proposing.take_back(proposed, ruth, "Too early")
    new_purpose(coffee, union)
    assert not changed(proposed)


def test_a_round_leads_to_the_one_before_it_and_back(as_, coffee, agreement, ruth, proposed):
    observer = as_(factories.observer(coffee))
    assert "The round" not in observer.get(proposed.get_absolute_url()).text
    second = proposing.propose(agreement, ruth, "all", instead_of=proposed.pk)
    third = proposing.propose(agreement, ruth, "all", instead_of=second.pk)
    text = " ".join(observer.get(second.get_absolute_url()).text.split())
    assert f'href="{proposed.get_absolute_url()}"> The round before: version 1' in text
    assert f'href="{third.get_absolute_url()}"> The round after: version 3' in text
    assert "The round after: version 2" in observer.get(proposed.get_absolute_url()).text


def test_after_a_version_taken_back_the_next_round_leads_to_it(as_ruth, agreement, ruth, proposed):
    proposing.take_back(proposed, ruth, "Too early")
    second = proposing.propose(agreement, ruth, "all")
    assert second.follows is None
    assert "The round before: version 1" in as_ruth.get(second.get_absolute_url()).text
