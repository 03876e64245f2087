"""A partner that joins while a version is proposed or in force: whom a change concerns is what it was made with."""

import datetime
from importlib import import_module

import pytest
from django.db import connection
from django.utils.timezone import now

from partnerships.signing import amending, coming_and_going, counting, in_force, proposing
from partnerships.signing.models import Acceptance, SigningRound
from tests import factories
from tests.partnerships.signing.said import accept, words_of

MIGRATION = import_module("partnerships.signing.migrations.0014_names_some")
ONLY = "; 1 accepted only version 1"
OTHER = "; 1 other accepted version 1"
JOINED = "; 1 joined since, 0 accepted it"
ALL, NAMED_ALL, COUNT = ("all", None, 0), ("named", None, 3), ("count", 2, 0)
NAMED, AMONG = ("named", None, 2), ("count", 1, 2)
OF_ALL, OF_SOME = "accepted by 2 of 4", "accepted by the 2 partners it concerns"


@pytest.fixture
def join(coffee):
    def joined(round, name="Growers’ Union"):
        factories.partner(coffee, name)
        coming_and_going.add_rows(round)
        return round.acceptances.get(name=name)

    return joined


@pytest.fixture
def propose(agreement, partners, ruth):
    def proposed(rule, count, named):
        needed = [partner.pk for partner in partners[:named]]
        reason = "A fee" if agreement.rounds.exists() else ""
        return proposing.propose(agreement, ruth, rule, count=count, needed=needed, reason=reason)

    return proposed


@pytest.fixture
def binding(proposed, ruth):
    for row in proposed.acceptances.all():
        accept(row, ruth)
    return in_force.put_in_force(proposed, ruth, "")


def first_two(round, ruth):
    for row in round.acceptances.order_by("pk")[:2]:
        accept(row, ruth)


@pytest.mark.parametrize("rule", [ALL, NAMED_ALL, COUNT, NAMED, AMONG])
def test_who_joins_a_first_version_is_one_of_all(propose, join, ruth, rule):
    round = propose(*rule)
    first_two(round, ruth)
    join(round)
    assert words_of(round) == f"proposed, {OF_ALL}"


AMENDED = [
    (ALL, OF_ALL + ONLY),
    (NAMED_ALL, OF_ALL + ONLY),
    (COUNT, OF_ALL + ONLY),
    (NAMED, OF_SOME + OTHER),
    (AMONG, OF_SOME + OTHER),
]


@pytest.mark.parametrize(("rule", "words"), AMENDED)
def test_whom_a_change_concerns_is_what_it_was_made_with(binding, propose, join, ruth, rule, words):
    round = propose(*rule)
    first_two(round, ruth)
    row = join(round)
    assert words_of(round) == f"proposed, amends version 1, {words}"
    amending.look_at(round, [row])
    assert row.concerns_others == amending.concerns_others(row) == (words == OF_SOME + OTHER)


@pytest.mark.parametrize(("rule", "words"), AMENDED)
def test_who_joins_the_change_once_it_is_in_force_stands_apart(binding, propose, join, ruth, rule, words):
    round = propose(*rule)
    for row in round.acceptances.order_by("pk")[: 3 if rule in (ALL, NAMED_ALL) else 2]:
        accept(row, ruth)
    assert join(in_force.put_in_force(round, ruth, "")).is_needed is False
    said = words_of(round).partition("amends version 1, ")[2]
    if rule in (ALL, NAMED_ALL):
        assert said == f"accepted by 3 of 3{JOINED}"
    else:
        assert said == words.replace("of 4", "of 3") + JOINED


def test_where_a_number_is_enough_who_joins_counts_as_the_others_do(propose, join, ruth):
    round = propose(*COUNT)
    accept(round.acceptances.order_by("pk")[0], ruth)
    row = join(round)
    assert not in_force.may_enter(round)
    accept(row, ruth)
    assert in_force.may_enter(round)


@pytest.mark.parametrize("rule", [ALL, NAMED_ALL, NAMED, AMONG])
def test_another_rule_was_made_without_who_joins(propose, join, ruth, rule):
    round = propose(*rule)
    accept(join(round), ruth)
    found = counting.standing(round)
    assert (found.accepted, found.given) == (1, 0)


def test_the_round_says_who_holds_up_nobody(as_, propose, join, ruth):
    round = propose(*ALL)
    assert "when all partners have accepted it" in as_(ruth).get(round.get_absolute_url()).text
    accept(join(round), ruth)
    page = " ".join(as_(ruth).get(round.get_absolute_url()).text.split())
    assert "when all partners have accepted it" not in page
    assert "when all who were partners when it was proposed have accepted it; now: 0 of 3." in page


def test_the_next_version_is_proposed_to_who_joined_too(binding, propose, join, agreement, partners):
    join(propose(*COUNT))
    assert proposing.rule_before(agreement)["needed"] == []
    assert proposing.rule_before(agreement)["count"] == 2


def test_rounds_of_before_name_whom_they_were_made_with(binding, propose, join):
    round = propose(*AMONG)
    SigningRound.objects.update(names_some=False)
    fill()
    names = SigningRound.objects.order_by("pk").values_list("names_some", flat=True)
    assert list(names) == [False, True]
    assert round.acceptances.filter(is_needed=True).count() == 2


def test_in_rounds_of_before_who_joined_names_nobody_and_counts(binding, propose, join):
    round = propose(*COUNT)
    row = join(round)
    Acceptance.objects.filter(pk=row.pk).update(is_needed=False)
    later = now() + datetime.timedelta(days=1)
    row.events.filter(pgh_label="insert").update(pgh_created_at=later)
    fill()
    round.refresh_from_db()
    row.refresh_from_db()
    assert (round.names_some, row.is_needed) == (False, True)


def fill():
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.AS_MADE)
        cursor.execute(MIGRATION.JOINED)
