"""The history of a task or milestone as sentences that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.time import dates
from workplans.models import Milestone

if TYPE_CHECKING:
    from workplans.models import Change

SENTENCES = {
    "created": gettext_lazy("Written down"),
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined"),
    "completed": gettext_lazy("Done"),
    "reopened": gettext_lazy("Opened again"),
    "dropped": gettext_lazy("Dropped"),
    "time_wanted": gettext_lazy("Asked for more time"),
    "time_agreed": gettext_lazy("More time agreed"),
    "date_kept": gettext_lazy("Date kept"),
    "edited": gettext_lazy("Changed"),
    "corrected": gettext_lazy("Changed by a correction of the minutes"),
    "struck_out": gettext_lazy("Struck out of the minutes"),
    "lead_accepted": gettext_lazy("Lead accepted"),
    "lead_withdrawn": gettext_lazy("Lead given back"),
    "lead_named": gettext_lazy("Another lead named"),
}
MARKS = {"completed": "done", "time_wanted": "part", "declined": "dropped", "dropped": "dropped"}
MILESTONE_MARKS = {"reached": "done", "at_risk": "risk", "under_way": "part", "dropped": "dropped"}
VIA = {
    "link": gettext_lazy("from a mailed link"),
    "meeting": gettext_lazy("in a meeting"),
    "import": gettext_lazy("by import"),
    "paste": gettext_lazy("pasted from a list"),
    "recorded": gettext_lazy("recorded by the coordinator"),
}


@dataclass(frozen=True)
class Entry:
    """One line of history, fit for the spine."""

    title: str
    state: str
    who: str
    at: datetime
    words: str
    via: str


def entries(changes: QuerySet[Change]) -> list[Entry]:
    """History, newest first."""
    return [
        Entry(_title(c), _mark(c), str(c.by) if c.by else "", c.at, c.words, VIA.get(c.via, ""))
        for c in changes
    ]


def _title(change):
    if change.what == "state":
        return Milestone.State(change.after).label if change.after in Milestone.State.values else change.after
    if change.what == "date":
        return _("Date moved from %(before)s to %(after)s") % {
            "before": _day(change.before),
            "after": _day(change.after),
        }
    return SENTENCES.get(change.what, change.what)


def _mark(change):
    return MILESTONE_MARKS.get(change.after) if change.what == "state" else MARKS.get(change.what, "open")


def _day(iso):
    return dates.short(date.fromisoformat(iso)) if iso else _("no date")
