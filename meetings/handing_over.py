"""What of the meetings to come hangs on somebody who leaves: those that they chair or minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from meetings.models import Meeting

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership


def meetings_of(person: Person, partnership: Partnership, partner: Partner | None) -> QuerySet[Meeting]:
    """The meetings that have still to begin and that they chair or minute, whatever else they represent."""
    rows = Meeting.objects.filter(partnership=partnership, state=Meeting.State.PLANNED)
    return rows.filter(Q(chair=person) | Q(minute_taker=person)).order_by("starts_at", "pk")


def move(meetings: list[Meeting], *, of: Person, to: Person, by: Person, agreed: bool) -> int:
    """Another person chairs or minutes these in their place; returns how many there were."""
    for meeting in meetings:
        for name in ("chair", "minute_taker"):
            if getattr(meeting, f"{name}_id") == of.pk:
                setattr(meeting, name, to)
        meeting.revision += 1
        meeting.save(update_fields=["chair", "minute_taker", "revision"])
    return len(meetings)


def question(meeting: Meeting) -> str:
    """What is asked of who is to chair or minute it."""
    words = {"meeting": meeting, "when": meeting.when}
    return _("Will you take over “%(meeting)s” (%(when)s), as chair or minute-taker?") % words


def in_words(n: int) -> str:
    """How many meetings somebody chairs or minutes."""
    return ngettext(
        "%(n)s meeting to come, as chair or minute-taker",
        "%(n)s meetings to come, as chair or minute-taker",
        n,
    ) % {"n": number(n)}
