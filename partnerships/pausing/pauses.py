"""Pausing until a day, pausing longer, and going on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backbone.time.days import INSTANT
from backbone.time.mornings import morning
from partnerships.models import Pause, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

LONGEST = timedelta(days=731)
# How long after its end the question how to go on stands under "Needs you".
STANDS_FOR = timedelta(days=14)


@transaction.atomic
def pause(
    partnership: Partnership,
    day: date,
    *,
    person: Person | None = None,
    partner: Partner | None = None,
    words: str = "",
    by: Person,
) -> Pause:
    """Nothing is asked of the person, or of the partner's people for it, until that day is over; the last one counts."""
    row = _open(partnership, person, partner)
    if row and row.until <= timezone.now():
        _end(row)
        row = None
    row = row or Pause(partnership=partnership, person=person, partner=partner)
    zone = (person or partnership).zone
    row.until_on, row.until = day, morning(day + timedelta(days=1), zone)
    row.words, row.by = words, by
    row.next_ask_at, row.asked_at = morning(day, zone), None
    row.save()
    return row


def _open(partnership, person, partner):
    rows = partnership.pauses.not_ended().select_for_update(of=("self",))
    return rows.filter(person=person, partner=partner).first()


@transaction.atomic
def end(row: Pause) -> bool:
    """Go on now; False when it was ended before."""
    locked = Pause.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.ended_at:
        return False
    _end(locked)
    return True


def _end(row):
    row.ended_at, row.next_ask_at = timezone.now(), None
    row.until = max(min(row.until, row.ended_at), row.since + INSTANT)
    row.save(update_fields=["ended_at", "next_ask_at", "until"])


def current(
    partnership: Partnership, *, person: Person | None = None, partner: Partner | None = None
) -> Pause | None:
    """The pause that they are in."""
    return partnership.pauses.current().filter(person=person, partner=partner).first()


def to_answer(person: Person) -> QuerySet[Pause]:
    """The pauses of this person, and of partners whose lead they are, of which it is asked how to go on."""
    now = timezone.now()
    led = Representative.objects.current(now).filter(person=person, capacity="lead")
    own = Q(person=person) | Q(partner__in=led.order_by().values("partner"))
    asked = Q(asked_at__isnull=False) | Q(next_ask_at__lte=now)
    rows = Pause.objects.not_ended().filter(own, asked, until__gt=now - STANDS_FOR)
    return rows.filter(partnership__closed_at=None)
