"""Partners host in turn: whose turn it is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.models import BodyPartner

if TYPE_CHECKING:
    from datetime import date, datetime

    from partnerships.models import Body, Partner


def next_host(body: Body, *, after: int | None, day: date, at: datetime) -> Partner | None:
    """The partner that hosts after this one (its key), or the first; who pauses or has left then is passed over."""
    turns = list(BodyPartner.objects.filter(body=body, host_turn__isnull=False).order_by("host_turn", "pk"))
    if not turns:
        return None
    place = next((i for i, seat in enumerate(turns, 1) if seat.partner_id == after), 0)
    paused = set(body.partnership.pauses.current(at).values_list("partner", flat=True))
    able = {seat.pk: seat for seat in body.seats.on(day).select_related("partner__organisation")}
    in_turn = (seat for seat in turns[place:] + turns[:place] if seat.partner_id not in paused)
    return next((able[seat.pk].partner for seat in in_turn if seat.pk in able), None)
