"""Agreements that were issued before there were rounds."""

from importlib import import_module

from django.apps import apps

from backbone.time.days import today_of
from partnerships import partners as partner_rows
from partnerships.agreements import writing
from partnerships.signing.models import SigningRound
from tests.partnerships.signing.said import words_of

MIGRATION = import_module("partnerships.signing.migrations.0002_issued_before")


def test_they_are_proposed_and_sent_to_nobody(coffee, agreement, partners, ruth):
    writing.issue(agreement, by=ruth)
    version = writing.issue(agreement, by=ruth, reason="Again")
    MIGRATION.open_rounds(apps, None)
    round = SigningRound.objects.get()
    assert (round.version, round.state) == (version, "proposed")
    assert words_of(round) == "issued, accepted by 0 of 3"


def test_who_left_since_is_recorded_so(coffee, agreement, partners, ruth):
    writing.issue(agreement, by=ruth)
    partner_rows.withdraw(partners[0], today_of(coffee))
    MIGRATION.open_rounds(apps, None)
    assert SigningRound.objects.get().acceptances.get(partner=partners[0]).state == "left"


def test_an_agreement_that_was_not_issued_stays_a_draft(agreement, partners):
    MIGRATION.open_rounds(apps, None)
    assert not SigningRound.objects.exists()
