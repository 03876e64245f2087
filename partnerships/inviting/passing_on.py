"""Somebody who was asked named somebody else there: who named them, and what is left of the words to the first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q

from backbone.accounts.models import Person
from partnerships.inviting.models import PartnerInvitation

State = PartnerInvitation.State


@dataclass(frozen=True)
class Passed:
    """by: who named the one who is asked now; words: of the coordinator's word what was not written to who named them."""

    by: Person
    words: str


def asked_before(invitation: PartnerInvitation) -> list[Any]:
    """Who named somebody else there, and what they said: history rows, the first first, each with its `asked`."""
    if not invitation.sent_at:
        return []
    events = list(invitation.events.order_by("pgh_id"))
    found = [
        before
        for before, after in pairwise(events)
        if before.state == after.state == State.OTHER and before.person_id != after.person_id
    ]
    people = Person.objects.in_bulk([event.person_id for event in found if event.person_id])
    for event in found:
        event.asked = people.get(event.person_id)
    return found


def passed_to(invitation: PartnerInvitation) -> Passed | None:
    """By whom the person of an invitation was named; None for who was asked first, or by somebody unknown now."""
    if not (invitation.person and invitation.answered_at):
        return None
    before = next((one for one in reversed(asked_before(invitation)) if one.asked), None)
    if before is None or not _is_named(before, invitation.person):
        return None
    then = _answer(invitation, before.answered_at)
    is_same = then is not None and then.words == invitation.words
    return Passed(before.asked, "" if is_same else invitation.words)


def has_named(invitation: PartnerInvitation) -> bool:
    """Whether its person themselves said that somebody else is to be asked, so that it is not sent to them again."""
    if invitation.state != State.OTHER or invitation.person_id is None:
        return False
    then = _answer(invitation, invitation.answered_at)
    return then is not None and then.person_id == invitation.person_id


def _answer(invitation, at):
    """The history row of the answer that was given at that moment, before anything was changed since."""
    return invitation.events.filter(answered_at=at).order_by("pgh_id").first()


def _is_named(before, person):
    address = before.other_email.lower()
    return address == (person.mail_address or "").lower() if address else before.other_name == person.name


def concerns(person: Person) -> Q:
    """A condition on invitations: this person is asked, or named somebody else who is."""
    named = PartnerInvitation.pgh_event_model.objects.filter(person=person, state=State.OTHER)
    return Q(person=person) | Q(pk__in=named.order_by().values("pgh_obj"))


def named_by(person: Person, invitation: PartnerInvitation) -> Any:
    """What this person said when they named somebody else: a history row; None when they did not."""
    return next((one for one in reversed(asked_before(invitation)) if one.person_id == person.pk), None)
