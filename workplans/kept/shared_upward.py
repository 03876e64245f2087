"""Milestones as they are shared upward: what will be there by when, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.search import has_words
from backbone.registered.shared_upward import SharedKind, UpwardLine
from backbone.time import dates
from workplans.models import Milestone
from workplans.plan import finding

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(partnerships: Any) -> QuerySet[Milestone]:
    """The last due first, as people look for them."""
    rows = Milestone.objects.filter(partnership__in=partnerships)
    return rows.order_by(F("due").desc(nulls_last=True), "pk")


def _find(rows, words):
    written = Q(has_words(words, "title", "activity", "deliverable"))
    return rows.filter(written | finding.numbered(words))


def _lines(rows):
    return {row.pk: _line(row) for row in rows}


def _line(row):
    """Its state as somebody set it: how late it is, is counted for its own people."""
    return UpwardLine(
        str(row),
        shape=Milestone.SHAPES[row.state],
        word=row.get_state_display(),
        when=_("due %(day)s") % {"day": dates.dated(row.due)} if row.due else row.due_words,
        url=row.get_absolute_url(),
    )


KIND = SharedKind(
    "milestones", gettext_lazy("Milestones"), gettext_lazy("Milestone"), _rows, _find, _lines, 20
)
