"""Mandates that end soon, and sponsors: to be asked, silent since they were, or to be talked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import latest_day, today_of
from partnerships.access import coordinated_by
from partnerships.mandates.models import Mandate, SponsorConfirmation
from partnerships.models import Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

MANDATES = Kind("mandates", gettext_lazy("Mandates"))
SPONSORS = Kind("sponsors", gettext_lazy("Sponsors"))
SAID_BEFORE = timedelta(days=31)
CALLED_AFTER = timedelta(days=14)
TALK, NO = SponsorConfirmation.Answer.TALK, SponsorConfirmation.Answer.NO


def that_end(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Mandates that end within a month, or have, until they are renewed or left so."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for row in _ending(list(of), latest_day(now()) + SAID_BEFORE, now()) if of else ():
        where = of[row.partnership_id]
        partner = str(row.seat.partner)
        is_over = row.holds_until < today_of(where)
        words = _("ended %(day)s") if is_over else _("ends %(day)s")
        yield Need(
            kind=MANDATES,
            state="late" if is_over else "open",
            word=words % {"day": dates.short(row.holds_until)},
            title=_("Mandate of %(person)s") % {"person": row.seat.person},
            url=row.get_absolute_url(),
            detail=partner if partnership else f"{where.name} · {partner}",
            action=_("Renew it, or let it end"),
            due=row.holds_until,
        )


@prepared
def _ending(partnerships: list[int], last: date, at: datetime) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(holds_until__lte=last, partnership__in=partnerships)
    rows = rows.filter(Q(left_to_end=None) | ~Q(left_to_end=F("holds_until")))
    rows = rows.filter(
        seat__in=Representative.objects.current(at).order_by(), seat__partner__withdrawn_on=None
    )
    return rows.select_related("seat__person", "seat__partner__organisation").order_by("holds_until", "pk")


def of_sponsors(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Whom to ask, whom to call, who wants to talk first, and who said no: the organisation needs another sponsor."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for row in _waiting(list(of), now(), now() - CALLED_AFTER) if of else ():
        where = of[row.partnership_id]
        partner = str(row.seat.partner)
        yield Need(
            kind=SPONSORS,
            state="open",
            title=str(row.seat.person),
            url=row.get_absolute_url(),
            detail=partner if partnership else f"{where.name} · {partner}",
            **_step(row),
        )


def _step(row):
    """What is to be done about it, as columns of a need."""
    note = reverse("sponsor_answer", args=[row.pk])
    if row.answer == TALK:
        return {"word": _("wants to talk first"), "action": _("Note what came of it"), "action_url": note}
    if row.answer == NO:
        seat = reverse("representative_edit", args=[row.seat_id])
        return {"word": _("does not stand by it"), "action": _("Name another sponsor"), "action_url": seat}
    if row.asked_at:
        word = _("asked on %(day)s") % {"day": dates.short(row.asked_at)}
        return {"word": word, "action": _("Call, and note the answer"), "action_url": note}
    if not row.seat.person.mail_address:
        return {"word": _("new sponsor"), "action": _("Call, and note the answer"), "action_url": note}
    return {
        "word": _("new sponsor"),
        "action": _("Ask them to confirm"),
        "action_url": reverse("sponsor_asking", args=[row.pk]),
        "is_post": True,
    }


@prepared
def _waiting(partnerships: list[int], at: datetime, asked_before: datetime) -> QuerySet[SponsorConfirmation]:
    later = SponsorConfirmation.objects.filter(seat=OuterRef("seat"), pk__gt=OuterRef("pk"))
    to_ask = Q(answer="") & (Q(asked_at=None) | Q(asked_at__lte=asked_before))
    rows = SponsorConfirmation.objects.filter(partnership__in=partnerships)
    rows = rows.filter(to_ask | Q(answer__in=[TALK, NO]) & ~Exists(later))
    sponsors = Representative.objects.current(at).filter(capacity="sponsor", partner__withdrawn_on=None)
    rows = rows.filter(seat__in=sponsors.order_by())
    return rows.select_related("seat__person", "seat__partner__organisation").order_by("created_at", "pk")
