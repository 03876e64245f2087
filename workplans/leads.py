"""Asking the person who is named to lead a milestone, and what they answer, from a page or a mail."""

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from partnerships import confirmations
from partnerships.correspondence import asks_left, send
from partnerships.links import link_for
from partnerships.models import Confirmation
from workplans import milestones
from workplans.models import Milestone

KIND = "milestone_lead"


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
        key=f"milestone:{milestone.pk}:lead:{lead.pk}:{localdate()}",
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
    """Accept the lead or give it back; the open question, when there is one, is answered with it."""
    given = Confirmation.Answer.YES if yes else Confirmation.Answer.NO
    asked = Confirmation.objects.filter(kind=KIND, subject_id=milestone.pk, person=by, answer="").first()
    if asked:
        confirmations.answer(asked, given, words, via)
        milestone.refresh_from_db()
    else:
        _settle(milestone, yes, by, words, via)


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
    rows = Confirmation.objects.filter(
        kind=KIND, subject_id=milestone.pk, person=milestone.lead_person_id, answer=""
    )
    return rows.values_list("asked_at", flat=True).first()
