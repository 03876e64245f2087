"""Sending the proposed version to partners' representatives, and reminding them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.isolation import each
from backbone.outbox.models import SenderSettings
from backbone.time.days import latest_day, today_of
from backbone.time.mornings import morning, working_morning
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import AskedEnough, send
from partnerships.models import Representative
from partnerships.pausing.who_rests import rests
from partnerships.signing import amending
from partnerships.signing.by_mail import mailed, speaking
from partnerships.signing.by_mail.mailed import CAUSE
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# A reminder after ten days and another after ten more; ten days later the sponsor is proposed.
STEP = timedelta(days=10)
WITH_LEGAL = timedelta(days=30)
State = Acceptance.State


def to_send(round: SigningRound) -> list[tuple[Acceptance, list[Representative]]]:
    """Rows that wait for an answer, each with those who could be asked: they have an address and may accept."""
    rows = waiting_rows(round)
    rows = rows.select_related("partner__organisation", "partner__partnership", "carried_from")
    waiting = list(rows.in_own_order())
    may = speaking.speakers_of(row.partner for row in waiting)
    for row in waiting:
        row.has_speaker = row.partner_id in may
    return [(row, [one for one in may.get(row.partner_id, ()) if one.person.mail_address]) for row in waiting]


def waiting_rows(round: SigningRound) -> QuerySet[Acceptance]:
    """Rows of partners that have not answered."""
    return round.acceptances.filter(state=State.OPEN).exclude(partner=None)


def draft(row: Acceptance, person: Person, *, again: int = 0) -> Draft:
    """The question as a mail, with the version as a PDF; `again` is the number of the reminder."""
    version = row.round.version
    return Draft(
        kind="acceptance",
        key=f"acceptance:{row.pk}:person:{person.pk}" + (f":again:{again}" if again else ""),
        person=person,
        partnership=row.partnership,
        partner=row.partner,
        cause=CAUSE,
        cause_id=row.pk,
        asks=1,
        attachments=[version.file] if version.file else [],
        context=lambda link: {
            "acceptance": row,
            "version": version,
            "still": bool(row.carried_from_id),
            "binds": row.round.is_in_force,
            "amends": row.round.amends(),
            "concerns_others": amending.concerns_others(row),
            "again": again,
            "link": link,
        },
    )


def ask(
    round: SigningRound, seats: Iterable[tuple[Acceptance, Representative]], *, by: Person
) -> tuple[int, int]:
    """Mail the version to these people; returns how many mails went, and how many did not: no room, or there already."""
    outcomes = [_ask(round, row, seat.person, by) for row, seat in seats]
    return outcomes.count(True), outcomes.count(False)


@transaction.atomic
def _ask(round, row, person, by):
    row = Acceptance.objects.select_for_update(of=("self",)).select_related("partner").get(pk=row.pk)
    row.round = round
    row.partnership = round.partnership
    try:
        message = send(draft(row, person))
    except AskedEnough:
        return False
    if message is None:
        return False
    today = today_of(round.partnership)
    row.sent_on, row.sent_how = row.sent_on or today, row.sent_how or _("by email")
    if row.carried_from_id:
        row.still_asked_on = row.still_asked_on or today
    row.revision += 1
    with noted("sent by email", by):
        row.save(update_fields=["sent_on", "sent_how", "still_asked_on", "revision"])
    return True


# Reminders


def remind_due() -> int:
    """Remind those who were mailed and have not answered; returns how many mails that were."""
    if SenderSettings.load().held:
        return 0
    return each(_due().values_list("pk", flat=True), _remind, what="reminder of an agreement")


def _due() -> QuerySet[Acceptance]:
    today = latest_day(now())
    first = Q(reminded_on=None, mailed_on__lte=today - STEP)
    second = Q(reminded_on__lte=today - STEP, reminded_on__lt=F("mailed_on") + 2 * STEP)
    return mailed_rows(open_rows()).filter(first | second)


def open_rows() -> QuerySet[Acceptance]:
    """Rows of versions before the partners without an answer, but for those with legal since less than a month."""
    rests = Q(legal_since=None) | Q(legal_since__lte=latest_day(now()) - WITH_LEGAL)
    return _unanswered().filter(rests)


def _unanswered():
    """Of a version in force these are rows that were sent since: its rule let it go on without those before."""
    late = Q(round__state=SigningRound.State.IN_FORCE, sent_on__gte=F("round__in_force_on"))
    rows = Acceptance.objects.filter(
        Q(round__state=SigningRound.State.PROPOSED) | late, state=State.OPEN, partnership__closed_at=None
    )
    rows = rows.filter(partner__withdrawn_on=None, partner__isnull=False)
    rows = rows.select_related("partner__organisation", "partnership", "round__version__file")
    return rows.defer("round__version__html", "round__version__data").order_by("pk")


def mailed_rows(rows: QuerySet[Acceptance] | None = None) -> QuerySet[Acceptance]:
    """Those without an answer about which a mail has left, with the day of it."""
    return mailed.with_days(_unanswered() if rows is None else rows).filter(mailed_on__isnull=False)


@transaction.atomic
def _remind(pk):
    row = _due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None or reminds_at(row) > now():
        return 0
    went = 0
    for seat in asked([row]).get(row.pk, ()):
        try:
            went += send(draft(row, seat.person, again=number_of_next(row))) is not None
        except AskedEnough:
            continue
    if went:
        row.reminded_on = today_of(row.partnership)
        row.save(update_fields=["reminded_on"])
    return went


def reminds_at(row: Acceptance) -> datetime:
    """The working morning of its next reminder, where the partnership is; counted from when the mail left."""
    zone = row.partnership.zone
    return working_morning(
        morning((row.reminded_on or row.mailed_on) + STEP, zone), zone, row.partnership.country
    )


def number_of_next(row: Acceptance) -> int:
    """Which reminder comes next."""
    return 1 if row.reminded_on is None else 2


def asked(rows: Iterable[Acceptance]) -> dict[int, list[Representative]]:
    """{row's key: those who were mailed about it and still represent the partner, but for who rests}."""
    rows = list(rows)
    mailed = Correspondence.objects.filter(cause=CAUSE, cause_id__in=[row.pk for row in rows])
    pairs = set(mailed.values_list("cause_id", "person_id"))
    seats = Representative.objects.current().filter(partner__in={row.partner_id for row in rows})
    seats = list(seats.exclude(rests()).select_related("person").order_by("pk"))
    return {
        row.pk: [
            seat for seat in seats if seat.partner_id == row.partner_id and (row.pk, seat.person_id) in pairs
        ]
        for row in rows
    }


def open_for(person: Person, partnerships: Any = None) -> QuerySet[Acceptance]:
    """Rows of versions proposed or in force that were sent to a partner of this person, and have no answer."""
    seats = Representative.objects.current().filter(person=person, partner=OuterRef("partner"))
    rows = Acceptance.objects.filter(
        Exists(seats), state=State.OPEN, round__state__in=SigningRound.GOING, sent_on__isnull=False
    )
    rows = rows.filter(partnership__closed_at=None)
    return rows if partnerships is None else rows.filter(partnership__in=partnerships)
