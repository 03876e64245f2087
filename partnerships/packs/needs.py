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
from partnerships.models import Representative
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
