"""The plan in numbers, counted by the database: what its page and the overview say about all milestones together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from backbone.database.prepared import prepared
from backbone.time.days import today_of
from workplans.models import Milestone
from workplans.plan.filters import UNDATED, UNFINISHED, UNLED
from workplans.plans import mode_words

if TYPE_CHECKING:
    from partnerships.models import Partnership

QUARTER = timedelta(days=92)
KINDS = ("all", "unfinished", "undated", "unled", "to_celebrate")
MODES = ("", *Milestone.Mode)
NAMES = (*KINDS, *(f"mode_{mode}" for mode in MODES))


@dataclass(frozen=True)
class Tally:
    """How many milestones there are in all, and how many of each kind; `modes` is [(mode's word, number)]."""

    all: int
    unfinished: int
    undated: int
    unled: int
    to_celebrate: int
    modes: list

    @property
    def lacks_early_win(self) -> bool:
        """Work is planned, and nothing to celebrate comes within a quarter."""
        return bool(self.unfinished) and not self.to_celebrate


def tally_of(partnership: Partnership) -> Tally:
    """Count a partnership's milestones, in one query."""
    found = next(iter(_counts(partnership.pk, today_of(partnership) + QUARTER)), None) or dict.fromkeys(
        NAMES, 0
    )
    numbers = {mode: found[f"mode_{mode}"] for mode in MODES}
    return Tally(**{name: found[name] for name in KINDS}, modes=mode_words(numbers))


@prepared
def _counts(partnership: int, soon: date) -> QuerySet:
    is_soon = UNFINISHED & Q(celebrate=True, due__lte=soon)
    kinds = {
        "all": Q(),
        "unfinished": UNFINISHED,
        "undated": UNDATED,
        "unled": UNLED,
        "to_celebrate": is_soon,
    }
    modes = {f"mode_{mode}": ~Q(state=Milestone.State.DROPPED) & Q(mode=mode) for mode in MODES}
    counts = {name: Count("pk", filter=kind) for name, kind in {**kinds, **modes}.items()}
    rows = Milestone.objects.filter(partnership=partnership).order_by().values("partnership")
    return rows.annotate(**counts).values(*NAMES)
