"""Several milestones at once: another lead, another date, another state."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from workplans import leads, milestones
from workplans.models import Milestone
from workplans.people import check_pair, partners_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner


@dataclass(frozen=True)
class Wanted:
    """What is to be of each of them; what is empty stays as it is.

    agreed: the lead person has said yes already; words: why it has the state, or what shows that it was reached
    """

    lead_partner: Partner | None = None
    lead_person: Person | None = None
    due: date | None = None
    state: str = ""
    agreed: bool = False
    words: str = ""


def change_all(
    rows: list[Milestone], wanted: Wanted, *, by: Person
) -> tuple[list[Milestone], list[tuple[Milestone, str]]]:
    """Change each that can be; returns those changed, and those left as they were with the reason in words."""
    changed, left = [], []
    for row in rows:
        try:
            with transaction.atomic():
                _change(row, wanted, by)
            changed.append(row)
        except milestones.NotPossible as problem:
            left.append((row, str(problem)))
        except ValidationError as problem:
            left.append((row, problem.messages[0]))
    return changed, left


def _change(milestone, wanted, by):
    columns = _columns(milestone, wanted)
    if columns:
        milestones.change(milestone, by=by, **columns)
    if wanted.lead_person:
        _accept_or_ask(milestone, wanted, by)
    if wanted.state and wanted.state != milestone.state:
        milestones.set_state(milestone, wanted.state, by=by, words=wanted.words, evidence=wanted.words)


def _columns(milestone, wanted):
    """What differs; whoever leads it represents the organisation that does."""
    partner = wanted.lead_partner or milestone.lead_partner
    person = wanted.lead_person or milestone.lead_person
    if person and partner is None:
        own = partners_of(person, milestone.partnership)
        partner = own[0] if len(own) == 1 else None
    columns = {"lead_partner": partner, "lead_person": person, "due": wanted.due or milestone.due}
    columns = {name: value for name, value in columns.items() if value != getattr(milestone, name)}
    if person and partner and columns.keys() & {"lead_partner", "lead_person"}:
        check_pair(person, partner, milestone.partnership)
    return columns


def _accept_or_ask(milestone, wanted, by):
    if wanted.agreed:
        milestones.accept_lead(milestone, by=by, via=leads.RECORDED)
    elif wanted.lead_person == by:
        milestones.accept_lead(milestone, by=by)
    else:
        # Whom no mail reaches is asked in person, as "Needs you" says.
        with suppress(leads.CannotAsk):
            leads.ask(milestone, by=by)
