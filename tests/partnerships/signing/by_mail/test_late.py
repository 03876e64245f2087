"""A partner that joined, or that has not answered yet, accepts a version that is in force."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.signing import coming_and_going, counting, in_force, proposing
from partnerships.signing.by_mail import needs
from partnerships.signing.tasks import remind
from tests import factories
from tests.partnerships.signing.by_mail import gone_by
from tests.partnerships.signing.by_mail.coded import accept
from tests.partnerships.signing.said import State
from tests.partnerships.signing.said import accept as record


@pytest.fixture
def binding(row, ruth):
    record(row, ruth)
    return in_force.put_in_force(row.round, ruth, "All signed")


@pytest.fixture
def joy(coffee):
    return factories.person("Joy Akello")


@pytest.fixture
def joined(binding, coffee, joy):
    """A partner that joined once the version was in force; Joy is its lead."""
    partner = factories.partner(coffee, "Forest Service")
    factories.representative(partner, joy, capacity="lead")
    assert "send it the version" in coming_and_going.let_accept(coffee)
    return binding.acceptances.get(partner=partner)


def sending(round):
    return reverse("signing_round_sending", args=[round.pk])


@pytest.fixture
def sent(as_ruth, binding, joined, joy):
    as_ruth.post(sending(binding), {"seats": [f"{joined.pk}-{joy.represents.get().pk}"]})
    joined.refresh_from_db()
    return joined


@pytest.fixture
def own_page(joined, joy, coffee):
    token = link_tokens.token(factories.link_for(joy, coffee, "acceptance").pk)
    return reverse("link_acceptance", args=[token, joined.pk])


def test_the_page_of_the_round_leads_to_sending_it(as_ruth, binding, joined):
    assert sending(binding) in as_ruth.get(binding.get_absolute_url()).text
    assert "Joy Akello" in as_ruth.get(sending(binding)).text


def test_where_all_have_answered_nothing_is_to_be_sent(as_ruth, binding):
    assert sending(binding) not in as_ruth.get(binding.get_absolute_url()).text


def test_the_mail_says_that_it_is_in_force_already(sent, joy):
    mail = Message.objects.get(kind="acceptance", recipient=joy)
    assert "in force between other partners already" in mail.text
    assert "is proposed" not in mail.text
    assert sent.sent_on == today_of(sent.partnership)


def test_it_answers_with_the_code_as_others_do(client, sent, own_page, binding):
    assert "is in force since" in client.get(own_page).text
    assert "has accepted" in accept(client, own_page).text
    sent.refresh_from_db()
    assert (sent.state, sent.way) == (State.ACCEPTED, "mail")
    found = counting.standing(binding)
    assert (found.partners, found.accepted, found.joined, found.joined_accepted) == (1, 1, 1, 1)


def test_it_waits_for_who_represents_it(client, sent, joy, coffee, own_page):
    assert [need.title for need in in_full(needs.to_accept(joy, coffee))] == [
        "Does Forest Service accept the agreement?"
    ]
    assert f"/acceptances/{sent.pk}/" in client.get(own_page.partition("acceptances")[0]).text


def test_its_wish_waits_for_who_coordinates(client, sent, own_page, ruth, coffee):
    client.post(own_page, {"answer": "wish", "wish-wish": "Later"})
    assert [need.word for need in needs.of_coordinators(ruth, coffee)] == ["wishes a change"]


def test_it_is_reminded_of(sent):
    go(sent, 15, in_force=20)
    assert remind() == 1


def test_who_was_let_go_on_without_is_reminded_no_more(
    agreement, coffee, union, peter, ruth, released, as_ruth
):
    silent = factories.partner(coffee, "Savings Bank")
    lead = factories.representative(silent, factories.person("Sam Okot"), capacity="lead")
    round = proposing.propose(agreement, ruth, "named", needed=[union.pk])
    row = round.acceptances.get(partner=silent)
    as_ruth.post(sending(round), {"seats": [f"{row.pk}-{lead.represents.get().pk}"]})
    assert Message.objects.filter(kind="acceptance", recipient=lead).exists()
    record(round.acceptances.get(partner=union), ruth)
    in_force.put_in_force(round, ruth, "The union signed")
    go(row, 15, in_force=5)
    assert remind() == 0


def go(row, days, in_force):
    """It was sent so many days ago, and is in force since so many."""
    gone_by.go(row, days)
    row.round.in_force_on = today_of(row.partnership) - timedelta(days=in_force)
    row.round.save()


def test_who_follows_the_link_of_a_replaced_version_finds_the_one_in_force(
    client, address, row, round, ruth, agreement
):
    newer = proposing.propose(agreement, ruth, "all", reason="Again", instead_of=round.pk)
    record(newer.acceptances.get(), ruth)
    in_force.put_in_force(newer, ruth, "All signed")
    assert f"/acceptances/{newer.acceptances.get().pk}/" in client.get(address).text
