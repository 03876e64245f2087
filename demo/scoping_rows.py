"""The demo's rounds of scoping: one from the beginning that is closed, and one that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.scoping.models import Canvas, CanvasAnswer

if TYPE_CHECKING:
    from demo.builder import Builder


def add_rounds(builder: Builder) -> None:
    """Each round of the story with what its partners said, and a prospect."""
    for entry in builder.story["rounds"]:
        closed = entry.get("closed")
        canvas = Canvas.objects.create(
            partnership=builder.partnership,
            name=entry["name"],
            opened_on=builder.day(entry["opened"]),
            closed_at=None if closed is None else builder.moment(closed),
            needed=entry.get("needed", ""),
            by=builder.coordinator,
        )
        for answer in entry["answers"]:
            _add_answer(builder, canvas, **answer)


def _add_answer(builder, canvas, on, partner=None, told=None, **words):
    CanvasAnswer.objects.create(
        partnership=builder.partnership,
        canvas=canvas,
        partner=builder.partners[partner] if partner else None,
        way=told or "link",
        told_on=builder.day(on) if told else None,
        by=builder.coordinator if told else builder.partners[partner].representatives.first().person,
        answered_at=builder.moment(on),
        **words,
    )
