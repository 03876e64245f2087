"""Asking those who answered about a milestone once more, since it means something else now.

The question is a Confirmation that goes into the person's next digest; they answer from the link in it. Their yes
gives the answers that they gave, and their acceptance of the lead, for the wording of now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.correspondence import confirmations
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.notices import tell
from partnerships.correspondence.reached import silence
from partnerships.correspondence.signing import partner_for
from partnerships.pausing.who_rests import rests
from partnerships.roles import coordinators_of
from partnerships.taking_part import people_of, takes_part
from workplans.models import Change, Milestone, SmartAnswer
from workplans.smart_facts import latest_answers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person
    from backbone.outbox.models import Message
    from partnerships.models import Partnership

KIND = "smart_again"
UNFINISHED = ("planned", "under_way", "at_risk")


def ask(milestone: Milestone, *, by: Person) -> None:
    """Ask everybody who is still here and answered for an earlier wording, in their next digest; nobody twice at once."""
    here = set(people_of(milestone.partnership).values_list("pk", flat=True))
    for person in _those_who_answered(milestone):
        if person.pk in here:
            confirmations.ask_in_digest(
                KIND,
                milestone,
                person,
                partner=partner_for(person, milestone.partnership, milestone.lead_partner),
                question=_question(milestone, person),
                by=by,
            )


def _those_who_answered(milestone):
    people = {answer.by for answer in stale_answers(milestone) if answer.by}
    if milestone.lead_person and milestone.lead_accepted_at and not milestone.is_lead_accepted:
        people.add(milestone.lead_person)
    return sorted(people, key=lambda person: person.pk)


def stale_answers(milestone: Milestone) -> list[SmartAnswer]:
    """The latest answers that were given for an earlier wording."""
    return [one for one in latest_answers(milestone).values() if one.wording != milestone.wording]


def _question(milestone, person):
    with override(person.language):
        return _("“%(milestone)s” was changed. Is your answer still right?") % {"milestone": milestone}


def open_questions(person: Person, partnership: Partnership) -> QuerySet[Confirmation]:
    """What the person was asked again and has not answered."""
    return Confirmation.objects.filter(kind=KIND, person=person, partnership=partnership, answer="")


def asked_again(person: Person, partnership: Partnership) -> list[Any]:
    """The person's open questions with their milestones (`milestone`) and what was answered (`answers`)."""
    questions = list(open_questions(person, partnership))
    rows = Milestone.objects.filter(pk__in=[one.subject_id for one in questions], state__in=UNFINISHED)
    known = {row.pk: row for row in rows.select_related("lead_person", "lead_partner__organisation")}
    return [_with_milestone(one, known[one.subject_id]) for one in questions if one.subject_id in known]


def _with_milestone(question, milestone):
    question.milestone = milestone
    question.answers = [one for one in stale_answers(milestone) if one.by_id == question.person_id]
    question.accepted = bool(milestone.lead_accepted_at) and milestone.lead_person_id == question.person_id
    last = milestone.changes.filter(what="meaning_changed").first()
    question.changed = last.words if last else ""
    return question


# The digest


def claim(pairs: list[tuple[Person, Partnership]], has_room: dict) -> dict[tuple[int, int], list[Any]]:
    """The questions that this morning's digests put; without room they wait for another one."""
    waiting = owed(
        [partnership for _person, partnership in pairs], [person for person, _partnership in pairs]
    )
    found = {}
    for person, partnership in pairs:
        key = person.pk, partnership.pk
        if key in waiting and has_room[key] and (questions := _for_digest(person, partnership)):
            confirmations.put_in_digest(questions)
            found[key] = questions
    return found


def _for_digest(person, partnership):
    return [one for one in asked_again(person, partnership) if one.in_digest]


def preview(person: Person, partnership: Partnership, at: datetime) -> list[Any]:
    """The questions that a digest of that moment puts."""
    return _for_digest(person, partnership)


