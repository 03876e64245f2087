"""Asking the person who is named to lead a milestone, and what they answer, from a page or a mail."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.time.days import today_of
from partnerships.correspondence import confirmations
from partnerships.correspondence.budget import asks_left
from partnerships.correspondence.links import link_for
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import send
from workplans import milestones
from workplans.models import Milestone

KIND = milestones.LEAD_QUESTION
RECORDED = "recorded"


class CannotAsk(Exception):
    """No mail was sent; the words say why."""


@transaction.atomic
def ask(milestone, *, by):
    """Mail the named lead with a link on which they accept or give back; once a day at most."""
    lead = milestone.lead_person
    if lead is None or milestone.lead_accepted_at:
        raise CannotAsk(_("There is nobody to ask."))
    if not lead.mail_address:
        raise CannotAsk(_("%(who)s has no mail address: ask in person.") % {"who": lead})
    if asks_left(lead, milestone.partnership) < 1:
        raise CannotAsk(_("%(who)s has been asked enough this month: ask in person.") % {"who": lead})
    with translation.override(lead.language):
        question = _("Do you lead “%(milestone)s”?") % {"milestone": milestone}
    confirmations.ask(KIND, milestone, lead, partner=milestone.lead_partner, question=question, by=by)
    return send(
        key=f"milestone:{milestone.pk}:lead:{lead.pk}:{today_of(milestone.partnership)}",
        person=lead,
        partnership=milestone.partnership,
        partner=milestone.lead_partner,
        cause="milestone",
        cause_id=milestone.pk,
        asks=1,
        template="task_lead",
        context={"milestone": milestone, "asker": by, "link": link_for(lead, milestone.partnership, "tasks")},
    )


@transaction.atomic
def answer(milestone, yes, *, by, words="", via="page"):
    """The lead accepts or gives back, or a coordinator records what the lead said, which is printed so.

    The open question, when there is one, is answered with it.
    """
    milestones.lock_led(milestone)
    given = Confirmation.Answer.YES if yes else Confirmation.Answer.NO
    asked = _open_questions(milestone).first()
    if asked and asked.person_id == by.pk:
        confirmations.answer(asked, given, words, via)
        milestone.refresh_from_db()
        return
    via = via if by.pk == milestone.lead_person_id else RECORDED
    if asked:
        confirmations.record(asked, given, words, via)
    _settle(milestone, yes, by, words, via)


def _open_questions(milestone):
    return Confirmation.objects.filter(
        kind=KIND, subject_id=milestone.pk, person=milestone.lead_person_id, answer=""
    )


def handle(confirmation):
    """The registered handler: what an answer to our question does to the milestone."""
    milestone = Milestone.objects.get(pk=confirmation.subject_id)
    if milestone.lead_person_id == confirmation.person_id:
        yes = confirmation.answer == Confirmation.Answer.YES
        _settle(milestone, yes, confirmation.person, confirmation.remark, confirmation.answered_via)


def _settle(milestone, yes, by, words, via):
    if yes:
        milestones.accept_lead(milestone, by=by, via=via)
    else:
        milestones.withdraw_lead(milestone, by=by, words=words, via=via)


def asked_on(milestone):
    """When the present lead was asked last, or None."""
    return _open_questions(milestone).values_list("asked_at", flat=True).first()


def was_recorded(changes):
    """Whether the lead's last acceptance, in these changes, is what a coordinator was told."""
    accepted = [change for change in changes if change.what == "lead_accepted"]
    return bool(accepted) and accepted[0].via == RECORDED
