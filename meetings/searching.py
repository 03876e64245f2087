"""What of the meetings is found by its words: meetings, decisions, and lines of issued minutes."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.registered.searched import Hit, Searched
from backbone.time import dates
from meetings import confidential
from meetings.models import Decision, Line, Meeting
from partnerships.documents.models import Version

IS_PUBLIC = Q(undoable_until=None) | Q(undoable_until__lte=Now())


def _meetings(person, where, words):
    found = Meeting.objects.filter(has_words(words, "title", "goal"), partnership__in=where)
    return found.select_related("partnership").order_by("-starts_at", "pk")


def _decisions(person, where, words):
    """Numbered ones as they were issued last: what a correction changes is found when it is out."""
    issued = Q(number__isnull=False, line__unissued_since=None) & IS_PUBLIC
    found = Decision.objects.filter(issued, has_words(words, "text"), partnership__in=where)
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
    found = found.none() if person.standing.set_aside else found
    return found.select_related("meeting", "partnership").order_by("-meeting__starts_at", "position", "pk")


def _meeting_hit(row):
    return Hit(str(row), row.get_absolute_url(), f"{row.partnership} · {dates.long(row.starts_at)}")


def _decision_hit(row):
    return Hit(row.text, row.meeting.get_absolute_url(), _of(row))


def _line_hit(row):
    return Hit(row.text, row.meeting.get_absolute_url(), _of(row))


def _of(row):
    return f"{row.partnership} · {row.meeting}, {dates.long(row.meeting.starts_at)}"


KINDS = [
    Searched("meetings", _("Meetings"), _meetings, _meeting_hit, 60),
    Searched("decisions", _("Decisions"), _decisions, _decision_hit, 70),
    Searched("minutes", _("Minutes"), _lines, _line_hit, 80),
]
