"""What is settled changes no more: confirmations come while it goes on, and what counted when it entered into force stays."""

from datetime import timedelta

import pytest

from backbone.time.days import today_of
from partnerships import leaving
from partnerships.signing import counting, in_force, proposing, recording
from partnerships.signing.models import Acceptance
from tests import factories
from tests.partnerships.signing.said import State, accept, words_of


@pytest.fixture
def unconfirmed(coffee, union, proposed):
    """The union's own coordinator recorded that it accepts."""
    own = factories.coordinator(coffee, factories.person("Joy Akello"))
    factories.representative(union, own)
    return accept(proposed.acceptances.get(partner=union), own)


def test_nothing_is_confirmed_in_a_version_that_is_no_longer_before_the_partners(
    as_ruth, ruth, proposed, unconfirmed
):
    assert f"/acceptances/{unconfirmed.pk}/confirmation/" in as_ruth.get(proposed.get_absolute_url()).text
    proposing.take_back(proposed, ruth, "Too early")
    assert f"/acceptances/{unconfirmed.pk}/confirmation/" not in as_ruth.get(proposed.get_absolute_url()).text
    with pytest.raises(proposing.Refused, match="no longer before the partners"):
        recording.confirm(unconfirmed, ruth)
    answer = as_ruth.post(f"/acceptances/{unconfirmed.pk}/confirmation/", follow=True)
    assert "no longer before the partners" in answer.text
    assert Acceptance.objects.get(pk=unconfirmed.pk).confirmed_at is None


@pytest.fixture
def binding(agreement, partners, ruth):
    """In force since yesterday; one of three has accepted it, as its rule asks."""
    round = proposing.propose(agreement, ruth, "count", count=1)
    accept(round.acceptances.get(partner=partners[0]), ruth)
    yesterday = today_of(round.partnership) - timedelta(days=1)
    return in_force.put_in_force(round, ruth, "The union signed", on=yesterday)


def test_who_accepts_what_is_in_force_is_counted_as_later(as_ruth, partners, ruth, binding):
    Acceptance.objects.filter(partner=partners[0]).update(answered_on=binding.in_force_on)
    accept(binding.acceptances.get(partner=partners[1]), ruth)
    found = counting.standing(binding)
    assert (found.accepted, found.later, found.partners) == (2, 1, 3)
    assert words_of(binding).endswith("accepted by 2 of 3, 1 accepted later")
    assert "1 accepted later." in " ".join(as_ruth.get(binding.get_absolute_url()).text.split())


def test_who_leaves_what_is_in_force_is_counted_on(partners, ruth, binding):
    today = today_of(binding.partnership)
    leaving.withdraw(partners[1], today, to=None, agreed=False, by=ruth)
    found = counting.standing(binding)
    assert (found.accepted, found.gone, found.partners) == (1, 0, 3)
    leaving.withdraw(partners[0], today, to=None, agreed=False, by=ruth)
    found = counting.standing(binding)
    assert (found.accepted, found.gone, found.partners) == (1, 1, 3)


def test_who_left_before_it_was_in_force_is_counted_by_nobody(partners, ruth, proposed):
    left = proposed.acceptances.get(partner=partners[0])
    for row in proposed.acceptances.exclude(pk=left.pk):
        accept(row, ruth)
    Acceptance.objects.filter(pk=left.pk).update(
        state=State.LEFT, left_on=today_of(proposed.partnership) - timedelta(days=2)
    )
    binding = in_force.put_in_force(proposed, ruth, "The others signed")
    assert counting.standing(binding).partners == 2
