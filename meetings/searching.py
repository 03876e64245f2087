"""What of the meetings is found by its words: meetings, decisions, and lines of issued minutes."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.registered.searched import Hit, Searched
from backbone.time import dates
from meetings import confidential
from meetings.models import BeforeIssue, Decision, Line, Meeting
from partnerships.documents.models import Version


def _not_undoable(rows):
    """Without meetings whose last issuing can still be undone: for that minute their words are not out."""
    undoable = BeforeIssue.objects.filter(meeting=OuterRef("meeting"), version__undoable_until__gt=Now())
    return rows.exclude(Exists(undoable))


def _meetings(person, where, words):
    found = Meeting.objects.filter(has_words(words, "title", "goal"), partnership__in=where)
    return found.select_related("partnership").order_by("-starts_at", "pk")


def _decisions(person, where, words):
    """Numbered ones as they were issued last: what a correction changes is found when it is out."""
    issued = Decision.objects.public().filter(number__isnull=False, line__unissued_since=None)
    found = _not_undoable(issued.filter(has_words(words, "text"), partnership__in=where))
    if person.standing.set_aside:
        found = confidential.without_confidential(found)
    return found.select_related("meeting", "partnership").order_by("-meeting__starts_at", "pk")


def _lines(person, where, words):
    """What stands in issued minutes; a wall shows none of it, since any item may be confidential."""
    versions = Version.objects.public().filter(document__kind="minutes", partnership__in=where)
    found = Line.objects.kept().filter(
        has_words(words, "text"),
        partnership__in=where,
        unissued_since=None,
        struck_out_in=None,
        meeting__document__in=versions.values("document"),
    )
    found = found.none() if person.standing.set_aside else _not_undoable(found)
    return found.select_related("meeting", "partnership").order_by("-meeting__starts_at", "position", "pk")


def _meeting_hit(row):
    return Hit(str(row), row.get_absolute_url(), f"{row.partnership} · {dates.long(row.day)}")


def _hit_in_meeting(row):
    """A decision, or a line: both are read in their meeting."""
    where = f"{row.partnership} · {row.meeting}, {dates.long(row.meeting.day)}"
    return Hit(row.text, row.meeting.get_absolute_url(), where)


KINDS = [
    Searched("meetings", _("Meetings"), _meetings, _meeting_hit, 60),
    Searched("decisions", _("Decisions"), _decisions, _hit_in_meeting, 70),
    Searched("minutes", _("Minutes"), _lines, _hit_in_meeting, 80),
]
