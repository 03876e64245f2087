"""The database itself refuses what no form would let through."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from backbone.database.fields import SamePartnership
from meetings.models import Decision, Line, Meeting
from partnerships.disputes.models import MOST_STEPS, Dispute
from partnerships.models import Benefit, Contribution, Merge, Partnership, Pause, Role
from tests import factories
from tests.given import add_dispute
from workplans.models import Resource, SmartAnswer

pytestmark = pytest.mark.django_db


def refused(change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _at_once(change)


def _at_once(change):
    """Make the change and look at the keys that are checked only when a transaction ends."""
    change()
    connection.check_constraints()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"country": "nl"}, "partnership_country"),
        ({"currency": "eur"}, "partnership_currency"),
        ({"phase": "later"}, "partnership_phase"),
        ({"hue": 360}, "partnership_hue"),
    ],
)
def test_a_partnership_with_impossible_facts(fields, name):
    refused(lambda: factories.partnership(**fields), name)


def test_a_pause_of_nobody_or_of_two_or_that_ends_before_it_begins():
    union = factories.partner()
    peter = factories.representative(union)
    later = now() + timedelta(days=3)
    known = {"partnership": union.partnership, "until": later, "until_on": later.date()}
    for who in ({}, {"person": peter, "partner": union}):
        refused(Pause(**known, **who).save, "pause_of_one")
    refused(Pause(**known, person=peter, since=later).save, "pause_period")
    Pause.objects.create(**known, person=peter)
    refused(Pause(**known, person=peter).save, "person_paused_once")
    elsewhere = factories.partner()
    refused(Pause(**known, partner=elsewhere).save, "pause_partner_same_ps")


def test_a_partnership_closed_at_no_moment_or_by_nobody():
    row, ruth = factories.partnership(), factories.person()
    for columns in ({"closed_by": ruth}, {"closed_at": row.created_at}):
        refused(
            partial(Partnership.objects.filter(pk=row.pk).update, **columns), "partnership_closed_by_somebody"
        )


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"value": -1}, "contribution_value"),
        ({"quantity": -1}, "contribution_quantity"),
        ({"state": "promised"}, "contribution_state"),
        (
            {"period_start": date(2026, 5, 1), "period_end": date(2026, 4, 30)},
            "contribution_period",
        ),
    ],
)
def test_a_contribution_that_cannot_be(fields, name):
    partner = factories.partner()
    row = Contribution(partnership=partner.partnership, partner=partner, description="Hall", **fields)
    refused(row.save, name)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"struck_out_in": 1, "struck_out_because": "Wrong", "number": 1}, "decision_struck_out_says_why"),
        ({"struck_out_in": 2, "number": 1}, "decision_struck_out_says_why"),
        ({"struck_out_in": 2, "struck_out_because": "Wrong", "number": None}, "decision_struck_out_says_why"),
    ],
)
def test_a_decision_struck_out_by_no_correction(fields, name):
    line = factories.line(factories.meeting(), "= We open")
    refused(lambda: Decision.objects.filter(line=line).update(**fields), name)


def test_a_line_struck_out_by_the_first_version():
    line = factories.line(factories.meeting(), "= We open")
    refused(
        lambda: Line.objects.filter(pk=line.pk).update(struck_out_in=1), "line_struck_out_by_a_correction"
    )


def test_minutes_that_are_approved_without_a_word():
    before = factories.meeting()
    later = factories.meeting(before.partnership)
    refused(lambda: Meeting.objects.filter(pk=later.pk).update(approved=before), "approved_says_how")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "someday"}, "milestone_state"),
        ({"state": "reached"}, "milestone_reached_has_a_day"),
        ({"reached_on": date(2026, 5, 1)}, "milestone_reached_has_a_day"),
        ({"start": date(2026, 5, 2), "due": date(2026, 5, 1)}, "milestone_dates"),
    ],
)
def test_a_milestone_whose_state_and_days_disagree(fields, name):
    objective = factories.objective()
    refused(lambda: factories.milestone(objective, **fields), name)


def test_less_than_nothing_and_more_than_certain():
    milestone = factories.milestone()
    rows = {"partnership": milestone.partnership, "milestone": milestone}
    refused(Resource(what="Seed", needed=-1, **rows).save, "resource_needed")
    refused(SmartAnswer(letter="A", confidence=6, **rows).save, "smart_answer_confidence")
    refused(SmartAnswer(letter="T", **rows).save, "smart_answer_letter")


def test_a_task_whose_backup_is_its_owner():
    person = factories.person()
    refused(lambda: factories.task(owner=person, backup=person), "task_backup_is_another")


def test_a_role_nobody_knows():
    refused(lambda: factories.role("friend", factories.partnership()), "role_kind")
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"kind": "partner"}, "merge_kind"), ({"kind": "person", "stays_id": 1}, "merge_of_two")],
)
def test_a_merge_that_cannot_be(fields, name):
    fields = {"gone_id": 1, "stays_id": 2, "gone_name": "DWU", **fields}
    refused(lambda: Merge.objects.create(**fields), name)


def test_a_dispute_that_cannot_be():
    union, ruth = factories.partner(), factories.person()
    of = union.partnership
    dispute = add_dispute(of, [union], steps=MOST_STEPS)
    change = Dispute.objects.filter(pk=dispute.pk).update
    refused(partial(change, handler=ruth, handler_name="Ruth"), "dispute_one_handler")
    refused(partial(change, ended_on=dispute.opened_on), "dispute_ends_with_words")
    refused(partial(change, ended_on="2026-01-04", outcome="Settled"), "dispute_ends_with_words")
    foreign = factories.partner()
    refused(partial(dispute.sides.create, partnership=of, partner=union), "party_once")
    refused(partial(dispute.sides.create, partnership=of, partner=foreign), "party_partner_same_ps")
    step = {"partnership": of, "what": "They talk"}
    for place in (0, MOST_STEPS + 1):
        refused(partial(dispute.steps.create, place=place, **step), "dispute_step_place")
    refused(partial(dispute.steps.create, place=1, **step), "dispute_step_once")


def test_a_row_that_mixes_two_partnerships():
    partner = factories.partner()
    row = Benefit(partnership=factories.partnership(), partner=partner, description="Training")
    refused(row.save, "benefit_partner_same_ps")


def test_every_key_between_rows_of_a_partnership_is_composite():
    """A row with a partnership points only to rows of the same one, whatever the code above it does."""
    owned = {model for model in apps.get_models() if _has_partnership(model)}
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in owned
        for field in model._meta.concrete_fields
        if field.related_model in owned and field.name not in _composite(model)
    ]
    assert loose == []


def test_no_table_between_rows_of_a_partnership_goes_without_it():
    """A many-to-many field that makes its own table has no place for a composite key."""
    owned = {model for model in apps.get_models() if _has_partnership(model)}
    joins = [model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
    loose = [join._meta.label for join in joins if owned.issuperset(_joined(join))]
    assert loose == []


def _joined(join):
    return {field.related_model for field in join._meta.concrete_fields if field.related_model}


def _has_partnership(model):
    """An audit row repeats its own row's keys; a role may hold everywhere."""
    names = {field.name for field in model._meta.concrete_fields}
    return "partnership" in names and "pgh_id" not in names and model is not Role


def _composite(model):
    return {rule.field for rule in model._meta.constraints if isinstance(rule, SamePartnership)}