def owed(partnerships: Any, people: list[Person] | None = None) -> dict:
    """Whose next digest puts a question, by (person, partnership); of all people, or of some."""
    rows = Confirmation.objects.filter(kind=KIND, partnership__in=partnerships, answer="", in_digest=True)
    rows = rows.filter(takes_part("person"), ~rests())
    rows = rows if people is None else rows.filter(person__in=people)
    return {(row.person_id, row.partnership_id): row.asked_at for row in rows}


# The answer


@transaction.atomic
def answer(milestone: Milestone, person: Person, holds: bool, *, words: str = "", via: str = "link") -> bool:
    """Record whether the answers still hold; False when nothing was asked any more."""
    question = open_questions(person, milestone.partnership).filter(subject_id=milestone.pk).first()
    if question is None:
        return False
    given = Confirmation.Answer.YES if holds else Confirmation.Answer.NO
    confirmations.answer(question, given, words, via)
    return True


def handle(confirmation: Confirmation) -> None:
    """The registered handler: a yes renews what was answered, a no is told to the coordinators."""
    milestone = Milestone.objects.select_for_update(of=("self",)).get(pk=confirmation.subject_id)
    if confirmation.answer == Confirmation.Answer.YES:
        _renew(milestone, confirmation)
    else:
        _note(milestone, "answers_withdrawn", confirmation)
        _tell_coordinators(milestone, confirmation)


def _renew(milestone, confirmation):
    person = confirmation.person
    for one in stale_answers(milestone):
        if one.by_id == person.pk:
            SmartAnswer.objects.create(**_again(one, milestone))
    if milestone.lead_accepted_at and milestone.lead_person_id == person.pk:
        milestone.lead_accepted_at, milestone.lead_accepted_wording = timezone.now(), milestone.wording
        milestone.save(update_fields=["lead_accepted_at", "lead_accepted_wording"])
    _note(milestone, "answers_confirmed", confirmation)


def _again(one, milestone):
    kept = {
        name: getattr(one, name) for name in ("partnership", "letter", "yes", "confidence", "words", "by")
    }
    return {**kept, "milestone": milestone, "wording": milestone.wording}


def _note(milestone, what, confirmation):
    Change.objects.create(
        partnership_id=milestone.partnership_id,
        milestone=milestone,
        what=what,
        words=confirmation.remark[:500],
        by=confirmation.person,
        via=confirmation.answered_via,
    )


def _tell_coordinators(milestone, confirmation):
    for coordinator in coordinators_of(milestone.partnership_id):
        with override(coordinator.language):
            text = _(
                "%(who)s: what was answered about “%(milestone)s” does not apply to its new wording."
            ) % {
                "who": confirmation.person,
                "milestone": milestone,
            }
        key = f"milestone:{milestone.pk}:again:{confirmation.pk}:{coordinator.pk}"
        tell(coordinator, milestone.partnership, key=key, text=text, path=milestone.get_absolute_url())


def settle(milestone: Milestone, person: Person, via: str = "page") -> None:
    """Close the question when the person has answered everything anew on the page itself."""
    lead_waits = bool(milestone.lead_accepted_at) and milestone.lead_person_id == person.pk
    waits = lead_waits and not milestone.is_lead_accepted
    if waits or any(one.by_id == person.pk for one in stale_answers(milestone)):
        return
    for question in open_questions(person, milestone.partnership).filter(subject_id=milestone.pk):
        confirmations.record(question, Confirmation.Answer.CHANGE, via=via)


def waiting_for(milestone: Milestone) -> Iterator[str]:
    """Who is asked again about it, for the page: in a sentence each that says whether a mail has asked them."""
    rows = Confirmation.objects.filter(kind=KIND, subject_id=milestone.pk, answer="")
    for row in rows.select_related("person", "message"):
        yield _waiting(row) % {"who": row.person, "state": silence(row.message and row.message.state)}


def _waiting(row):
    if row.in_digest:
        return _("%(who)s will be asked again in the next digest.")
    return _("%(who)s is asked again: %(state)s.")


def record(pieces: list[tuple[list[Any], Message]]) -> None:
    """Keep which digests put these questions."""
    for questions, message in pieces:
        Confirmation.objects.filter(pk__in=[one.pk for one in questions]).update(message=message)
