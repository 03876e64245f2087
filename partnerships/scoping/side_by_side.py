"""The answers of a round beside each other, question by question, and who has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from backbone.pages.bounded import first_rows
from partnerships.correspondence.calling.told import in_words
from partnerships.models import Partner
from partnerships.scoping.models import Canvas, CanvasAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of those who have not answered, by name.
MOST_NAMED = 12
PER_PAGE = 25


def shown(canvas: Canvas, parameters: Any) -> dict[str, Any]:
    """What `scoping/side_by_side.html` shows; parameters: those of the address, which name the page."""
    page = first_rows(answers(canvas), parameters, "page", PER_PAGE)
    return {"page": page, "questions": questions(page), "missing": without_answer(canvas)}


def answers(canvas: Canvas) -> QuerySet[CanvasAnswer]:
    """All answers: partners by name, then organisations that are none."""
    rows = canvas.answers.select_related("partner__organisation", "by", "partnership")
    return rows.order_by("partner__organisation__sort_name", "organisation", "pk")


def questions(rows: Iterable[CanvasAnswer]) -> list[dict[str, Any]]:
    """Each question with what was said about it: [{label, said: [(answer, words)]}]."""
    rows = list(rows)
    for row in rows:
        row.came = in_words(row.way, row.by, row.told_on)
    return [
        {
            "name": name,
            "label": CanvasAnswer._meta.get_field(name).verbose_name,
            "said": [(row, words) for row in rows if (words := getattr(row, name))],
        }
        for name in CanvasAnswer.QUESTIONS
    ]


def without_answer(canvas: Canvas) -> dict[str, Any]:
    """The partners that have not answered: {names, more}, of many the first."""
    said = CanvasAnswer.objects.filter(canvas=canvas, partner=OuterRef("pk"))
    rows = Partner.objects.filter(~Exists(said), partnership=canvas.partnership_id).present()
    names = [str(one) for one in rows.select_related("organisation")[: MOST_NAMED + 1]]
    more = rows.count() - MOST_NAMED if len(names) > MOST_NAMED else 0
    return {"names": names[:MOST_NAMED], "more": more}
