"""Objectives made of what partners said in a scoping round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from backbone.registered.canvas_takers import CanvasTaker
from workplans.models import Objective
from workplans.plans import plan_for

if TYPE_CHECKING:
    from partnerships.models import Partnership


def known(partnership: Partnership) -> set[str]:
    """The titles of the plan's objectives."""
    return set(Objective.objects.filter(partnership=partnership).order_by().values_list("title", flat=True))


@transaction.atomic
def take(partnership: Partnership, lines: list[str]) -> int:
    """An objective of each line that is none yet, behind the others; returns how many."""
    plan = plan_for(partnership)
    there = {title.casefold() for title in known(partnership)}
    new = [line for line in lines if line.casefold() not in there]
    last = plan.objectives.aggregate(last=Max("position"))["last"] or 0
    for place, title in enumerate(new, last + 1):
        Objective.objects.create(partnership=partnership, plan=plan, title=title, position=place)
    return len(new)


TAKER = CanvasTaker("objectives", _("As objectives of the work plan"), 200, known, take)
