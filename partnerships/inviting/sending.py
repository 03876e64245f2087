"""Sending an invitation by mail, once more as a reminder, and noting that a letter went out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.database.history import noted
from partnerships import persons
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import AskedEnough, send, why_not
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.passing_on import passed_to
from partnerships.inviting.writing import expectations
from partnerships.prospects import moving
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from backbone.accounts.models import Person


class NotSent(Exception):
    """No mail left; the words say why."""


@transaction.atomic
def send_mail(invitation: PartnerInvitation, *, by: Person) -> PartnerInvitation:
    """Mail the invitation to its person; raises NotSent. What was answered or withdrawn is not sent again."""
    row = _locked(invitation)
    if row.state not in PartnerInvitation.OPEN:
        raise NotSent(_("It is settled already."))
    if row.person is None:
        raise NotSent(_("Say first to whom the email goes."))
    if _went_just_now(row):
        raise NotSent(_("It went to %(person)s less than an hour ago.") % {"person": row.person})
    mail = draft(row)
    try:
        message = send(mail)
    except AskedEnough:
        raise NotSent(_("This person has reached this month’s limit of requests.")) from None
    if message is None:
        raise NotSent(why_not(mail))
    return _sent(row, by)


@transaction.atomic
def note_letter(invitation: PartnerInvitation, *, by: Person) -> PartnerInvitation:
    """The letter went out: from now on the invitation waits for an answer."""
    row = _locked(invitation)
    if row.state != PartnerInvitation.State.WRITTEN:
        return row
    return _sent(row, by)


def _went_just_now(row):
    """Whether this person has it since an hour: somebody pressed again."""
    since = now() - timedelta(hours=1)
    mails = Correspondence.objects.filter(
        person=row.person, cause="partner_invitation", cause_id=row.pk, message__created_at__gt=since
    )
    return row.state == PartnerInvitation.State.SENT and mails.exists()


@transaction.atomic
def turn_to_other(invitation: PartnerInvitation, *, by: Person) -> PartnerInvitation:
    """Mail the invitation to whoever was named in place of the person who was asked; raises NotSent."""
    row = _locked(invitation)
    if row.state != PartnerInvitation.State.OTHER or not row.other_email:
        raise NotSent(_("Nobody else is named with an email address."))
    row.person = persons.find_or_add(
        row.other_name or row.other_email,
        row.other_email,
        row.partnership,
        by=row.person or by,
        language=row.spoken,
    )
    row.save(update_fields=["person"])
    return send_mail(row, by=by)


def _sent(row, by):
    row.state, row.sent_at, row.reminded_at = PartnerInvitation.State.SENT, now(), None
    row.revision += 1
    with noted("sent", by):
        row.save(update_fields=["state", "sent_at", "reminded_at", "revision"])
    _talk_with(row)
    return row


def _talk_with(row):
    """A prospect that is invited is talked with."""
    if row.prospect and row.prospect.state == Prospect.State.CONSIDERED:
        moving.move(row.prospect, Prospect.State.TALKING)


@transaction.atomic
def withdraw(invitation: PartnerInvitation, *, by: Person) -> bool:
    """Take the invitation back; False when it was settled before."""
    row = _locked(invitation)
    if row.state not in PartnerInvitation.OPEN:
        return False
    row.state = PartnerInvitation.State.WITHDRAWN
    row.revision += 1
    with noted("withdrawn", by):
        row.save(update_fields=["state", "revision"])
    return True


@transaction.atomic
def bring_back(invitation: PartnerInvitation, *, by: Person) -> bool:
    """An invitation that was withdrawn stands as before; False without one, or where another is open."""
    row = _locked(invitation)
    same = PartnerInvitation.objects.filter(
        partnership=row.partnership, organisation__iexact=row.organisation, state__in=PartnerInvitation.OPEN
    )
    before = row.events.exclude(state=PartnerInvitation.State.WITHDRAWN).order_by("-pgh_id").first()
    if row.state != PartnerInvitation.State.WITHDRAWN or before is None or same.exists():
        return False
    row.state = before.state
    row.revision += 1
    with noted("withdrawal taken back", by):
        row.save(update_fields=["state", "revision"])
    return True


def _locked(invitation):
    rows = PartnerInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("person", "prospect", "partnership").get(pk=invitation.pk)


def draft(row: PartnerInvitation, *, again: bool = False) -> Draft:
    """The invitation as a mail; `again` is its one reminder."""
    round_of = f"{row.person_id}:{row.sent_at:%Y%m%d%H%M%S}" if row.sent_at else f"{row.person_id}"
    return Draft(
        kind="partner_invitation",
        key=f"partner-invitation:{row.pk}:{round_of}" + (":again" if again else ""),
        person=row.person,
        partnership=row.partnership,
        cause="partner_invitation",
        cause_id=row.pk,
        asks=1,
        language=row.spoken,
        context=lambda link: _context(row, link, again),
    )


def _context(row, link, again):
    with override(row.spoken):
        reason = _("You get this because %(partnership)s invites %(organisation)s.") % {
            "partnership": row.partnership,
            "organisation": row.organisation,
        }
        passed = passed_to(row)
        return {
            "invitation": row,
            "passed": passed,
            "own_words": passed.words if passed else row.words,
            "again": again,
            "expected": expectations(row),
            "reason": reason,
            "link": link,
        }
