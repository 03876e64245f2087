"""How many partners must be there, and of which: the one place where a quorum is reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerships.models import Body, Partner

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from partnerships.models import Partnership


@dataclass(frozen=True)
class Quorum:
    """Which partners count (keys), which of those that sit there pause, and how many of the counted must be there."""

    counted: frozenset[int]
    paused: tuple[Partner, ...]
    needed: int | None

    @property
    def paused_names(self) -> list[str]:
        """Those who pause, by name."""
        return [str(partner) for partner in self.paused]


def quorum_of(
    body: Body | None,
    partnership: Partnership,
    *,
    day: date,
    at: datetime,
    invited: Collection[int] = (),
) -> Quorum:
    """The quorum of a meeting on this day that begins at this moment.

    A seat counts from the first to the last day of its term, as long as its partner has not withdrawn. A partner that
    pauses at that moment counts neither as there nor in what the quorum is a share of, even if somebody came; one
    that is merely absent counts in what it is a share of. Where a body names no partners, or there is no body, those
    count that were `invited` (keys). A quorum that is a number stays that number, whoever pauses.
    """
    seats = set(body.seats.on(day).values_list("partner", flat=True)) if body else set()
    sitting = seats or {*invited}
    lasting = partnership.pauses.current(at).filter(partner__in=sitting).values("partner")
    paused = tuple(Partner.objects.filter(pk__in=lasting).select_related("organisation")) if sitting else ()
    counted = frozenset(sitting - {partner.pk for partner in paused})
    return Quorum(counted, paused, needed_of(body, len(counted)) if body else None)


def needed_of(body: Body, seats: int) -> int | None:
    """How many of so many seats must be there: the number, or the share rounded up; None when neither is set."""
    shares = {
        Body.Share.HALF: -(-seats // 2),
        Body.Share.MOST: seats // 2 + 1,
        Body.Share.TWO_THIRDS: -(-2 * seats // 3),
    }
    return body.quorum or (shares.get(body.quorum_share) if seats else None)
