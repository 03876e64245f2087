"""Somebody stops representing a partner: what hangs on them is shown first, and moved in one step or left to be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.panels import registry
from backbone.registered.hanging import Hanging
from partnerships import partners
from partnerships.models import Body, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

SHOWN = 5


@dataclass
class Found:
    """What of one kind hangs on somebody: the first rows and how many there are."""

    kind: Hanging
    rows: QuerySet
    count: int

    @property
    def label(self) -> str:
        """How many there are, in words."""
        return self.kind.label(self.count)

    @property
    def first(self) -> list[Model]:
        """As many as a page shows."""
        return list(self.rows[:SHOWN])

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(self.count - SHOWN, 0)


def hanging_on(seat: Representative) -> list[Found]:
    """What hangs on the person of this seat and would be nobody's: all of it when nothing else keeps them here."""
    partner = seat.partner if _has_another_part(seat) else None
    found = []
    for kind in registry.sorted("hanging"):
        rows = kind.rows(seat.person, seat.partnership, partner)
        if count := rows.count():
            found.append(Found(kind, rows, count))
    return found


def _has_another_part(seat):
    seats = seat.partnership.representatives.current().filter(person=seat.person).exclude(pk=seat.pk)
    return seats.exists() or seat.partnership.roles.current().filter(person=seat.person).exists()


@transaction.atomic
def end(seat: Representative, *, to: Person | None, agreed: bool, by: Person) -> int:
    """End the seat now and hand over what hangs on it, unless nobody is named; returns how much was handed over."""
    found = hanging_on(seat) if to else []
    moved = 0
    for one in found:
        if one.kind.move:
            moved += one.kind.move(list(one.rows), of=seat.person, to=to, by=by, agreed=agreed)
    partners.stop_representing(seat)
    return moved


@transaction.atomic
def take_back(seat: Representative) -> bool:
    """The seat goes on as if it had not ended; as a member, when somebody else is lead by now. False when it can't."""
    locked = Representative.objects.select_for_update().select_related("partner").get(pk=seat.pk)
    others = locked.partner.representatives.filter(until=None).exclude(pk=locked.pk)
    if locked.until is None or locked.partner.withdrawn_on or others.filter(person=locked.person).exists():
        return False
    if locked.capacity == Representative.Capacity.LEAD and others.filter(capacity="lead").exists():
        locked.capacity = Representative.Capacity.MEMBER
    locked.until, locked.left_with_partner = None, False
    locked.save(update_fields=["until", "left_with_partner", "capacity"])
    return True


def left_lately(partner: Partner) -> QuerySet[Representative]:
    """Seats that ended today or yesterday and can be taken back where they stood."""
    since = now() - partners.TAKEN_BACK_FOR
    seated = partner.representatives.filter(until=None).values("person")
    ended = partner.representatives.filter(until__gte=since, until__lte=now(), left_with_partner=False)
    return ended.exclude(person__in=seated).select_related("person").order_by("-until", "pk")


# What hangs on people in the core: a group that they chair


def chaired(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Body]:
    """The groups that they chair; of one partner, those in which it sits."""
    rows = Body.objects.filter(partnership=partnership, chair=person)
    return rows.filter(Q(partners=partner)) if partner else rows


def hand_over_chairs(bodies: list[Body], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person chairs these groups; returns how many there were."""
    for body in bodies:
        body.chair = to
        body.revision += 1
        body.save(update_fields=["chair", "revision"])
    return len(bodies)


def chairs_in_words(n: int) -> str:
    """How many groups somebody chairs."""
    return ngettext("%(n)s group chaired", "%(n)s groups chaired", n) % {"n": number(n)}
