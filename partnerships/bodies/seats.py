"""Who sits in a body: the person of each seat, or the alternate while that person is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from partnerships.models import BodyPartner

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet

    from backbone.accounts.models import Person
    from partnerships.models import Body, Partner, Partnership, Representative


def sits_there(body: Body, day: date) -> Exists:
    """A condition on representatives: they are named in a seat of their partner, as its person or its alternate."""
    own = body.seats.on(day).filter(partner=OuterRef("partner"))
    return Exists(own.filter(Q(person=OuterRef("person")) | Q(alternate=OuterRef("person"))))


def who_comes(
    body: Body, represent: Collection[Representative], *, day: date, at: datetime
) -> dict[int, int]:
    """{partner's key: the key of who sits there}, for seats that name somebody of these representatives.

    The alternate comes while the person pauses, or does not represent the partner any more.
    """
    able = {(row.partner_id, row.person_id) for row in represent}
    away = set(body.partnership.pauses.current(at).values_list("person", flat=True))
    coming = {}
    for seat in body.seats.on(day):
        named = [key for key in (seat.person_id, seat.alternate_id) if (seat.partner_id, key) in able]
        if named:
            coming[seat.partner_id] = next((key for key in named if key not in away), named[0])
    return coming


# What hangs on people: a seat, and being secretary


def held_by(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[BodyPartner]:
    """The seats in which somebody is named."""
    rows = BodyPartner.objects.filter(Q(person=person) | Q(alternate=person), partnership=partnership)
    rows = rows.filter(partner=partner) if partner else rows
    return rows.select_related("body", "partner__organisation").order_by("body__name", "pk")


def hand_over(rows: list[BodyPartner], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person of the partner sits there; returns in how many seats, since nobody sits for a stranger."""
    taken = able(rows, to)
    for seat in taken:
        other = seat.alternate_id if seat.person_id == of.pk else seat.person_id
        seat.person_id, seat.alternate_id = _named(seat, of, to, other)
        seat.revision += 1
        seat.save(update_fields=["person", "alternate", "revision"])
    return len(taken)


def able(rows: list[BodyPartner], to: Person) -> list[BodyPartner]:
    """Those of these seats in which somebody may sit: nobody sits for a stranger."""
    own = set(to.represents.current().values_list("partner", flat=True))
    return [seat for seat in rows if seat.partner_id in own]


def question(seat: BodyPartner) -> str:
    """What is asked of who is to sit there."""
    return _("Will you sit in “%(body)s” for %(partner)s?") % {"body": seat.body, "partner": seat.partner}


def _named(seat, of, to, other):
    if other == to.pk:
        return to.pk, None
    return (to.pk, seat.alternate_id) if seat.person_id == of.pk else (seat.person_id, to.pk)


def writing_question(body: Body) -> str:
    """What is asked of who is to be its secretary."""
    return _("Will you be the secretary of “%(body)s”?") % {"body": body}


def written_for(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Body]:
    """The bodies whose secretary somebody is; of one partner, those in which it sits."""
    rows = partnership.bodies.filter(secretary=person)
    return rows.filter(Q(partners=partner)) if partner else rows


def hand_over_writing(bodies: list[Body], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person is secretary of these bodies; returns of how many."""
    for body in bodies:
        body.secretary = to
        body.revision += 1
        body.save(update_fields=["secretary", "revision"])
    return len(bodies)
