"""An answer in a round, given by its partner or noted for it; it may be changed until the round is closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now

from backbone.database.history import noted
from partnerships.models import Partnership
from partnerships.scoping.models import Canvas, CanvasAnswer

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner
    from partnerships.scoping.forms import AnswerForm


class CanvasClosed(Exception):
    """The round is closed; nothing was changed."""


def open_canvas(partnership: Partnership) -> Canvas | None:
    """The round that goes on, if any."""
    return partnership.canvases.filter(closed_at=None).first()


def answer_of(canvas: Canvas, partner: Partner) -> CanvasAnswer:
    """The partner's answer; one of its name from before it joined becomes its own when saved; else a new one."""
    its_own = Q(partner=partner) | Q(partner=None, organisation__iexact=str(partner))
    rows = CanvasAnswer.objects.filter(its_own, canvas=canvas).order_by(F("partner").asc(nulls_last=True))
    answer = rows.first() or CanvasAnswer(canvas=canvas, partnership_id=canvas.partnership_id)
    answer.partner, answer.organisation = partner, ""
    return answer


@transaction.atomic
def save(form: AnswerForm, *, by: Person, way: str, told_on: date | None = None) -> CanvasAnswer | None:
    """Save a valid form; None when somebody saved meanwhile or the name is taken. Raises CanvasClosed."""
    row = form.instance
    canvas = Canvas.objects.select_for_update().get(pk=row.canvas_id)
    if canvas.closed_at:
        raise CanvasClosed
    with noted("said in a round", by):
        return form.save_or_conflict(
            partner=row.partner,
            organisation=row.organisation,
            by=by,
            way=way,
            told_on=told_on,
            answered_at=now(),
        )


@transaction.atomic
def close(canvas: Canvas, *, by: Person) -> bool:
    """Close the round: answers stay as they are, nobody is asked any more. False when it was closed."""
    row = Canvas.objects.select_for_update().get(pk=canvas.pk)
    if row.closed_at:
        return False
    row.closed_at = now()
    row.revision += 1
    with noted("round closed", by):
        row.save(update_fields=["closed_at", "revision"])
    row.asks.update(next_ask_at=None)
    return True


@transaction.atomic
def open_again(canvas: Canvas, *, by: Person) -> bool:
    """Open a closed round again; False when one is open. Who opens a new one holds the same lock."""
    Partnership.objects.select_for_update().get(pk=canvas.partnership_id)
    if open_canvas(canvas.partnership):
        return False
    row = Canvas.objects.select_for_update().get(pk=canvas.pk)
    row.closed_at = None
    row.revision += 1
    with noted("round opened again", by):
        row.save(update_fields=["closed_at", "revision"])
    return True
