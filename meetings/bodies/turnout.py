"""How many partners are there, and whether that is a quorum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.attendance import HERE, OBSERVER
from partnerships.bodies.quorum import quorum_of

if TYPE_CHECKING:
    from meetings.models import Attendance, Meeting


@dataclass(frozen=True)
class Turnout:
    """How many partners are here, of how many, and whether that is enough."""

    here: int
    expected: int
    quorum: int | None
    # The partners that pause, by name.
    paused: list[str]

    @property
    def words(self) -> str:
        """Such as "4 of 14 partners, quorum 8 not yet"."""
        text = ngettext("%(here)s of %(count)s partner", "%(here)s of %(count)s partners", self.expected)
        text %= {"here": self.here, "count": self.expected}
        if not self.quorum:
            return text
        reached = (
            _("quorum %(quorum)s reached")
            if self.here >= self.quorum
            else _("quorum of %(quorum)s not reached yet")
        )
        return f"{text}, {reached % {'quorum': self.quorum}}"


def turnout(meeting: Meeting, rows: list[Attendance]) -> Turnout:
    """The partners that are here and count (`quorum_of`); each counts once, however many of its people came."""
    listed = [row for row in rows if row.partner_id and row.capacity != OBSERVER]
    invited = {row.partner_id for row in listed}
    at = meeting.started_at or meeting.starts_at
    found = quorum_of(meeting.body, meeting.partnership, day=meeting.day, at=at, invited=invited)
    here = {row.partner_id for row in listed if row.state in HERE} & found.counted
    return Turnout(len(here), len(found.counted), found.needed, found.paused_names)
