"""Keeping a dispute: its steps added and taken out, reopening, deleting for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from partnerships.disputes.models import MOST_STEPS, Dispute, DisputeStep


class Full(Exception):
    """A dispute has as many steps as it can."""


@transaction.atomic
def add_step(step: DisputeStep) -> DisputeStep:
    """Put a new step behind the others; raises `Full`."""
    dispute = _locked(step.dispute_id)
    step.place = dispute.steps.count() + 1
    if step.place > MOST_STEPS:
        raise Full
    step.save()
    return step


@transaction.atomic
def remove_step(step: DisputeStep) -> None:
    """Take a step out for good; those behind it move up."""
    dispute = _locked(step.dispute_id)
    step.refresh_from_db(fields=["place"])
    step.delete()
    dispute.steps.filter(place__gt=step.place).update(place=F("place") - 1)


@transaction.atomic
def reopen(dispute: Dispute) -> None:
    """It goes on; how it had ended stays in its words until it ends again."""
    row = _locked(dispute.pk)
    row.ended_on, row.revision = None, row.revision + 1
    row.save(update_fields=["ended_on", "revision"])


def _locked(pk):
    return Dispute.objects.select_for_update().get(pk=pk)
