"""A changed sponsor: it is proposed to ask, a coordinator asks with one click, and the answer comes in two taps or is noted.

A row stands from the moment of the change on. It is open until it has an answer; "let us talk first" is one, and what
came of the talk is the next row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.time import dates
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import AskedEnough, send, why_not
from partnerships.mandates.models import SponsorConfirmation
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.calling.told import Told

Answer = SponsorConfirmation.Answer
SPONSOR = Representative.Capacity.SPONSOR


def became(seat: Representative) -> None:
    """Propose to ask, when somebody becomes sponsor of a partner that had another one."""
    if seat.capacity == SPONSOR and had_another(seat):
        SponsorConfirmation.objects.get_or_create(
            seat=seat, answer="", defaults={"partnership": seat.partnership}
        )


def had_another(seat: Representative) -> bool:
    """Whether somebody else was, or is, sponsor of its partner: as a seat, or earlier in the history of one."""
    others = seat.partner.representatives.filter(capacity=SPONSOR).exclude(person=seat.person_id)
    if others.exists():
        return True
    before = Representative.pgh_event_model.objects.filter(partner=seat.partner_id, capacity=SPONSOR)
    return before.exclude(person=seat.person_id).exists()


def stands(seat: Representative) -> bool:
    """Whether the person is sponsor of a partner that takes part."""
    holds = Representative.objects.current().filter(pk=seat.pk, capacity=SPONSOR)
    return holds.filter(partner__withdrawn_on=None).exists()


class NotAsked(Exception):
    """Nothing was asked or recorded; the words say why."""


class Settled(NotAsked):
    """It was answered before, and that answer stays; `row` says how it stands."""

    def __init__(self, row: SponsorConfirmation) -> None:
        super().__init__(
            _("It was answered on %(day)s: %(answer)s.")
            % {"day": dates.short(row.answered_at), "answer": row.get_answer_display()}
        )
        self.row = row


@transaction.atomic
def ask(confirmation: SponsorConfirmation, *, by: Person) -> SponsorConfirmation:
    """Mail the question, once; raises NotAsked. After "let us talk first" it is asked anew."""
    row = _open_again(_locked(confirmation))
    if row.asked_at:
        raise NotAsked(
            _("They were asked on %(day)s, and have not answered.") % {"day": dates.short(row.asked_at)}
        )
    row.asked_at, row.by = now(), by
    with noted("sponsor asked", by):
        row.save()
    try:
        message = send(mail := draft(row))
    except AskedEnough:
        raise NotAsked(_("This person has reached this month’s limit of requests.")) from None
    if message is None:
        raise NotAsked(_("%(why)s Call, and note the answer.") % {"why": why_not(mail)})
    return row


def _locked(confirmation):
    rows = SponsorConfirmation.objects.select_for_update(of=("self",))
    row = rows.select_related("partnership", "seat__person", "seat__partner__organisation").get(
        pk=confirmation.pk
    )
    if not stands(row.seat):
        raise NotAsked(_("%(person)s is not sponsor there any more.") % {"person": row.seat.person})
    return row


def _open_again(row):
    """The row itself while it is open; after a talk the one that follows it. Raises Settled."""
    if not row.answer:
        return row
    newest = SponsorConfirmation.objects.filter(seat=row.seat).first()
    if newest.pk != row.pk or row.answer != Answer.TALK:
        raise Settled(newest if newest.answer else row)
    return SponsorConfirmation(partnership=row.partnership, seat=row.seat)


def draft(row: SponsorConfirmation) -> Draft:
    """The question as a mail to the sponsor."""
    return Draft(
        kind="sponsor_confirmation",
        key=f"sponsor:{row.pk}",
        person=row.seat.person,
        partnership=row.partnership,
        partner=row.seat.partner,
        cause="sponsor",
        cause_id=row.pk,
        asks=1,
        context=lambda link: {"confirmation": row, "seat": row.seat, "link": link},
    )


@transaction.atomic
def answer(
    confirmation: SponsorConfirmation,
    given: str,
    *,
    by: Person,
    words: str = "",
    told: Told | None = None,
) -> SponsorConfirmation:
    """Record what the sponsor said, from the mail or as a coordinator was told it; raises NotAsked, Settled."""
    row = _locked(confirmation)
    if told:
        row = _open_again(row)
        row.way, row.words, row.told_on, row.by = told.way, told.words, told.on, by
    elif row.answer:
        raise Settled(row)
    else:
        row.way, row.words = "link", words
    row.answer, row.answered_at = given, now()
    with noted("sponsor answered", by):
        row.save()
    return row


@transaction.atomic
def drop(confirmation: SponsorConfirmation) -> bool:
    """Nobody is to be asked; False when somebody was, or answered."""
    rows = SponsorConfirmation.objects.select_for_update().filter(
        pk=confirmation.pk, answer="", asked_at=None
    )
    return bool(rows.delete()[0])
