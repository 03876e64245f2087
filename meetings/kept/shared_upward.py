"""Decisions as they are shared upward: their words, their day, and that one does not hold any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.search import has_words
from backbone.registered.shared_upward import SharedKind, UpwardLine
from backbone.time import dates
from meetings.confidential import without_confidential
from meetings.models import BeforeIssue, Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(partnerships: Any) -> QuerySet[Decision]:
    """Numbered ones, none under a confidential item; while an issuing can be undone, none of its meeting."""
    rows = Decision.objects.public().filter(partnership__in=partnerships, number__isnull=False)
    undoable = BeforeIssue.objects.filter(meeting=OuterRef("meeting"), version__undoable_until__gt=Now())
    rows = without_confidential(rows).exclude(Exists(undoable))
    return rows.select_related("meeting").order_by("-number", "pk")


def _find(rows, words):
    return rows.filter(has_words(words, "text"))


def _lines(rows):
    return {row.pk: _line(row) for row in rows}


def _line(row):
    struck = row.struck_out_in is not None
    return UpwardLine(
        row.text,
        shape="dropped" if struck else "",
        word=_("struck out") if struck else "",
        when=_("decided on %(day)s") % {"day": dates.dated(row.meeting.day)},
        url=row.meeting.get_absolute_url(),
    )


KIND = SharedKind("decisions", gettext_lazy("Decisions"), gettext_lazy("Decision"), _rows, _find, _lines, 30)
