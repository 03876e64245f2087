"""Somebody starts, or leaves: their coordinators are offered a pack for them, for a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from backbone.registered.pack_parts import HANDOVER, NEWCOMER
from backbone.time import dates
from backbone.time.days import day_of
from partnerships.access import coordinated_by
from partnerships.correspondence.calling.calls import call_address
from partnerships.models import Representative
from partnerships.packs import taking_over
from partnerships.packs.models import Pack

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PACKS = Kind("packs", gettext_lazy("Packs"))
OFFERED_FOR = timedelta(days=30)
# Those who come with their partner are no newcomers: the invitation told them.
AFTER_ITS_PARTNER = timedelta(days=2)


def of_seats(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Seats that began or ended in the last month and have no pack yet."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for seat in _changed(list(of)) if of else ():
        yield _need(seat, of[seat.partnership_id], with_name=partnership is None)


def of_taking_over(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """What somebody was asked to take over and has not accepted: whom to call, or to name somebody else."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for question in taking_over.asked_in(of) if of else ():
        where = of[question.partnership_id]
        had = _("%(person)s had it and has left") % {"person": question.instead_of}
        yield Need(
            kind=PACKS,
            state="risk",
            title=str(question.subject),
            url=question.subject.get_absolute_url(),
            detail=had if partnership else f"{where.name} · {had}",
            **_answered(question, where),
        )


def _answered(question, where):
    """How far the question is, as columns of a need."""
    words = {"person": question.person, "day": dates.short(day_of(question.asked_at, where.zone))}
    if question.answer:
        word = _("declined by %(person)s") % words
        return {"word": word, "action": _("Name somebody"), "action_url": question.subject.get_absolute_url()}
    return {
        "word": _("%(person)s was asked on %(day)s") % words,
        "action": _("Call, and note the answer"),
        "action_url": call_address(question.person_id, where.slug),
    }


def _need(seat, where, with_name):
    leaves = seat.until is not None and seat.until <= now()
    url = reverse("handover_pack" if leaves else "newcomer_pack", args=[seat.pk])
    words = _("left on %(day)s") if leaves else _("began on %(day)s")
    day = dates.short(day_of(seat.until if leaves else seat.since, where.zone))
    return Need(
        kind=PACKS,
        state="open",
        word=words % {"day": day},
        title=_("%(name)s (left on %(day)s)") % {"name": seat.person, "day": day}
        if leaves
        else str(seat.person),
        url=seat.partner.get_absolute_url(),
        detail=f"{where.name} · {seat.partner}" if with_name else str(seat.partner),
        action=_("Look at the handover pack") if leaves else _("Look at the newcomer’s pack"),
        action_url=url,
    )


def _changed(partnerships: list[int]) -> QuerySet[Representative]:
    at = now()
    since = at - OFFERED_FOR
    given = Pack.objects.filter(seat=OuterRef("pk"))
    began = Q(until=None) | Q(until__gt=at)
    began &= Q(since__range=(since, at), since__gt=F("partner__created_at") + AFTER_ITS_PARTNER)
    began &= ~Exists(given.filter(kind=NEWCOMER))
    ended = Q(until__gte=since, until__lte=at, left_with_partner=False) & ~Exists(given.filter(kind=HANDOVER))
    rows = Representative.objects.filter(began | ended, partnership__in=partnerships)
    rows = rows.filter(partner__withdrawn_on=None)
    return rows.select_related("person", "partner__organisation").order_by("pk")
