"""Somebody stops representing a partner: what hangs on them is shown first, and moved in one step or left to be given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.panels import registry
from backbone.registered.hanging import Hanging
from backbone.registered.open_asks import OpenAsk
from partnerships import partners
from partnerships.models import Body, Representative

if TYPE_CHECKING:
    from datetime import date

    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

SHOWN = 5
# People, and questions, of which a page of leaving shows what hangs on them.
MOST_LEAVING = 50


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


def hanging_on_people_of(partner: Partner) -> list[Found]:
    """The same for all people of a partner, of very many for the first; its queries do not grow with them."""
    seats = list(partner.representatives.current().select_related("person")[:MOST_LEAVING])
    kept = _kept_elsewhere(partner, seats)
    found = []
    for kind in registry.sorted("hanging") if seats else []:
        rows = [
            kind.rows(seat.person, partner.partnership, partner if seat.person_id in kept else None)
            for seat in seats
        ]
        together = reduce(or_, rows).distinct()
        if count := together.count():
            found.append(Found(kind, together, count))
    return found


def _kept_elsewhere(partner, seats):
    """The keys of those whom another seat or a role keeps in the partnership."""
    people = [seat.person_id for seat in seats]
    others = partner.partnership.representatives.current().filter(person__in=people).exclude(partner=partner)
    roles = partner.partnership.roles.current().filter(person__in=people)
    return set(others.values_list("person", flat=True)) | set(roles.values_list("person", flat=True))


def open_asks(seat: Representative) -> list[OpenAsk]:
    """What else the person was asked there and has not answered, when nothing else keeps them: it ends with the seat."""
    if _has_another_part(seat):
        return []
    kinds = [kind for kind in registry.sorted("asks") if not kind.hangs]
    return [ask for kind in kinds for ask in kind.open_asks(seat.partnership, [seat.person_id])][
        :MOST_LEAVING
    ]


def _has_another_part(seat):
    seats = seat.partnership.representatives.current().filter(person=seat.person).exclude(pk=seat.pk)
    return seats.exists() or seat.partnership.roles.current().filter(person=seat.person).exists()


@transaction.atomic
def end(seat: Representative, *, to: Person | None, agreed: bool, by: Person) -> int:
    """End the seat now and hand over what hangs on it, unless nobody is named; returns how much was handed over."""
    moved = _hand_over(seat, to, agreed, by) if to else 0
    partners.stop_representing(seat)
    return moved


@transaction.atomic
def withdraw(partner: Partner, day: date, *, to: Person | None, agreed: bool, by: Person) -> int:
    """A partner leaves, and what hangs on its people goes to one person if they are named; returns how much did."""
    seats = partner.representatives.current().select_related("person", "partner", "partnership") if to else []
    moved = sum(_hand_over(seat, to, agreed, by) for seat in seats)
    partners.withdraw(partner, day)
    return moved


def _hand_over(seat, to, agreed, by):
    has_said_yes = agreed or to == by
    found = [(one.kind, list(one.rows)) for one in hanging_on(seat) if one.kind.move]
    asked = [] if has_said_yes else [(kind, kind.able(rows, to)) for kind, rows in found if kind.question]
    moved = [(kind, rows) for kind, rows in found if has_said_yes or not kind.question]
    handed = sum(kind.move(rows, of=seat.person, to=to, by=by, agreed=agreed) for kind, rows in moved)
    return handed + sum(ask(asked, seat=seat, to=to, by=by) for ask in registry.asks_to_take_over)


def left_behind(seat: Representative, to: Person) -> list[Model]:
    """What hangs on who left though somebody takes over, and was not asked of them either, since they could not have it."""
    kinds = [one for one in hanging_on(seat) if one.kind.move]
    return [row for one in kinds for row in one.first if not (one.kind.question and one.kind.able([row], to))]


@transaction.atomic
def take_back(seat: Representative) -> bool:
    """The seat goes on as if it had not ended; as a member, when somebody else is lead by now. False when it can't."""
    locked = Representative.objects.select_for_update().select_related("partner").get(pk=seat.pk)
    others = locked.partner.representatives.not_ended().exclude(pk=locked.pk)
    if locked.until is None or locked.partner.withdrawn_on or others.filter(person=locked.person).exists():
        return False
    if locked.capacity == Representative.Capacity.LEAD and others.filter(capacity="lead").exists():
        locked.capacity = Representative.Capacity.MEMBER
    locked.until, locked.left_with_partner = None, False
    locked.save(update_fields=["until", "left_with_partner", "capacity"])
    for kind in registry.sorted("hanging"):
        if kind.back:
            kind.back(locked)
    return True


def left_lately(partner: Partner) -> QuerySet[Representative]:
    """Seats that ended today or yesterday and can be taken back where they stood."""
    since = now() - partners.TAKEN_BACK_FOR
    seated = partner.representatives.not_ended().values("person")
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


def chair_question(body: Body) -> str:
    """What is asked of who is to chair it."""
    return _("Will you chair “%(body)s”?") % {"body": body}


def chairs_in_words(n: int) -> str:
    """How many groups somebody chairs."""
    return ngettext("%(n)s group chaired", "%(n)s groups chaired", n) % {"n": number(n)}
