"""The plan in numbers, counted by the database: what its page and the overview say about all milestones together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from backbone.time.days import today_of
from workplans.models import Milestone
from workplans.plan.filters import UNDATED, UNFINISHED, UNLED
from workplans.plans import mode_words

if TYPE_CHECKING:
    from partnerships.models import Partnership

QUARTER = timedelta(days=92)


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
    soon = UNFINISHED & Q(celebrate=True, due__lte=today_of(partnership) + QUARTER)
    kinds = {"all": Q(), "unfinished": UNFINISHED, "undated": UNDATED, "unled": UNLED, "to_celebrate": soon}
    modes = {
        f"mode_{mode}": ~Q(state=Milestone.State.DROPPED) & Q(mode=mode) for mode in ["", *Milestone.Mode]
    }
    counts = {name: Count("pk", filter=kind) for name, kind in {**kinds, **modes}.items()}
    found = Milestone.objects.filter(partnership=partnership).aggregate(**counts)
    numbers = {name.removeprefix("mode_"): found.pop(name) for name in modes}
    return Tally(**found, modes=mode_words(numbers))
