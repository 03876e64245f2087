"""What can happen to a milestone; each step locks the row and writes its history with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database import ordering
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.correspondence import confirmations
from workplans.answers import asking_again, wording
from workplans.models import Change, Milestone

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.pages.forms import ModelForm
    from partnerships.models import Partnership

LEAD_QUESTION = "milestone_lead"
State = Milestone.State
STEPS = {
    State.PLANNED: (State.UNDER_WAY, State.AT_RISK, State.REACHED, State.DROPPED),
    State.UNDER_WAY: (State.REACHED, State.AT_RISK, State.PLANNED, State.DROPPED),
    State.AT_RISK: (State.UNDER_WAY, State.REACHED, State.DROPPED),
    State.REACHED: (State.UNDER_WAY,),
    State.DROPPED: (State.PLANNED,),
}
# What a state brings with it.
STATE = ("state", "reached_on", "evidence")
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
    milestone: Milestone,
    state: str,
    *,
    by: Person,
    words: str = "",
    via: str = "page",
    on: date | None = None,
    evidence: str = "",
) -> Milestone:
    """Move a milestone to a state that its present one leads to.

    on, evidence: of a reached one the day on which it happened, today when left out, and what shows it
    """
    row = _lock(milestone)
    if state not in STEPS[row.state]:
        raise NotPossible(row)
    before, row.state, reached = row.state, state, state == State.REACHED
    row.reached_on = (on or today_of(row.partnership)) if reached else None
    row.evidence = evidence[:500] if reached else ""
    if row.reached_on:
        check_reached(row.partnership, row.reached_on)
    row.revision += 1
    row.save(update_fields=[*STATE, "revision"])
    _note(row, "state", before, state, by, words or row.evidence, via)
    if not row.is_unfinished:
        confirmations.withdraw(asking_again.KIND, row)
    return _copy(row, milestone, *STATE, "revision")


def check_reached(partnership: Partnership, day: date) -> None:
    """Refuse a day on which nothing can have been reached: one to come, or before the partnership."""
    if day > today_of(partnership):
        raise ValidationError(_("This day is in the future."))
    if partnership.started_on and day < partnership.started_on:
        words = _("The partnership began on %(day)s: nothing was reached before.")
        raise ValidationError(words % {"day": dates.long(partnership.started_on)})


@transaction.atomic
def accept_lead(
    milestone: Milestone, *, by: Person, via: str = "page", told_on: date | None = None
) -> Milestone:
    """The named person takes the lead; accepting twice is one acceptance."""
    row = lock_led(milestone)
    # From the mail and from the page at once: the first counts, the second writes no second line of history.
    if not row.is_lead_accepted:
        row.lead_accepted_at, row.lead_accepted_wording = timezone.now(), row.wording
        row.save(update_fields=["lead_accepted_at", "lead_accepted_wording"])
        _note(row, "lead_accepted", "", "", by, str(row.lead_person or ""), via, told_on)
        asking_again.settle(row, row.lead_person, via)
    return _copy(row, milestone, "lead_accepted_at", "lead_accepted_wording")


@transaction.atomic
def withdraw_lead(
    milestone: Milestone, *, by: Person, words: str = "", via: str = "page", told_on: date | None = None
) -> Milestone:
    """The lead does not take it, or no longer; the organisation stays, the person is to be found."""
    row = lock_led(milestone)
    _note(row, "lead_withdrawn", "", "", by, words or str(row.lead_person or ""), via, told_on)
    lead, row.lead_person, row.lead_accepted_at = row.lead_person, None, None
    row.revision += 1
    row.save(update_fields=["lead_person", "lead_accepted_at", "revision"])
    asking_again.settle(row, lead, via)
    return _copy(row, milestone, "lead_person", "lead_accepted_at", "revision")


@transaction.atomic
def save(form: ModelForm, *, by: Person) -> Milestone | None:
    """Save a milestone's form; another lead has to accept anew, and answers follow the wording.

    None when somebody saved it meanwhile.
    """
    before = Milestone.objects.filter(pk=form.instance.pk).first()
    milestone = form.save_or_conflict()
    if milestone is None:
        return None
    if before is None:
        milestone.position = _last_position(milestone) + 1
        milestone.save(update_fields=["position"])
        _note(milestone, "created", "", milestone.state, by)
        return milestone
    _follow(before, milestone, form.cleaned_data.get("meaning", ""), by)
    return milestone


@transaction.atomic
def change(milestone: Milestone, *, by: Person, **columns: Any) -> Milestone:
    """Change these columns of an unfinished milestone, as its form would; nobody said what it means for answers."""
    before, row = _lock(milestone), _lock(milestone)
    if not row.is_unfinished:
        raise NotPossible(row)
    for name, value in columns.items():
        setattr(row, name, value)
    row.revision += 1
    row.save(update_fields=[*columns, "revision"])
    _follow(before, row, "", by)
    return _copy(row, milestone, *columns, "lead_accepted_at", "wording", "revision")


def _follow(before, milestone, meaning, by):
    """What a change brings with it: a question anew, other words for the date, answers for another wording."""
    if before.lead_person_id != milestone.lead_person_id:
        _another_lead(before, milestone, by)
    if before.due != milestone.due:
        # What an imported table said is about the date of before.
        Milestone.objects.filter(pk=milestone.pk).update(due_words="")
        milestone.due_words = ""
        _note(milestone, "date", str(before.due or ""), str(milestone.due or ""), by)
    wording.follow(before, milestone, meaning, by)


def _another_lead(before, milestone, by):
    """A yes was that person's own, and so is the open question: neither passes to the next lead."""
    Milestone.objects.filter(pk=milestone.pk).update(lead_accepted_at=None)
    milestone.lead_accepted_at = None
    words = str(milestone.lead_person or before.lead_person)
    _note(milestone, _naming(before, milestone), "", "", by, words)
    confirmations.withdraw(LEAD_QUESTION, milestone, but=milestone.lead_person)
    if before.lead_person:
        asking_again.settle(milestone, before.lead_person)


def _naming(before, milestone):
    if not milestone.lead_person_id:
        return "lead_taken_off"
    return "lead_named" if before.lead_person_id else "first_lead_named"


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


def _note(milestone, what, before, after, by, words="", via="page", told_on=None):
    return Change.objects.create(
        partnership_id=milestone.partnership_id,
        milestone=milestone,
        what=what,
        before=before,
        after=after,
        words=words[:500],
        by=by,
        via=via,
        told_on=told_on,
    )
