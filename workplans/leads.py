"""Asking the person who is named to lead a milestone, and what they answer, from a page or a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.time.days import today_of
from partnerships.correspondence import confirmations, reached
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.correspondence.signing import partner_for
from partnerships.pausing import who_rests
from partnerships.taking_part import who_left
from workplans import milestones
from workplans.models import Milestone
from workplans.models.milestones import NOT_ACCEPTED

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.outbox.models import Message
    from partnerships.correspondence.calling.told import Told
    from workplans.models import Change

KIND = milestones.LEAD_QUESTION
RECORDED = "recorded"


class CannotAsk(Exception):
    """No mail was sent; the words say why."""


@transaction.atomic
def ask(milestone: Milestone, *, by: Person | None) -> Message | None:
    """Mail the named lead with a link on which they accept or give back; once a day at most.

    Returns the Message, or None when no mail left: they were asked today, or have been asked enough this
    month, and the question waits for room (`waits`). Raises CannotAsk.
    """
    lead = milestone.lead_person
    if lead is None or milestone.is_lead_accepted:
        raise CannotAsk(_("There is nobody to ask."))
    if who_left([(lead, milestone.partnership)]):
        raise CannotAsk(_("%(who)s has left: name somebody else.") % {"who": lead})
    if not lead.mail_address:
        raise CannotAsk(_("%(who)s has no email address: ask in person.") % {"who": lead})
    with translation.override(lead.language):
        question = _("Will you lead “%(milestone)s”?") % {"milestone": milestone}
    partner = partner_for(lead, milestone.partnership, milestone.lead_partner)
    asked = confirmations.ask(KIND, milestone, lead, partner=partner, question=question, by=by)
    try:
        return _send(asked, _draft(asked, milestone))
    except AskedEnough:
        confirmations.hold(asked)
        return None


def put(question: Confirmation) -> Message | None:
    """Ask the lead what waited for room; raises AskedEnough while there is none."""
    waiting = confirmations.take_held(question)
    draft = waiting and draft_of(waiting)
    if waiting and draft is None:
        waiting.delete()
    return _send(waiting, draft) if draft else None


def _send(question, draft):
    message = send(draft)
    if message:
        confirmations.put(question)
    return message


def draft_of(question: Confirmation) -> Draft | None:
    """The mail that puts this question, or None when the person is not the lead who has to accept any more."""
    led = Milestone.objects.filter(pk=question.subject_id, lead_person=question.person_id)
    led = led.filter(lead_person__is_active=True)
    milestone = led.filter(NOT_ACCEPTED).select_related("partnership", "lead_partner").first()
    return milestone and _draft(question, milestone)


def _draft(question, milestone):
    return Draft(
        kind="task_lead",
        key=f"milestone:{milestone.pk}:lead:{question.person_id}:{today_of(milestone.partnership)}",
        person=question.person,
        partnership=milestone.partnership,
        context=lambda link: {
            "milestone": milestone,
            "supporters": milestone.supporters.select_related("organisation"),
            "asker": question.asked_by,
            "link": link,
        },
        cause="milestone",
        cause_id=milestone.pk,
        partner=milestone.lead_partner,
        asks=1,
    )


@transaction.atomic
def answer(
    milestone: Milestone,
    yes: bool,
    *,
    by: Person,
    words: str = "",
    via: str = "page",
    told: Told | None = None,
) -> None:
    """The lead accepts or gives back, or a coordinator records what the lead said, which is printed so.

    told: how and when the lead said so, where that is known

    The open question, when there is one, is answered with it.
    """
    # Before the question's lock: whoever names another lead takes them in this order too.
    milestones.lock_led(milestone)
    given = Confirmation.Answer.YES if yes else Confirmation.Answer.NO
    asked = _open_questions(milestone).first()
    # The lead answers for themselves: the registered handler settles it. A coordinator records for them, so the
    # question is closed without the handler, which would enter the lead as the one who did it.
    if asked and asked.person_id == by.pk:
        confirmations.answer(asked, given, words, via)
        milestone.refresh_from_db()
        return
    via = via if by.pk == milestone.lead_person_id else RECORDED
    if asked:
        confirmations.record(asked, given, words, via, told)
    _settle(milestone, yes, by, words, told.way if told else via, told and told.on)


def _open_questions(milestone):
    return Confirmation.objects.filter(
        kind=KIND, subject_id=milestone.pk, person=milestone.lead_person_id, answer=""
    )


def handle(confirmation: Confirmation) -> None:
    """The registered handler: what an answer to our question does to the milestone."""
    milestone = Milestone.objects.get(pk=confirmation.subject_id)
    if milestone.lead_person_id == confirmation.person_id:
        yes = confirmation.answer == Confirmation.Answer.YES
        _settle(milestone, yes, confirmation.person, confirmation.remark, confirmation.answered_via)


def _settle(milestone, yes, by, words, via, told_on=None):
    if yes:
        milestones.accept_lead(milestone, by=by, via=via, told_on=told_on)
    else:
        milestones.withdraw_lead(milestone, by=by, words=words, via=via, told_on=told_on)


def what_happens(milestone: Milestone, message: Message | None) -> str:
    """What the coordinator reads after asking; `message` is what `ask` returned."""
    who = {"who": milestone.lead_person}
    if message and is_held():
        return _("%(who)s will be asked when sending starts.") % who
    if message:
        return _("%(who)s is asked by email.") % who
    if waits(milestone):
        partner = partner_for(milestone.lead_person, milestone.partnership, milestone.lead_partner)
        if rests := who_rests.in_words(milestone.lead_person, milestone.partnership, partner):
            return rests
        return (
            _("%(who)s has reached this month’s limit of requests; the email is sent when there is room.")
            % who
        )
    return _("%(who)s: there is an email of today already (%(state)s).") % {**who, "state": asked(milestone)}


def is_asked_of(milestone: Milestone) -> bool:
    """Whether the lead, of whom it is known whether they left (`has_left`), still has to accept."""
    lead = milestone.lead_person
    return bool(lead and not lead.has_left and not milestone.is_lead_accepted and milestone.is_unfinished)


def asked(milestone: Milestone) -> str:
    """When a mail asked the present lead, or what became of it; empty when none was to."""
    return reached.asked(reached.last_mail("milestone", milestone.pk, milestone.lead_person))


def waits(milestone: Milestone) -> bool:
    """Whether the question to the present lead waits until their month has room."""
    return _open_questions(milestone).exclude(held_at=None).exists()


def was_recorded(changes: list[Change]) -> bool:
    """Whether the lead's last acceptance, in these changes, is what a coordinator was told."""
    accepted = [change for change in changes if change.what == "lead_accepted"]
    return bool(accepted) and (accepted[0].via == RECORDED or accepted[0].told_on is not None)
