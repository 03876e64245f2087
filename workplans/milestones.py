"""What can happen to a milestone; each step locks the row and writes its history with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database import ordering
from backbone.time.days import today_of
from partnerships.correspondence import confirmations
from workplans.models import Change, Milestone

if TYPE_CHECKING:
    from backbone.accounts.models import Person

LEAD_QUESTION = "milestone_lead"
State = Milestone.State
STEPS = {
    State.PLANNED: (State.UNDER_WAY, State.AT_RISK, State.REACHED, State.DROPPED),
    State.UNDER_WAY: (State.REACHED, State.AT_RISK, State.PLANNED, State.DROPPED),
    State.AT_RISK: (State.UNDER_WAY, State.REACHED, State.DROPPED),
    State.REACHED: (State.UNDER_WAY,),
    State.DROPPED: (State.PLANNED,),
}
# These worry whoever reads the plan, so they come with a reason.
NEEDS_WORDS = (State.AT_RISK, State.DROPPED)


class NotPossible(Exception):
    """The milestone is in a state from which this step does not go."""

    def __init__(self, milestone):
        self.milestone = milestone
        super().__init__(
            _("Nothing was changed: this milestone is now “%(state)s”.")
            % {"state": milestone.get_state_display()}
        )


class LeadSettled(Exception):
    """Somebody else leads it by now, or nobody."""

    def __init__(self):
        super().__init__(_("Nothing was changed: the lead of this milestone is settled already."))


@transaction.atomic
def set_state(
    milestone: Milestone, state: str, *, by: Person, words: str = "", via: str = "page", on: Any = None
) -> Milestone:
    """Move a milestone to a state that its present one leads to."""
    row = _lock(milestone)
    if state not in STEPS[row.state]:
        raise NotPossible(row)
    before, row.state = row.state, state
    row.reached_on = (on or today_of(row.partnership)) if state == State.REACHED else None
    row.revision += 1
    row.save(update_fields=["state", "reached_on", "revision"])
    _note(row, "state", before, state, by, words, via)
    return _copy(row, milestone, "state", "reached_on", "revision")


@transaction.atomic
def accept_lead(milestone: Milestone, *, by: Person, via: str = "page") -> Milestone:
    """The named person takes the lead; accepting twice is one acceptance."""
    row = lock_led(milestone)
    # From the mail and from the page at once: the first counts, the second writes no second line of history.
    if row.lead_accepted_at is None:
        row.lead_accepted_at = timezone.now()
        row.save(update_fields=["lead_accepted_at"])
        _note(row, "lead_accepted", "", "", by, str(row.lead_person or ""), via)
    return _copy(row, milestone, "lead_accepted_at")


@transaction.atomic
def withdraw_lead(milestone: Milestone, *, by: Person, words: str = "", via: str = "page") -> Milestone:
    """The lead does not take it, or no longer; the organisation stays, the person is to be found."""
    row = lock_led(milestone)
    _note(row, "lead_withdrawn", "", "", by, words or str(row.lead_person or ""), via)
    row.lead_person, row.lead_accepted_at = None, None
    row.revision += 1
    row.save(update_fields=["lead_person", "lead_accepted_at", "revision"])
    return _copy(row, milestone, "lead_person", "lead_accepted_at", "revision")


@transaction.atomic
def save(form, *, by):
    """Save a milestone's form; another lead has to accept anew. None when somebody saved it meanwhile."""
    before = Milestone.objects.filter(pk=form.instance.pk).first()
    milestone = form.save_or_conflict()
    if milestone is None:
        return None
    if before is None:
        milestone.position = _last_position(milestone) + 1
        milestone.save(update_fields=["position"])
        _note(milestone, "created", "", milestone.state, by)
        return milestone
    # A yes was that person's own, and so is the open question: neither passes to the next lead.
    if before.lead_person_id != milestone.lead_person_id:
        Milestone.objects.filter(pk=milestone.pk).update(lead_accepted_at=None)
        _note(milestone, "lead_named", "", "", by, str(milestone.lead_person or _("nobody")))
        confirmations.withdraw(LEAD_QUESTION, milestone, but=milestone.lead_person)
    if before.due != milestone.due:
        _note(milestone, "date", str(before.due or ""), str(milestone.due or ""), by)
    return milestone


def move(milestone: Milestone, step: int) -> bool:
    """Move a milestone UP or DOWN (backbone.database.ordering) in its objective; returns whether it moved."""
    siblings = Milestone.objects.filter(objective=milestone.objective_id).order_by("position", "pk")
    return ordering.move(milestone, siblings, step)


def lock_led(milestone: Milestone) -> Milestone | None:
    """The milestone's row, locked within a transaction; refused when another lead was named meanwhile."""
    row = _lock(milestone)
    if row.lead_person_id is None or row.lead_person_id != milestone.lead_person_id:
        raise LeadSettled
    return row


def _lock(milestone):
    return (
        Milestone.objects.select_for_update(of=("self",)).select_related("lead_person").get(pk=milestone.pk)
    )


def _copy(row, milestone, *names):
    for name in names:
        setattr(milestone, name, getattr(row, name))
    return milestone


def _last_position(milestone):
    others = Milestone.objects.filter(objective_id=milestone.objective_id).exclude(pk=milestone.pk)
    return max(others.values_list("position", flat=True), default=-1)


def _note(milestone, what, before, after, by, words="", via="page"):
    return Change.objects.create(
        partnership_id=milestone.partnership_id,
        milestone=milestone,
        what=what,
        before=before,
        after=after,
        words=words[:500],
        by=by,
        via=via,
    )
