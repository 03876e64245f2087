"""Rounds are seen by members, their answers by coordinators and by partners who answered; coordinators note for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.scoping.models import Canvas, CanvasAnswer

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_canvas(person: Person, pk: int, need: str) -> Canvas:
    """A round, checked through its partnership; whether its answers are shown says `sees_answers`."""
    return fetch(Canvas.objects.all(), person, need, pk=pk)


def get_canvas_answer(person: Person, pk: int, need: str) -> CanvasAnswer:
    """An answer, for whoever coordinates."""
    rows = CanvasAnswer.objects.select_related("canvas", "partner__organisation")
    return fetch(rows, person, need, pk=pk)


def sees_answers(canvas: Canvas) -> bool:
    """Whether whoever fetched the round reads everybody's answers: coordinators, and who represents one that answered."""
    access = canvas.partnership.access
    return access.look_back or (
        bool(access.partner_ids) and canvas.answers.filter(partner__in=access.partner_ids).exists()
    )
